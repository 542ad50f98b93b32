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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterInitCommandTest {
    @TempDir Path folder;

    private Console init(int port, int blue, String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of("router", "init", "--app", "shop", "--port", String.valueOf(port),
                "--blue",
                String.valueOf(blue), "--green", "2", "--run-as", "", "--out", out().toString(), "--map",
                folder.resolve("live.map").toString(),
                "--socket", folder.resolve("s").toString()));
        words.addAll(java.util.List.of(more));
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
        assertThat(init(1, 3, "--no-failover").exitCode()).isZero();

        assertThat(Files.readString(out())).doesNotContain("-trial");
    }

    @Test void putsFailoverInWhenNothingIsSaid() throws Exception {
        assertThat(init(1, 3, "--health", "/ready", "--socket-user", "root").exitCode()).isZero();

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

    @Test void refusesTwoSlotsAtOnePort() {
        var console = init(1, 2);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("Both slots have the port 2");
        assertThat(out()).doesNotExist();
    }
}
