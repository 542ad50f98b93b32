package io.jenkins.plugins.greenlight.pipeline;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.greenlight.cli.StageRuns;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.deploy.VirtualTime;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The command, its configuration, its files and seven real stages; only what runs releases and moves users is in memory. */
final class Delivery implements Places, AutoCloseable {
    static final String NONCE = "n-1";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    final World staging;
    final World production;
    final StopSignal stop = new StopSignal();
    final LoadedRuntime loaded = new LoadedRuntime();
    final Map<StageId, String> sections = new EnumMap<>(StageId.class);
    final List<String> said = new ArrayList<>();
    /** What a line in the log that begins so sets off. */
    final Map<String, Runnable> when = new java.util.HashMap<>();
    boolean reachable = true;
    boolean closed;
    private Ports lastPorts;
    private final Path folder;
    private final VirtualTime time = new VirtualTime();

    Delivery(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("workspace"));
        this.staging = new World(folder.resolve("staging"), "staging", 90, time);
        this.production = new World(folder.resolve("production"), "production", 80, time);
        staging.stop = stop;
        production.stop = stop;
        sections.put(StageId.SECURITY, "security: {reports: [scan.sarif], checks: [\"critical == 0\"]}");
        sections.put(StageId.COVERAGE, "coverage: {reports: [jacoco.xml], checks: [\"line >= 80%\"]}");
        sections.put(StageId.IMAGE, "image: {name: shop, files: {run: app/run}, entrypoint: [app/run]}");
        sections.put(StageId.LOAD, load(""));
        sections.put(StageId.STAGING, deploy("staging", 90));
        sections.put(StageId.PRODUCTION, deploy("production", 80));
        sections.put(StageId.NOTIFY, "notification: {console: true, outbox: outbox}");
        write("run", "#!/bin/sh\n");
        findings(0);
        covered(80);
    }

    static String load(String more) {
        return "loadTest: {" + more + "rate: 100/s, duration: 100ms, warmup: 0s, requests: [GET /], checks: [\"errors < 1%\"]}";
    }

    private static String deploy(String environment, int door) {
        return environment + ": {slots: {blue: " + (door + 1) + ", green: " + (door + 2) + "}, router: {port: " + door + ", admin: "
                + (door - 1) + "}, health: {interval: 100ms, deadline: 5s}, watch: {duration: 5s, checks: [\"errors < 2%\"]},"
                + " drainTimeout: 2s, grace: 1s, state: /nowhere}";
    }

    void without(StageId... ids) {
        Arrays.asList(ids).forEach(sections::remove);
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    void findings(int critical) throws IOException {
        var result = "{\"ruleId\": \"R\", \"message\": {\"text\": \"found\"}, \"properties\": {\"security-severity\": \"9.5\"}}";
        write("scan.sarif", "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Scanner\"}}, \"results\": ["
                + String.join(",", java.util.Collections.nCopies(critical, result)) + "]}]}");
    }

    /** @param percent of a hundred lines */
    void covered(int percent) throws IOException {
        var lines = new StringBuilder();
        for (int line = 1; line <= 100; line++) {
            var hit = line <= percent ? "' mi='0' ci='1'" : "' mi='1' ci='0'";
            lines.append("<line nr='").append(line).append(hit).append(" mb='0' cb='0'/>");
        }
        write("jacoco.xml", "<report name='r'><package name='p'><sourcefile name='A.java'>" + lines
                + "<counter type='LINE' missed='" + (100 - percent) + "' covered='" + percent + "'/></sourcefile></package></report>");
    }

    /** @return the exit code of a run of all stages as release r2 */
    int run() throws IOException {
        return run(EnumSet.allOf(StageId.class), "--release", "r2");
    }

    int run(Set<StageId> stages, String... more) throws IOException {
        write("greenlight.yaml", "version: 1\napp: shop\n" + String.join("\n", sections.values()) + "\n");
        var args = Stream.concat(Stream.of("--workspace", folder.toString(), "--commit", COMMIT, "--nonce", NONCE, "--demo"),
                Arrays.stream(more)).toArray(String[]::new);
        return StageRuns.run(stages, this::world, (ports, demo) -> {
            lastPorts = ports;
            return this;
        }, args);
    }

    private Ports world(Ports here) {
        var log = new Log() {
            @Override public void info(String line) {
                said.add(line);
                when.forEach((begin, what) -> {
                    if (line.startsWith(begin)) {
                        what.run();
                    }
                });
            }

            @Override public void warn(String line) {
                said.add(line);
            }
        };
        return new Ports(here.commands(), here.daemons(), reachable ? here.workspace() : new UnreachableWorkspace(here.workspace()),
                request -> answer(here.http(), request), log, time, time);
    }

    private Http.Answer answer(Http real, Http.Request request) throws IOException, InterruptedException {
        int port = request.uri().getPort();
        return staging.listens(port) ? staging.answer(request) : production.listens(port) ? production.answer(request) : real.send(request);
    }

    @Override public Target open(String app, String environment, DeploySettings settings) throws IOException {
        if (closed) {
            throw new IOException("The router of " + environment + " did not come up.");
        }
        return (environment.equals("staging") ? staging : production).target(lastPorts);
    }

    @Override public Target look(String app, String environment, DeploySettings settings) throws IOException {
        return open(app, environment, settings);
    }

    @Override public StopSignal stop() {
        return stop;
    }

    @Override public Runtime throwAway(String app, Optional<DockerSite> docker) {
        return loaded;
    }

    @Override public int freePort() throws IOException {
        return LoopbackPorts.free();
    }

    Path reportFile() {
        return folder.resolve("target/greenlight/report/report.json");
    }

    DeliveryReport report() throws IOException {
        return ReportJson.read(Files.readString(reportFile()), NONCE);
    }

    /** What report.schema.json has against the report; empty for nothing. */
    static List<String> violations(Path report) throws IOException {
        try (var schema = ReportJson.class.getResourceAsStream("/io/jenkins/plugins/greenlight/report.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema)
                    .validate(Files.readString(report), InputFormat.JSON).stream().map(Object::toString).toList();
        }
    }

    /** The endings that the outbox tells of. */
    List<String> told() throws IOException {
        return told(folder.resolve("outbox"));
    }

    static List<String> told(Path outbox) throws IOException {
        var endings = new ArrayList<String>();
        if (Files.isDirectory(outbox)) {
            try (var files = Files.list(outbox)) {
                for (var file : files.toList()) {
                    endings.add(Json.read(Files.readString(file), "message").get("ending").text());
                }
            }
        }
        return endings;
    }

    @Override public void close() {
        loaded.close();
    }
}
