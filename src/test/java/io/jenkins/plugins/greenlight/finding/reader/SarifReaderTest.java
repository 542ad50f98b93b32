package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifReaderTest {
    private static final String TOOL = "\"tool\": {\"driver\": {\"name\": \"T\"}}";

    @TempDir private Path folder;

    private List<CollectedRun> read(String text) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("f.sarif"), text), "f.sarif");
    }

    private CollectedRun run(String properties) throws IOException {
        return read("{\"version\": \"2.1.0\", \"runs\": [{" + TOOL + ", " + properties + "}]}").get(0);
    }

    @Test void findsEachSeverityWhereTheStandardPutsIt() throws IOException {
        var report = Reading.of(Fixture.file("rules-after-results.sarif"), "f.sarif").get(0);

        assertThat(report.findings()).extracting(Finding::message, Finding::severity).containsExactly(
                tuple("score from the rule", Severity.HIGH), tuple("score of its own", Severity.CRITICAL),
                tuple("Hello a$1 and b and {7}", Severity.LOW), tuple("level of its own", Severity.HIGH),
                tuple("a part of a rule", Severity.LOW), tuple("the default level", Severity.MEDIUM),
                tuple("a rule of an extension", Severity.INFO), tuple("an index that disagrees", Severity.LOW),
                tuple("no score", Severity.HIGH), tuple("a level nobody knows", Severity.UNKNOWN),
                tuple("a fail", Severity.HIGH));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    @Test void tellsWhereAFindingIsAndWhereToReadAboutIt() throws IOException {
        var findings = Reading.of(Fixture.file("rules-after-results.sarif"), "f.sarif").get(0).findings();

        assertThat(findings.get(0).place()).isEqualTo("src/B.java:12");
        assertThat(findings.get(0).tool()).isEqualTo("Scanner");
        assertThat(findings.get(0).helpLink()).isEqualTo("https://example.org/R1");
        assertThat(findings.get(1).place()).isEmpty();
        assertThat(findings.get(2).rule()).isEqualTo("R2");
        assertThat(findings.get(2).helpLink()).isEmpty();
        assertThat(findings.get(4).rule()).isEqualTo("R2/part");
        assertThat(findings.get(6).rule()).isEqualTo("X1");
    }

    @Test void makesAReportOfEachRunAndNamesItsCommits() throws IOException {
        var reports = Reading.of(Fixture.file("rules-after-results.sarif"), "f.sarif");

        assertThat(reports).extracting(one -> one.run().tool()).containsExactly("Scanner", "Other");
        assertThat(reports.get(0).run().commits()).containsExactly("0123456789abcdef0123456789abcdef01234567");
        assertThat(reports.get(1).run().commits()).isEmpty();
        assertThat(reports.get(1).run().doubts()).isEmpty();
    }

    @Test void hidesOnlyWhatNobodyRejectedOrStillReviews() throws IOException {
        var report = Reading.of(Fixture.file("suppressions.sarif"), "f.sarif").get(0);

        assertThat(report.findings()).extracting(Finding::message).containsExactly("visible: no suppression", "visible: rejected",
                "visible: under review", "visible: unchanged");
        assertThat(report.suppressed()).extracting(Suppressed::why).containsExactly("a test", "external");
    }

    @ParameterizedTest
    @CsvSource({"10, CRITICAL", "9.0, CRITICAL", "8.9, HIGH", "7, HIGH", "6.99, MEDIUM", "4.0, MEDIUM", "3.9, LOW", "0.1, LOW",
        "0, INFO", "0.0, INFO", "-1, MEDIUM", "11, MEDIUM"})
    void bucketsAScore(String score, Severity severity) throws IOException {
        assertThat(run("\"results\": [{\"properties\": {\"security-severity\": \"" + score
                + "\"}, \"message\": {\"text\": \"x\"}}]")
                .findings().get(0).severity()).isEqualTo(severity);
        assertThat(run("\"results\": [{\"properties\": {\"security-severity\": " + score + "}, \"message\": {\"text\": \"x\"}}]")
                .findings().get(0).severity()).isEqualTo(severity);
    }

    @Test void doubtsARunWhoseToolDidNotGetAsFarAsLooking() throws IOException {
        assertThat(run("\"results\": null").run().doubts()).hasSize(1).first().asString().contains("no \"results\"");
        assertThat(run("\"columnKind\": \"utf16CodeUnits\"").run().doubts()).hasSize(1);
        assertThat(run("\"results\": []").run().doubts()).isEmpty();
    }

    @Test void doubtsARunThatSaysItFailed() throws IOException {
        var report = run("\"invocations\": [{\"executionSuccessful\": true}, {\"executionSuccessful\": false}],"
                + " \"results\": [{\"message\": {\"text\": \"x\"}}]");

        assertThat(report.run().doubts()).hasSize(1).first().asString().contains("did not succeed");
        assertThat(report.findings()).hasSize(1);
    }

    @Test void doubtsWhatIsKeptElsewhere() throws IOException {
        assertThat(run("\"externalPropertyFileReferences\": {\"results\": [{}]}").run().doubts()).hasSize(1).first().asString()
                .contains("in other files");
        assertThat(run("\"externalPropertyFileReferences\": {\"driver\": {}, \"taxonomies\": [{}]}, \"results\":"
                + " []").run().doubts())
                .hasSize(1).first().asString().contains("\"driver\"");
        for (String inline : List.of("\"results\": []", "\"driver\": {}", "\"guid\": \"x\"")) {
            assertThat(read("{\"version\": \"2.1.0\", \"inlineExternalProperties\": [{" + inline + "}], \"runs\": [{" + TOOL
                    + ", \"results\": []}]}").get(0).run().doubts()).hasSize(inline.contains("guid") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"version\": \"2.1.0\", \"runs\": []}", "{\"version\": \"2.1.0\", \"runs\": null}"})
    void refusesAReportWithoutAnyRun(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(text)).withMessageContaining("has no run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"runs\": [{" + TOOL + ", \"results\": []}]}", "{\"version\": \"1.0.0\", \"runs\": []}"})
    void refusesAnotherVersion(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(text)).withMessageContaining("2.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"results\": [\"x\"]", "\"results\": {}", "\"results\": [{\"suppressions\": 1}]",
            "\"results\": [{\"kind\": 3}]",
        "\"results\": [{\"locations\": {}}]", "\"results\": [{}", "\"results\": [{\"ruleId\": \"a\", \"ruleId\": \"b\"}]"})
    void refusesAResultThatIsNone(String properties) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> run(properties)).withMessageStartingWith("f.sarif:1:");
    }

    @Test void refusesARunWithoutATool() {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> read("{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}"))
                .withMessageContaining("\"tool\"");
    }

    @Test void fallsBackToWhatTheRuleSaysForAResultWithoutAMessage() throws IOException {
        var report = read("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"T\", \"rules\":"
                + " [{\"id\": \"R\", \"shortDescription\": {\"text\": \"short\"}}]}}, \"results\": [{\"ruleIndex\": 0},"
                + " {\"ruleId\": \"S\"}, {\"message\": {\"markdown\": \"**m**\"}}]}]}").get(0);

        assertThat(report.findings()).extracting(Finding::message).containsExactly("short", "S", "**m**");
        assertThat(report.findings()).extracting(Finding::rule).containsExactly("R", "S", "");
    }

    @Test void keepsAFingerprintWhereTheReportHasOneAndMakesOneThatOutlivesALineOtherwise() throws IOException {
        String at = "\"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"A\"}, \"region\":"
                + " {\"startLine\": %d}}}]";
        var findings = run("\"results\": [{\"fingerprints\": {\"b\": \"222222222222\", \"a\": \"111111111111\"}},"
                + " {\"partialFingerprints\": {\"p\": \"9\"}},"
                + " {\"partialFingerprints\": {\"p\": \"9\"}, \"ruleId\": \"R\"}, {" + at.formatted(1) + "}, {" + at.formatted(2)
                + "}, {\"ruleId\": \"Q\"}]").findings();

        assertThat(findings.get(0).fingerprint()).isEqualTo("111111111111");
        assertThat(findings.get(1).fingerprint()).hasSize(32).isNotEqualTo(findings.get(2).fingerprint());
        assertThat(findings.get(3).fingerprint()).isEqualTo(findings.get(4).fingerprint())
                .isNotEqualTo(findings.get(5).fingerprint());
    }
}
