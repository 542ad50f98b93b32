package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageCommandTest {
    private static final String REPORT = "target/greenlight/report/report.json";

    @TempDir Path workspace;

    private Console run(String command, String... more) {
        var first = Stream.of(command, "-w", workspace.toString(), "--nonce", "n-1");
        return Console.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    private void config(String text) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n" + text);
    }

    private DeliveryReport report() throws IOException {
        return ReportJson.read(Files.readString(workspace.resolve(REPORT)), "n-1");
    }

    private static String last(Console console) {
        var lines = console.output().lines().toList();
        return lines.get(lines.size() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--digest=shop:latest | --digest shop:latest is a tag and no digest: it may name another image by now. Expected sha256: and 64 digits.",
        "--digest=shop:latest | The digest stands in report.json of the run that built the image",
        "--digest=registry.example.com/shop@sha256:0000000000000000000000000000000000000000000000000000000000000000 | Expected --digest sha256:0000",
        "--digest=sha256:abc | is cut or mistyped. Expected sha256: and 64 digits",
        "--release=a/b | is not a release id. Expected 1 to 63",
        "--release= | is not a release id. Expected 1 to 63",
        "--config=other.yaml | There is no other.yaml in",
    })
    void isBadInputAndStillLeavesAReport(String option, String message) throws Exception {
        config("notification: {outbox: outbox}\n");

        var console = run("run", option);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(report().ending()).isEqualTo(Ending.BAD_INPUT);
        assertThat(report().message()).contains(message);
        assertThat(console.output()).contains(message);
        assertThat(last(console)).contains("BAD_INPUT (exit 2): ");
        assertThat(workspace.resolve("target/greenlight/report/report.html")).exists();
        assertThat(workspace.resolve("outbox")).doesNotExist();
    }

    @Test void namesEverythingThatIsWrongWithTheConfiguration() throws Exception {
        config("coverage: {reports: [a.xml], checks: [\"lines > 1%\"]}\nsecurityy: {}\n");

        assertThat(run("run").exitCode()).isEqualTo(2);
        assertThat(report().message()).contains("lines").contains("securityy");
    }

    private void overlay(String json) throws IOException {
        Files.writeString(workspace.resolve("with.json"), json);
    }

    @Test void laysOneDocumentOverTheConfiguration() throws Exception {
        config("coverage: {reports: [a.xml], checks: [\"line >= 80%\"]}\n");
        overlay("{\"coverage\": {\"onMissing\": \"warn\"}}");

        assertThat(run("coverage").exitCode()).isEqualTo(11);
        assertThat(run("coverage", "--with", "with.json").exitCode()).isZero();
        assertThat(run("run", "--with", workspace.resolve("with.json").toString()).exitCode()).as("by its whole path").isZero();
    }

    @Test void namesTheOverlayInItsProblems() throws Exception {
        config("coverage: {reports: [a.xml], checks: [\"line >= 80%\"]}\nsecurityy: {}\n");
        overlay("{\n  \"coverage\": {\"onMissing\": \"wait\"}}");

        assertThat(run("run", "--with", "with.json").exitCode()).isEqualTo(2);
        assertThat(report().message().lines()).satisfiesExactly(
                first -> assertThat(first).startsWith("greenlight.yaml:4:1: the file has the unknown key"),
                second -> assertThat(second).startsWith("with.json:2:29: coverage.onMissing is the text \"wait\"."));
    }

    @Test void needsNoFileBesideAnOverlayAndAName() throws Exception {
        overlay("{\"coverage\": {\"reports\": [\"a.xml\"], \"checks\": [\"line >= 80%\"], \"onMissing\": \"warn\"}}");

        assertThat(run("coverage", "--with", "with.json", "--app", "cart").exitCode()).isZero();
        assertThat(report().app()).isEqualTo("cart");
        assertThat(run("coverage", "--with", "with.json").exitCode()).isEqualTo(2);
        assertThat(report().message()).isEqualTo("with.json:1:1: the file has no \"app\". Expected one, for example app: shop");
        assertThat(run("coverage", "--with", "with.json", "--app", "cart", "--config", "greenlight.yaml").exitCode())
                .as("a file that was asked for is there").isEqualTo(2);
        assertThat(run("coverage", "--app", "cart").exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith("There is no greenlight.yaml in").contains("--config").contains("--with");
    }

    @Test void takesTheNameFromTheConfigurationFirst() throws Exception {
        config("");

        run("coverage", "--app", "cart");

        assertThat(report().app()).isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--with=none.json | There is no none.json in",
        "--with=latin.json | latin.json is no UTF-8 text. Expected JSON or YAML in UTF-8.",
        "--with=. | There is no . in",
    })
    void isBadInputWithoutWhatIsToBeLaidOver(String option, String message) throws Exception {
        config("");
        Files.write(workspace.resolve("latin.json"), "{\"app\": \"grün\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("run", option).exitCode()).isEqualTo(2);
        assertThat(report().message()).startsWith(message);
    }

    @Test void readsUtf8Alone() throws Exception {
        Files.write(workspace.resolve("greenlight.yaml"), "app: grün".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("run").exitCode()).isEqualTo(2);
        assertThat(report().message()).isEqualTo("greenlight.yaml is no UTF-8 text. Expected YAML in UTF-8.");
    }

    @Test void hasNowhereToReportWithoutAWorkspace() {
        var console = Console.run("run", "-w", workspace.resolve("nowhere").toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("is no folder").contains("--workspace").contains("BAD_INPUT (exit code 2)");
        assertThat(workspace.resolve("nowhere")).doesNotExist();
    }

    @Test void refusesTheEmbeddedTargetForProductionUnlessItIsADemo() throws Exception {
        config("production: {slots: {blue: 1, green: 2}, router: {port: 3, admin: 4}, state: s,"
                + " watch: {checks: [\"errors < 2%\"]}}\n");

        assertThat(run("production").exitCode()).isEqualTo(2);
        assertThat(report().message()).contains("production.target is process").contains("Expected --demo");
        assertThat(run("coverage").exitCode()).as("which does not deploy").isEqualTo(11);
        assertThat(run("production", "--demo").exitCode()).as("has no image").isEqualTo(1);
    }

    @Test void printsHowItEndedLast() throws Exception {
        config("coverage: {reports: [a.xml], checks: [\"line >= 80%\"]}\n");

        var console = run("coverage");

        assertThat(console.exitCode()).isEqualTo(11);
        assertThat(console.output()).contains("Greenlight: shop").contains("INCONCLUSIVE  Coverage gate");
        assertThat(last(console)).contains("INCONCLUSIVE (exit 11): ");
    }

    @Test void doesNotPrintTwiceWhatTheConsoleWasNotified() throws Exception {
        config("coverage: {reports: [a.xml], checks: [\"line >= 80%\"]}\nnotification: {console: true}\n");

        var console = run("run");

        assertThat(console.output().lines().filter(line -> line.contains("INCONCLUSIVE  Coverage gate"))).hasSize(1);
        assertThat(last(console)).contains("INCONCLUSIVE (exit 11): ");
    }

    @Test void writesTheReportWhereItIsWanted() throws Exception {
        config("");

        run("security", "--out", "elsewhere", "--commit", "abc");

        assertThat(workspace.resolve(REPORT)).doesNotExist();
        var report = ReportJson.read(Files.readString(workspace.resolve("elsewhere/report.json")), "n-1");
        assertThat(report.commit()).contains("abc");
    }

    @Test void leavesTheFilesOfTheGatesWhereTheyAreWanted() throws Exception {
        config("security: {reports: [a.sarif], checks: [\"critical == 0\"]}\n");

        run("security", "--out", "elsewhere", "--files", "kept");

        assertThat(workspace.resolve("kept/security/findings.sarif")).isNotEmptyFile();
        assertThat(workspace.resolve("elsewhere")).isDirectoryNotContaining("glob:**/security");
        assertThat(ReportJson.read(Files.readString(workspace.resolve("elsewhere/report.json")), "n-1").artifacts())
                .anyMatch(one -> one.path().equals("kept/security/findings.sarif"));
    }

    @Test void takesTheNonceFromTheEnvironmentUnlessItIsGiven() throws Exception {
        config("");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var argv = List.of(java, "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "security", "-w", workspace.toString());

        var result = new LocalCommands().run(new Command(argv, Path.of("").toAbsolutePath(),
                Map.of("GREENLIGHT_NONCE", "n-1"), Duration.ofMinutes(1)));

        assertThat(result.exitCode()).isEqualTo(11);
        assertThat(report().nonce()).isEqualTo("n-1");
    }

    @Test void hasAnEmptyNonceWhereNoneIsGiven() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(System.getenv("GREENLIGHT_NONCE") == null);
        config("");

        Console.run("security", "-w", workspace.toString());

        assertThat(ReportJson.read(Files.readString(workspace.resolve(REPORT)), "").nonce()).isEmpty();
    }
}
