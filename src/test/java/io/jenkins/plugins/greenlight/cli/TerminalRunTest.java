package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.SampleReports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines in processes of their own at a terminal that util-linux's script makes. */
@Tag("slow")
class TerminalRunTest {
    private static final String REDRAWN = "\r\u001b[K";

    @TempDir Path workspace;

    @BeforeEach void thereIsATerminal() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no /usr/bin/script here, which makes a terminal");
    }

    private static String engine(String args) {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:-UsePerfData -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " " + args;
    }

    private String atATerminal(Map<String, String> environment, String command) throws Exception {
        return new LocalCommands().run(new Command(List.of("/usr/bin/script", "-qec", command, "/dev/null"),
                Path.of("").toAbsolutePath(), environment, Duration.ofMinutes(2))).output();
    }

    @ParameterizedTest
    @CsvSource({"xterm, '', '', true", "xterm, 1, '', false", "xterm, '', --no-color, false", "dumb, '', '', false",
        "xterm, '', --log-format=json, false", "xterm, '', --json, false", "xterm, '', '| cat', false"})
    void coloursHowItEndedWhereAPersonWantsItAlone(String term, String noColour, String more, boolean coloured) throws Exception {
        ReportFiles.write(workspace, SampleReports.empty(Ending.DELIVERED));

        var seen = atATerminal(Map.of("TERM", term, "NO_COLOR", noColour), engine("report " + workspace + " " + more));

        assertThat(seen).contains("DELIVERED").contains(coloured ? "\u001b[1;32mDELIVERED\u001b[0m (exit 0)" : "DELIVERED");
        assertThat(seen.contains("\u001b")).as(seen).isEqualTo(coloured);
    }

    @Test void redrawsALineDuringALoadTestAndNowhereElse() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nloadTest: {url: \"http://127.0.0.1:"
                    + server.getAddress().getPort() + "\", rate: 5/s, duration: 5s, warmup: 0s, requests: [GET /], checks: [\"errors < 50%\"]}\n");
            var load = engine("load -w " + workspace + " --digest sha256:" + "ab".repeat(32) + " --archive none.tar");

            var terminal = atATerminal(Map.of("TERM", "xterm"), load);
            var file = atATerminal(Map.of("TERM", "xterm"), load + " | cat");

            assertThat(terminal).contains(REDRAWN + "[", "%  Load test  ", " s left").doesNotContain("\nLoad: 1");
            assertThat(file).contains("\nLoad: 1").doesNotContain("\u001b", " s left");
        } finally {
            server.stop(0);
        }
    }
}
