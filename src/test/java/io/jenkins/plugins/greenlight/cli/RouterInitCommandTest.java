package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.deploy.haproxy.ConfigFile;
import io.jenkins.plugins.greenlight.local.JdkHttp;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.port.Http;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterInitCommandTest {
    @TempDir Path folder;

    private Console init(int port, int blue) throws IOException {
        return init(port, blue, "");
    }

    private Console init(int port, int blue, String keys, String... more) throws IOException {
        Files.writeString(folder.resolve("greenlight.yaml"), """
                version: 1
                app: shop
                production:
                  slots: {blue: %d, green: 2}
                  router: {haproxy: {port: %d, map: %s, socket: %s}}
                  watch: {checks: ["errors < 1%%"]}
                  state: /var/lib/greenlight
                """.formatted(blue, port, folder.resolve("live.map"), folder.resolve("s")) + keys);
        var words = new ArrayList<>(List.of("router", "init", "--workspace", folder.toString(), "--run-as", "", "--out", out().toString()));
        words.addAll(List.of(more));
        return Console.run(words.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("haproxy.cfg");
    }

    @Test void writesAConfigurationThatServes() throws Exception {
        assumeTrue(ConfigFile.haproxy().isPresent(), "HAProxy is not installed");
        var release = release();
        int port = LoopbackPorts.free();

        var console = init(port, release.getAddress().getPort());

        assertThat(console.errors()).isEmpty();
        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("wrote " + out() + " for shop production");
        assertThat(served(port)).isEqualTo("503 No release is live.\n");
        Files.writeString(folder.resolve("live.map"), "live shop-production-blue\n");
        assertThat(served(port)).isEqualTo("200 blue");
        release.stop(0);
    }

    private static HttpServer release() throws IOException {
        var release = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        release.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("blue".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        release.start();
        return release;
    }

    /** What a user gets of an HAProxy that is started for the occasion. */
    private String served(int port) throws Exception {
        var haproxy = new ProcessBuilder(ConfigFile.haproxy().orElseThrow().toString(), "-db", "-f", out().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).redirectInput(new File("/dev/null")).start();
        try {
            var request = new Http.Request("GET", URI.create("http://127.0.0.1:" + port + "/"), Map.of(), "",
                    Duration.ofSeconds(10));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (true) {
                try {
                    var answer = new JdkHttp().send(request);
                    return answer.status() + " " + answer.body();
                } catch (IOException e) {
                    assertThat(haproxy.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    LockSupport.parkNanos(5_000_000);
                }
            }
        } finally {
            haproxy.descendants().forEach(ProcessHandle::destroyForcibly);
            haproxy.destroyForcibly();
            assertThat(haproxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test void leavesFailoverOutWhenItIsNotWanted() throws Exception {
        Files.writeString(folder.resolve("with.yaml"), "production: {router: {haproxy: {failover: false}}}\n");

        assertThat(init(1, 3, "", "--with", "with.yaml").exitCode()).isZero();

        assertThat(Files.readString(out())).doesNotContain("-trial");
    }

    @Test void putsFailoverInWhenNothingIsSaid() throws Exception {
        assertThat(init(1, 3, "  health: {path: /ready}\n", "--socket-user", "root").exitCode()).isZero();

        assertThat(Files.readString(out())).contains("backend shop-production-blue-trial", "uri /ready",
                "mode 600 user root level admin");
    }

    @Test void refusesToReplaceWhatSomebodyElseWrote() throws Exception {
        Files.writeString(out(), "global\n");

        var console = init(1, 3);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.errors()).contains(out() + " was not written by greenlight router init", "--force");
        assertThat(out()).hasContent("global\n");
    }

    @Test void refusesAnEnvironmentWithTheEmbeddedRouter() throws Exception {
        init(1, 3);
        Files.delete(out());
        Files.writeString(folder.resolve("greenlight.yaml"), Files.readString(folder.resolve("greenlight.yaml"))
                .replaceAll("router: .*", "router: {port: 4, admin: 5}"));

        var console = Console.run("router", "init", "--workspace", folder.toString(), "--out", out().toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("The configuration has no production.router.haproxy. Expected one");
        assertThat(out()).doesNotExist();
    }

    @Test void refusesContainersWhereHaproxyWouldNotLook() throws Exception {
        var console = init(1, 3, "  target: docker\n  docker: {bind: 10.0.0.5}\n");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("production.docker.bind is 10.0.0.5");
        assertThat(out()).doesNotExist();
    }

    @Test void readsNoState() throws Exception {
        var console = init(1, 3, "", "--state", folder.toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("leave it out");
    }
}
