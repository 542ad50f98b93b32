package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.Journal;
import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sample shop: built once, then three commits of it, each in a workspace of its own. */
final class DemoShop {
    /** What its own Maven build makes and a delivery needs. */
    private static final List<String> MADE = List.of("target/shop.jar", "target/site/jacoco/jacoco.xml", "target/spotbugsXml.xml");
    private static final Duration BUILD = Duration.ofMinutes(15);

    private final Path sample;
    private final Path folder;
    private final Ports ports;
    private GreenlightConfig config;
    private String commit = "";

    DemoShop(Path checkout, Ports ports) {
        this.sample = checkout.resolve("samples/shop");
        this.folder = checkout.resolve("target/demo");
        this.ports = ports;
    }

    Path folder() {
        return folder;
    }

    /** Builds the shop unless it is built, and lays out the three workspaces. */
    void prepare() throws IOException, InterruptedException, ConfigException {
        build();
        WholeFolder.delete(folder);
        commit = WorkspaceOptions.commit(ports);
        var yaml = DemoPorts.free(Files.readString(sample.resolve("greenlight.yaml")), ports).replace("state: target/state", "state: ../state");
        for (int release = 1; release <= 3; release++) {
            layOut(release, yaml.replace("image.version: \"1\"", "image.version: \"" + release + "\""));
        }
        config = ConfigReader.read(Files.readString(workspace(1).resolve("greenlight.yaml")), "greenlight.yaml");
    }

    /** Runs the commands one after the other as long as they deliver; the image of the first goes to the others. */
    Ending deliver(int release, String... commands) throws IOException, InterruptedException {
        var ending = Ending.ERROR;
        Optional<String> digest = Optional.empty();
        shareCache(release);
        for (var command : commands) {
            var args = new ArrayList<>(List.of(command, "--workspace", workspace(release).toString(), "--demo",
                    "--commit", commit, "--release", id(release)));
            digest.ifPresent(known -> args.addAll(List.of("--digest", known)));
            int exitCode = Main.run(args.toArray(String[]::new));
            ending = Arrays.stream(Ending.values()).filter(e -> e.exitCode() == exitCode).findFirst().orElse(Ending.ERROR);
            if (ending != Ending.DELIVERED) {
                return ending;
            }
            digest = read(release).digest();
        }
        return ending;
    }

    /** What a build server would keep from one build to the next: the Java runtime and the packed layers. */
    private void shareCache(int release) throws IOException {
        for (var cache : List.of("target/greenlight/runtime", "target/greenlight/cache")) {
            var kept = workspace(1).resolve(cache);
            if (release > 1 && Files.isDirectory(kept) && !Files.exists(workspace(release).resolve(cache))) {
                copy(kept, workspace(release).resolve(cache), file -> true);
            }
        }
    }

    static String id(int release) {
        return "shop-" + release;
    }

    Path report(int release) {
        return workspace(release).resolve("target/greenlight/report/report.json");
    }

    DeliveryReport read(int release) throws IOException {
        return ReportJson.read(Files.readString(report(release)), "");
    }

    URI frontDoor() {
        return URI.create("http://127.0.0.1:" + production().site().router().port());
    }

    int controlPort(Slot slot) {
        return production().site().slots().get(slot) + DemoPorts.CONTROL;
    }

    /** The production journal of the demo, as it is on disk now. */
    List<JournalEntry> journal() throws IOException {
        return Journal.open(new DirectoryStore(folder.resolve("state/shop/production"))).entries();
    }

    Optional<JournalEntry> entry(int release, DeployState state) throws IOException {
        return journal().stream().filter(entry -> entry.kind() == JournalEntry.Kind.MOVE && entry.to().equals(Optional.of(state))
                && entry.release().id().value().equals(id(release))).findFirst();
    }

    /** Everything that a demo in this checkout has started: this one, or one that was killed. */
    void stopAll() throws IOException, InterruptedException {
        new DemoDaemons(ports, folder).stopAll();
    }

    private DeploySettings production() {
        return config.production().orElseThrow().deploy();
    }

    private void build() throws IOException, InterruptedException {
        var made = MADE.stream().map(sample::resolve);
        if (made.allMatch(Files::isRegularFile) && !older(sample.resolve("target/shop.jar"))) {
            return;
        }
        ports.log().info("### Building samples/shop with Maven, once");
        var environment = new HashMap<>(System.getenv()); // a person's own build, with what their Maven settings refer to
        environment.put("MAVEN_OPTS", "-XX:-UsePerfData -XX:TieredStopAtLevel=1");
        var result = ports.commands().run(new Command(List.of("mvn", "-q", "-B", "-ntp", "verify"), sample, environment, BUILD));
        if (!result.succeeded()) {
            throw new IOException("The shop could not be built: mvn verify in samples/shop ended with exit code " + result.exitCode()
                    + ":\n" + result.output() + result.errors());
        }
    }

    private boolean older(Path jar) throws IOException, InterruptedException {
        var newest = ports.workspace().newestSource(List.of("samples/shop/src/**", "samples/shop/pom.xml"));
        return newest.isPresent() && newest.get().isAfter(Files.getLastModifiedTime(jar).toInstant());
    }

    private void layOut(int release, String yaml) throws IOException {
        copy(sample, workspace(release), DemoShop::belongs);
        Files.writeString(workspace(release).resolve("greenlight.yaml"), yaml);
        if (release == 3) {
            var properties = workspace(3).resolve("config/shop.properties");
            Files.writeString(properties, Files.readString(properties).replace("control=false", "control=true"));
        }
    }

    private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).filter(file -> wanted.test(from.relativize(file))).toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** @param file below the sample */
    private static boolean belongs(Path file) {
        return !file.startsWith("target") || MADE.contains(file.toString());
    }

    private Path workspace(int release) {
        return folder.resolve("release-" + release);
    }
}
