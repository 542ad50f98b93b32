package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityCommandTest {
    private static final String EVIL = "<img src=x onerror=alert(1)>\\u001b[31mred\\u001b]8;;https://evil.example\\u0007\\u202e\\u009b31m";

    @TempDir private Path workspace;

    private Console run(String... more) {
        return Console.run(Stream.concat(Stream.of("security", "-w", workspace.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private void config(String security) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nsecurity: {reports: [scan.sarif], " + security + "}\n");
    }

    private void scan(String... results) throws IOException {
        Files.writeString(workspace.resolve("scan.sarif"), "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Scanner\"}},"
                + " \"results\": [" + String.join(",", results) + "]}]}");
    }

    private static String result(String text) {
        return "{\"ruleId\": \"" + text + "\", \"level\": \"error\", \"message\": {\"text\": \"" + text + "\"}}";
    }

    @Test void acceptsWhatIsThereAndAsksForNothingNewFromThenOn() throws Exception {
        config("baseline: {file: baseline.sarif}, checks: [\"new.findings == 0\"]");
        scan(result("A"), result("B"));

        var missing = run();
        assertThat(missing.exitCode()).isEqualTo(11);
        assertThat(missing.output()).contains("greenlight security --write-baseline");

        var written = run("--write-baseline");
        assertThat(written.output()).contains("The baseline baseline.sarif is written: it knows 2 findings");
        assertThat(workspace.resolve("baseline.sarif")).exists();

        assertThat(run().exitCode()).isZero();
        scan(result("A"), result("B"), result("C"));
        assertThat(run().exitCode()).isEqualTo(10);
    }

    @Test void refusesToWriteABaselineThatHasNoFile() throws Exception {
        config("checks: [\"high == 0\"]");
        scan();

        var console = run("--write-baseline");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).contains("Expected security.baseline.file");
    }

    @Test void refusesASectionThatNobodyLooksFor() throws Exception {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nsecurity: {checks: [\"high == 0\"]}\n");

        var console = run();

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).contains("security").contains("Expected at least one glob, or trivy");
    }

    @Test void refusesThresholdsThatNothingCouldMeasure() throws Exception {
        config("checks: [\"new.high == 0\", \"kev == 0\"]");

        var console = run();

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).contains("\"new.high == 0\", which needs something to compare with. Expected security.baseline.file")
                .contains("\"kev == 0\", which needs a list of what is exploited. Expected security.kev");
    }

    private void scannedBy(String script) throws IOException {
        Files.writeString(workspace.resolve("scan.sh"), script);
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nsecurity: {commands: {own: {run: [sh, scan.sh],"
                + " report: target/own.sarif, version: [sh, -c, 'echo 7.1']}}, checks: [\"high == 0\"]}\n");
    }

    @Test void readsWhatItsOwnScannersWrite() throws Exception {
        scan(result("A"));
        scannedBy("mkdir -p target && cp scan.sarif target/own.sarif\n");

        assertThat(run().exitCode()).isEqualTo(10);
        assertThat(Files.readString(workspace.resolve("target/greenlight/report/security/findings.json"))).contains("\"version\" : \"7.1\"");
        var page = Jsoup.parse(Files.readString(workspace.resolve("target/greenlight/report/report.html")));
        assertThat(page.text()).contains("Scanners", "commands.own", "7.1");

        scan();
        assertThat(run().exitCode()).isZero();
    }

    @Test void isInconclusiveWhenAScannerOfItsOwnFails() throws Exception {
        scan();
        scannedBy("mkdir -p target && cp scan.sarif target/own.sarif; exit 3\n");

        var console = run();

        assertThat(console.exitCode()).isEqualTo(11);
        assertThat(console.output()).contains("commands.own", "exit code 3");
    }

    @Test void showsWhateverAReportSaysAndLetsItDoNothing() throws Exception {
        config("checks: [\"high == 0\"]");
        scan(result(EVIL));

        var console = run();
        var page = Jsoup.parse(Files.readString(workspace.resolve("target/greenlight/report/report.html")));

        assertThat(console.exitCode()).isEqualTo(10);
        assertThat(console.output() + console.errors()).doesNotContain("\u001b", "\u009b", "\u202e", "\u0007");
        assertThat(page.select("img, script, [onerror]")).isEmpty();
        assertThat(page.text()).contains("<img src=x onerror=alert(1)>").doesNotContain("\u001b", "\u009b", "\u202e");
        assertThat(Files.readString(workspace.resolve("target/greenlight/report/security/findings.md"))).doesNotContain("<img", "\u001b", "\u202e");
        assertThat(workspace.resolve("target/greenlight/report/security/findings.sarif")).exists();
    }
}
