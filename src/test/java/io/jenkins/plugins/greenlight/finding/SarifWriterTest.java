package io.jenkins.plugins.greenlight.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifWriterTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach void choosesAFile() {
        file = folder.resolve("out/merged.sarif");
    }

    private static Finding finding(String rule) {
        return new FindingDraft("T", rule).message("m " + rule).severity(Severity.HIGH).place("src/a b.java", 7).finding();
    }

    private static ScanRun run(String tool, String... doubts) {
        return new ScanRun("a.sarif", tool, "1.0", ReportFormat.SARIF, List.of("abc"), List.of(doubts));
    }

    private List<CollectedRun> read() throws IOException {
        var sink = new CollectingSink();
        ReportRecogniser.read(file, "merged.sarif", sink);
        return sink.runs();
    }

    private List<Node> runs() throws IOException {
        return Json.read(Files.readString(file), "merged.sarif").get("runs").items();
    }

    @Test void writesARunForEachAndItsRulesOnce() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.found(finding("A"));
            writer.found(finding("B"));
            writer.found(finding("A"));
            writer.end(run("T"));
            writer.end(run("T"));
            writer.finish();
        }

        var first = runs().get(0);
        assertThat(first.get("tool").get("driver").get("rules").items()).extracting(rule -> rule.get("id").text())
                .containsExactly("A", "B");
        assertThat(first.get("results").items()).extracting(result -> result.get("ruleIndex").integer())
                .containsExactly(0L, 1L, 0L);
        assertThat(first.get("results").items().get(0).get("locations").items().get(0).get("physicalLocation")
                .get("artifactLocation")
                .get("uri").text()).isEqualTo("src/a%20b.java");
        assertThat(runs()).extracting(one -> one.get("automationDetails").get("id").text())
                .containsExactly("a.sarif/", "a.sarif#2/");
        assertThat(read()).extracting(one -> one.findings().size()).containsExactly(3, 0);
    }

    @Test void leavesNoTraceOfARunThatDoesNotCount() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.found(finding("DROPPED"));
            writer.discard();
            writer.found(finding("KEPT"));
            writer.end(run("T"));
            for (int count = 0; count < 2000; count++) {
                writer.found(finding("DROPPED" + count));
            }
            writer.discard();
            writer.discard();
            writer.found(finding("LAST"));
            writer.end(run("U"));
            writer.suppressed(new Suppressed(finding("WITHOUT AN END"), "x", "y"));
            writer.finish();
        }

        assertThat(read()).extracting(one -> one.run().tool()).containsExactly("T", "U");
        assertThat(read()).flatExtracting(CollectedRun::findings).extracting(Finding::rule).containsExactly("KEPT", "LAST");
        assertThat(Files.readString(file)).doesNotContain("DROPPED").doesNotContain("WITHOUT");
    }

    @Test void writesNoRunAtAll() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.finish();
        }

        assertThat(runs()).isEmpty();
    }

    @Test void appearsWhenItIsWholeOrNotAtAll() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "before");
        try (var writer = SarifWriter.open(file)) {
            writer.found(finding("A"));
            writer.end(run("T"));
        }

        assertThat(file).hasContent("before");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test void saysOfEachResultWhetherItIsSuppressed() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.found(finding("A"), BaselineState.NEW);
            writer.suppressed(new Suppressed(finding("B"), ".trivyignore:3", "not reached"), BaselineState.UNCHANGED);
            writer.found(finding("C"), BaselineState.ABSENT);
            writer.end(run("T"));
            writer.finish();
        }

        var results = runs().get(0).get("results").items();
        assertThat(results.get(0).get("suppressions").items()).isEmpty();
        var suppression = results.get(1).get("suppressions").items().get(0);
        assertThat(suppression.get("status").text()).isEqualTo("accepted");
        assertThat(suppression.get("justification").text()).isEqualTo("not reached");
        assertThat(suppression.get("properties").get("by").text()).isEqualTo(".trivyignore:3");
        assertThat(results).extracting(result -> result.get("baselineState").text())
                .containsExactly("new", "unchanged", "absent");
        assertThat(read().get(0).findings()).extracting(Finding::rule).containsExactly("A");
    }

    @Test void givesTheHighestScoreOfARuleForGitHub() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.found(new FindingDraft("T", "A").cvss(5).cwes(List.of("CWE-79")).helpLink("https://example.org/A").finding());
            writer.found(new FindingDraft("T", "A").cvss(9.8).helpLink("https://example.org/other").finding());
            writer.found(new FindingDraft("T", "A").helpLink("https://no address").finding());
            writer.end(run("T"));
            writer.finish();
        }

        var rule = runs().get(0).get("tool").get("driver").get("rules").items().get(0);
        assertThat(rule.get("properties").get("security-severity").text()).isEqualTo("9.8");
        assertThat(rule.get("properties").get("tags").items()).extracting(Node::text)
                .containsExactly("security", "code", "external/cwe/cwe-79");
        assertThat(rule.get("helpUri").text()).isEqualTo("https://example.org/A");
        assertThat(read().get(0).findings()).extracting(Finding::helpLink)
                .containsExactly("https://example.org/A", "https://example.org/other", "https://no address");
    }

    @Test void keepsADoubt() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.end(run("T", "half of it was not looked at"));
            writer.finish();
        }

        assertThat(read().get(0).run().doubts()).anyMatch(doubt -> doubt.endsWith("half of it was not looked at"));
        assertThat(read().get(0).run().commits()).containsExactly("abc");
    }

    @Test void tellsOfAFileOutsideOnlyItsName() throws IOException {
        try (var writer = SarifWriter.open(file)) {
            writer.end(new ScanRun("/home/somebody/scan/a.sarif", "T", "", ReportFormat.SARIF, List.of(), List.of()));
            writer.finish();
        }

        assertThat(Files.readString(file)).doesNotContain("somebody").contains("a.sarif");
    }

    @Test void failsWhereItCannotWrite() throws IOException {
        Files.writeString(folder.resolve("out"), "a file where the folder should be");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> SarifWriter.open(file));
    }
}
