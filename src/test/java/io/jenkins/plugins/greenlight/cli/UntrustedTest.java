package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a branch gets that nobody trusts. */
class UntrustedTest {
    private static final String COVERAGE = "coverage: {reports: [a.xml], checks: [\"line >= 0%\"], onMissing: warn}\n";

    @TempDir Path workspace;
    @TempDir Path platform;

    @BeforeEach void aBranchThatWouldDeploy() throws IOException {
        config(COVERAGE + deploying("staging", 1) + deploying("production", 5) + "notification: {outbox: outbox}\n");
    }

    private void config(String text) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n" + text);
    }

    private String deploying(String section, int port) {
        return section + ": {slots: {blue: " + port + ", green: " + (port + 1) + "}, router: {port: " + (port + 2) + ", admin: "
                + (port + 3) + "}, state: \"" + platform.resolve("state") + "\", watch: {checks: [\"errors < 2%\"]},"
                + " secrets: {A: a@1}, secretsFolder: /etc, migration: {level: \"1\", expand: [touch, \"" + platform.resolve("ran") + "\"]}}\n";
    }

    private String policy(String text) throws IOException {
        return Files.writeString(platform.resolve("policy.yaml"), "version: 1\n" + text).toString();
    }

    private Console run(String command, String... more) {
        return Console.run(Stream.concat(Stream.of(command, "-w", workspace.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private DeliveryReport report() throws IOException {
        return ReportJson.read(Files.readString(workspace.resolve("target/greenlight/report/report.json")), "");
    }

    private List<StageId> ran() throws IOException {
        return report().stages().stream().map(StageResult::id).toList();
    }

    @Test void runsTheGatesAndLeavesOutWhatDeploys() throws Exception {
        var console = run("run", "--untrusted");

        assertThat(console.exitCode()).as(console.output()).isZero();
        assertThat(ran()).containsExactly(StageId.COVERAGE, StageId.NOTIFY);
        assertThat(report().message()).isEqualTo("Staging and Production were left out: what is untrusted gets no credentials and deploys"
                + " nothing (--untrusted or GREENLIGHT_UNTRUSTED).");
        assertThat(console.output()).contains("Staging and Production were left out");
        try (var told = Files.list(workspace.resolve("outbox"))) {
            assertThat(told).singleElement().satisfies(file -> assertThat(Files.readString(file)).contains("were left out"));
        }
        assertThat(platform).isEmptyDirectory();
    }

    @Test void tellsNobodyThroughASecret() throws Exception {
        config(COVERAGE + "notification: {outbox: outbox, slack: {url: \"${SLACK_WEBHOOK}\"}}\n");

        assertThat(run("run", "--untrusted").exitCode()).isZero();

        assertThat(ran()).containsExactly(StageId.COVERAGE);
        assertThat(report().message()).startsWith("Notify was left out");
        assertThat(workspace.resolve("outbox")).doesNotExist();
    }

    @Test void saysNothingOfWhatIsNotConfigured() throws Exception {
        config(COVERAGE);

        assertThat(run("run", "--untrusted").exitCode()).isZero();
        assertThat(report().message()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"production, Production", "staging, Staging"})
    void refusesADeploymentThatIsAskedFor(String command, String title) throws Exception {
        var console = run(command, "--untrusted", "--demo");

        assertThat(console.exitCode()).isEqualTo(Ending.BAD_INPUT.exitCode());
        assertThat(report().message()).startsWith(title + " cannot be run: what is untrusted gets no credentials").contains("Expected a gate");
        assertThat(platform).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "history", "rollback", "resume", "retire", "guard"})
    void reachesNoEnvironment(String command) {
        for (var state : List.of(List.<String>of(), List.of("--state", platform.resolve("state").toString()))) {
            var argv = new ArrayList<>(List.of(command, "-w", workspace.toString(), "--untrusted"));
            argv.addAll(state);

            var console = Console.run(argv.toArray(String[]::new));

            assertThat(console.exitCode()).as(argv.toString()).isEqualTo(Ending.BAD_INPUT.exitCode());
            assertThat(console.errors()).contains("what is untrusted reaches no environment");
        }
        assertThat(platform).isEmptyDirectory();
    }

    @Test void isHeldToTheFloors() throws Exception {
        assertThat(run("run", "--untrusted", "--policy", policy("floors: {coverage: {}}\n")).exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith("greenlight.yaml:3:").contains("coverage.onMissing is warn");
        assertThat(run("coverage", "--untrusted", "--policy", policy("floors: {coverage: {allowWarn: true}}\n")).exitCode()).isZero();
    }

    @Test void goesByTheConfigurationOfThePolicy() throws Exception {
        var theirs = Files.writeString(platform.resolve("main.yaml"), "version: 1\napp: theirs\n" + COVERAGE.replace("warn", "block"));
        var policy = policy("config: " + theirs + "\n");

        assertThat(run("run", "--untrusted", "--policy", policy).exitCode()).as("the branch only warns").isEqualTo(11);
        assertThat(report().app()).isEqualTo("theirs");
        assertThat(ran()).containsExactly(StageId.COVERAGE);
        assertThat(run("coverage", "--policy", policy).exitCode()).as("trusted").isZero();
        assertThat(report().app()).isEqualTo("shop");

        Files.delete(workspace.resolve("greenlight.yaml"));
        assertThat(run("run", "--untrusted", "--policy", policy).exitCode()).as("needs none of the branch's").isEqualTo(11);
    }

    @Test void takesNothingBesideTheConfigurationOfThePolicy() throws Exception {
        var policy = policy("config: " + Files.writeString(platform.resolve("main.yaml"), "version: 1\napp: theirs\n" + COVERAGE) + "\n");
        Files.writeString(workspace.resolve("with.json"), "{}");

        for (var option : List.of("--with=with.json", "--config=greenlight.yaml")) {
            assertThat(run("run", "--untrusted", "--policy", policy, option).exitCode()).isEqualTo(2);
            assertThat(report().message()).startsWith(option.split("=")[0] + " is given").contains("main.yaml");
        }
    }

    @Test void refusesAConfigurationOfThePolicyThatTheBranchCouldChange() throws Exception {
        var inside = workspace.resolve("greenlight.yaml");

        assertThat(run("run", "--untrusted", "--policy", policy("config: " + inside + "\n")).exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith("The policy's config, " + inside + " lies in the workspace");
        assertThat(run("run", "--untrusted", "--policy", policy("config: /nowhere/main.yaml\n")).exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith("The policy's config, /nowhere/main.yaml cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"true, 0, 'were left out'", "false, 1, ''", "yes, 2, 'GREENLIGHT_UNTRUSTED is \"yes\". Expected true or false.'"})
    void isSaidByTheEnvironmentToo(String value, int exitCode, String message) throws Exception {
        var argv = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "run", "-w", workspace.toString(), "--demo");

        var result = new LocalCommands().run(new Command(argv, Path.of("").toAbsolutePath(), Map.of("GREENLIGHT_UNTRUSTED", value, "GREENLIGHT_POLICY",
                policy("")), Duration.ofMinutes(1)));

        assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(exitCode);
        assertThat(report().message()).contains(message);
    }

    @Test void leavesBaselinesAsTheyAre() throws Exception {
        var security = platform.resolve("baseline.sarif");
        var coverage = workspace.resolve("coverage.json");
        Files.writeString(workspace.resolve("scan.sarif"), "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"S\"}},"
                + " \"results\": [{\"ruleId\": \"R\", \"message\": {\"text\": \"m\"}}]}]}");
        Files.writeString(workspace.resolve("lcov.info"), "SF:a.js\nDA:1,1\nend_of_record\n");
        config("security: {reports: [scan.sarif], checks: [\"findings <= 9\"], baseline: {file: \"" + security + "\", update: passed}}\n"
                + "coverage: {reports: [lcov.info], checks: [\"line >= 1%\"], onMissing: warn, baseline: {file: coverage.json,"
                + " update: passed}}\n");

        assertThat(run("run", "--untrusted").output()).contains("PASSED        Security scan").contains("Coverage gate");
        assertThat(platform).isEmptyDirectory();
        assertThat(coverage).doesNotExist();
        assertThat(run("security", "--untrusted", "--write-baseline").exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith("--write-baseline is given, and what is untrusted is no measure");
        assertThat(platform).isEmptyDirectory();

        run("run");
        assertThat(security).as("of a run that is trusted").exists();
        assertThat(coverage).as("of a run that is trusted").exists();
    }

    @Test void letsNobodyDeployWithoutTheRequiredStagesBefore() throws Exception {
        var policy = policy("required: [coverage, notification]\n");

        assertThat(run("production", "--demo", "--policy", policy).exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith("Production is asked for without Coverage gate, which the policy (" + policy
                + ", required)").contains("allowSeparate: true");
        assertThat(run("coverage", "--policy", policy).exitCode()).as("a gate alone").isZero();
        assertThat(run("run", "--demo", "--policy", policy).exitCode()).as("has no image").isEqualTo(1);
        assertThat(run("production", "--demo", "--policy", policy("required: [coverage]\nallowSeparate: true\n")).exitCode())
                .as("has no image").isEqualTo(1);
    }
}
