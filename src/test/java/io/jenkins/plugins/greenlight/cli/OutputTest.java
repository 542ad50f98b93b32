package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
    @TempDir Path workspace;

    @BeforeEach void configure() throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n"
                + "coverage: {reports: [a.xml], checks: [\"line >= 80%\"]}\n");
    }

    private Console run(String command, String... more) {
        return Console.run(Stream.concat(Stream.of(command, "-w", workspace.toString()), Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest @ValueSource(strings = {"run", "coverage"})
    void printsTheReportAloneAndTheLogBesideIt(String command) throws Exception {
        var console = run(command, "--json", "--nonce", "n-1");

        assertThat(console.exitCode()).isEqualTo(11);
        assertThat(ReportJson.read(console.output(), "n-1").ending()).isEqualTo(Ending.INCONCLUSIVE);
        assertThat(console.output()).isEqualTo(Files.readString(workspace.resolve("target/greenlight/report/report.json")));
        assertThat(console.errors()).contains("== Coverage gate", "INCONCLUSIVE (exit 11): ");
    }

    @Test void printsTheReportOfARunThatNeverBegan() {
        var console = run("run", "--json", "--nonce", "n-1", "--only", "covrage");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(ReportJson.read(console.output(), "n-1").message()).contains("Did you mean \"coverage\"?");
    }

    @Test void printsAnObjectALineForPrograms() {
        var console = run("coverage", "--log-format", "json");

        var lines = console.output().lines().map(line -> Json.read(line, "the log")).toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(Instant.parse(line.get("time").text())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
            assertThat(line.get("level").text()).isIn("info", "warn", "result");
        });
        assertThat(lines.get(0).get("stage").text()).isEqualTo("coverage");
        assertThat(lines.get(lines.size() - 1).get("level").text()).isEqualTo("result");
        assertThat(lines.get(lines.size() - 1).get("message").text()).startsWith("INCONCLUSIVE (exit 11): ");
    }

    @Test void printsTheLogForProgramsBesideTheDocument() {
        var console = run("coverage", "--json", "--log-format=json");

        assertThat(Json.read(console.output(), "the report").get("app").text()).isEqualTo("shop");
        assertThat(console.errors().lines()).isNotEmpty().allSatisfy(line -> Json.read(line, "the log").get("message"));
    }

    @Test void isQuietButForWarningsAndTheEnd() {
        var loud = run("coverage").output().lines().toList();
        var quiet = run("coverage", "--quiet").output().lines().toList();

        assertThat(loud).hasSizeGreaterThan(quiet.size()).containsAll(quiet);
        assertThat(quiet.get(quiet.size() - 1)).startsWith("INCONCLUSIVE (exit 11): ");
        assertThat(quiet.subList(0, quiet.size() - 1)).allMatch(line -> line.startsWith("WARNING: "));
    }

    @Test void hasNoColourWhereNobodyWatches() {
        assertThat(run("coverage").output()).doesNotContain("\u001b");
    }

    @ParameterizedTest @ValueSource(strings = {"status", "history", "rollback", "resume"})
    void saysAsJsonWhyThereIsNoResult(String command) {
        var console = run(command, "--json");

        var error = Json.read(console.output(), "the error");
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(error.get("schema").text()).isEqualTo("greenlight.error");
        assertThat(error.get("exitCode").integer()).isEqualTo(2);
        assertThat(error.get("message").text()).contains("The configuration has no section production");
        assertThat(console.errors()).contains("The configuration has no section production");
    }

    @Test void spellsOutWhatSteersATerminalInTheMessageOfAFailureToo() {
        var console = run("status", "sta\u001b[31mging");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).doesNotContain("\u001b").contains("[31mging");
    }

    @Test void refusesAnotherLogFormat() {
        var console = run("coverage", "--log-format=xml");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).containsIgnoringCase("text").containsIgnoringCase("json").contains("xml");
    }
}
