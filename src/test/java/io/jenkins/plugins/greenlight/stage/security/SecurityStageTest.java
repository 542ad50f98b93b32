package io.jenkins.plugins.greenlight.stage.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityStageTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir private Path folder;
    private FolderWorkspace workspace;
    private List<String> reports = List.of("*.sarif");
    private MissingPolicy onMissing = MissingPolicy.BLOCK;
    private GateMode mode = GateMode.ENFORCE;

    @BeforeEach void setUp() {
        workspace = new FolderWorkspace(folder).newestSource(WRITTEN.minusSeconds(1));
    }

    private SecurityStage stage(String... checks) {
        return new SecurityStage(new SecurityConfig(reports, List.of("src/**"), Scanners.NONE, List.of(),
                Optional.empty(), Optional.empty(), Expectations.parse(checks), onMissing, mode),
                COMMIT, folder.resolve("out"));
    }

    private Verdict verdict(String... checks) throws Exception {
        var stage = stage(checks);
        return stage.judge(stage.run(workspace.ports()));
    }

    private SecurityReport facts() throws Exception {
        return stage("critical == 0").run(workspace.ports());
    }

    private static String sarif(String properties, String... scores) {
        return "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Scanner\"}}, " + properties
                + "\"results\": ["
                + Arrays.stream(scores).map(score -> "{\"ruleId\": \"R" + score + "\", \"message\": {\"text\": \"found\\n it\"},"
                + " \"properties\": {\"security-severity\": " + score + "}}").collect(Collectors.joining(",")) + "]}]}";
    }

    private void write(String name, String text) throws Exception {
        workspace.with(name, text, WRITTEN);
    }

    @Test void passesACleanReport() throws Exception {
        write("a.sarif", sarif(""));

        assertThat(verdict("critical == 0", "findings <= 0").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(stage().id()).isEqualTo(StageId.SECURITY);
    }

    @Test void decidesAtTheLimitAndOnePastIt() throws Exception {
        write("a.sarif", sarif("", "9.5", "7.1", "7.2"));

        assertThat(verdict("high <= 2").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict("high <= 1").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict("critical == 0").checks()).containsExactly(
                Check.failed("critical", "1", "== 0", "Expected critical == 0."));
    }

    @Test void countsEverySeverityInABucketOfItsOwnOverAllReports() throws Exception {
        write("a.sarif", sarif("", "9.5", "7", "7", "4", "1"));
        write("b.sarif", sarif("", "0").replace("\"properties\": {\"security-severity\": 0}", "\"level\": \"odd\""));
        write("c.sarif", sarif("", "0"));

        var measures = facts().measures();

        assertThat(measures.all()).startsWith(Measure.count("critical", 1), Measure.count("high", 2),
                Measure.count("medium", 1),
                Measure.count("low", 1), Measure.count("info", 1), Measure.count("unknown", 1), Measure.count("findings", 7));
        assertThat(measures.all()).extracting(Measure::name).containsExactlyElementsOf(SecurityConfig.MEASURES.measures()
                .keySet());
    }

    @Test void isInconclusiveWithoutAReport() throws Exception {
        var verdict = verdict("critical == 0");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).contains("*.sarif");
    }

    @Test void isInconclusiveWhenOneOfTwoGlobsHasNoReport() throws Exception {
        reports = List.of("a.sarif", "b.sarif");
        write("a.sarif", sarif(""));

        assertThat(verdict("critical == 0").checks()).extracting(Check::outcome)
                .containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "hello", "<report/>", "{\"version\": \"2.1.0\", \"runs\": []}",
        "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><BugCollection>&b;</BugCollection>",
        "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><BugCollection>&a;</BugCollection>"})
    void isInconclusiveForAReportThatCannotBeReadAndNamesIt(String text) throws Exception {
        write("a.sarif", text);

        var verdict = verdict("critical == 0");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).startsWith("a.sarif");
        assertThat(verdict.checks().get(0).advice()).contains("SARIF 2.1.0");
        assertThat(facts().findings().problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.UNREADABLE);
    }

    @Test void isInconclusiveForAReportOlderThanTheSourcesEvenWithFindings() throws Exception {
        write("a.sarif", sarif("", "9.8"));
        workspace.newestSource(WRITTEN.plusSeconds(1));

        assertThat(verdict("critical == 0").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(facts().findings().problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.STALE);
        assertThat(facts().findings().seen().counts().found()).isZero();
    }

    @Test void isInconclusiveForAReportOfAnotherCommit() throws Exception {
        write("a.sarif", sarif("\"versionControlProvenance\": [{\"revisionId\": \"ffff\"}],", "9.8"));

        var verdict = verdict("critical == 0");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).contains("ffff", COMMIT);
        assertThat(facts().findings().problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.FOREIGN);
    }

    @Test void acceptsAReportThatNamesThisCommit() throws Exception {
        write("a.sarif", sarif("\"versionControlProvenance\": [{\"revisionId\": \"" + COMMIT + "\"}],"));

        assertThat(verdict("critical == 0").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void isInconclusiveWhenTheToolSaysThatItFailed() throws Exception {
        write("a.sarif", sarif("\"invocations\": [{\"executionSuccessful\": false}],"));

        assertThat(verdict("critical == 0").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(facts().findings().problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.INCOMPLETE);
    }

    @Test void isInconclusiveWithoutThresholds() throws Exception {
        write("a.sarif", sarif(""));

        assertThat(verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict().checks()).extracting(Check::name).containsExactly("checks");
    }

    @Test void warnsOfWhatIsMissingWhenToldTo() throws Exception {
        onMissing = MissingPolicy.WARN;

        assertThat(verdict("critical == 0").outcome()).isEqualTo(Outcome.WARNED);
    }

    @ParameterizedTest
    @CsvSource({"critical == 0, FAILED", "critical < 1, FAILED", "critical <= 0, FAILED", "critical == 1, WARNED",
            "critical <= 1, WARNED",
        "critical == 2, WARNED", "critical >= 2, WARNED", "critical > 1, WARNED", "high == 0, WARNED", "findings <= 0, FAILED"})
    void failsForWhatWasReadEvenWhenAnotherReportIsMissingAndThatOnlyWarns(String check, Outcome expected) throws Exception {
        reports = List.of("a.sarif", "missing.sarif");
        onMissing = MissingPolicy.WARN;
        write("a.sarif", sarif("", "9.8"));

        assertThat(verdict(check).outcome()).isEqualTo(expected);
    }

    @Test void saysThatItCountedOnlyPart() throws Exception {
        reports = List.of("a.sarif", "missing.sarif");
        write("a.sarif", sarif("", "9.8"));

        assertThat(verdict("critical == 0", "high == 0").checks()).extracting(Check::measured)
                .containsExactly("no file matches missing.sarif", "at least 1", "at least 0");
        assertThat(facts().measures().all()).allSatisfy(measure -> assertThat(measure.value()).isEmpty());
    }

    @Test void onlyWarnsInADryRun() throws Exception {
        mode = GateMode.OBSERVE;
        write("a.sarif", sarif("", "9.8"));

        assertThat(verdict("critical == 0").outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test void showsTheWorstFirst() throws Exception {
        write("a.sarif", sarif("", "1", "9.8", "5"));

        var table = facts().report().tables().get(0);

        assertThat(table.rows()).extracting(row -> row.get(0)).containsExactly("CRITICAL 9.8", "MEDIUM 5.0", "LOW 1.0");
        assertThat(table.rows().get(0)).containsExactly("CRITICAL 9.8", "Scanner", "R9.8", "", "", "found it", "");
        assertThat(facts().report().summary()).isEqualTo("3 findings in 1 report (1 critical, 1 medium, 1 low).");
    }

    @ParameterizedTest
    @CsvSource({"200, 200, R5", "201, 201, ''"})
    void showsTwoHundredAndSaysHowManyMoreThereAre(int findings, int rows, String lastRule) throws Exception {
        write("a.sarif", sarif("", java.util.Collections.nCopies(findings, "5").toArray(String[]::new)));

        var table = facts().report().tables().get(0);

        assertThat(table.rows()).hasSize(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
        assertThat(table.rows().get(rows - 1).get(2)).isEqualTo(lastRule);
        assertThat(table.rows().get(rows - 1).get(0)).isEqualTo(findings > 200 ? "and 1 more" : "MEDIUM 5.0");
    }

    @Test void showsWhatIsSuppressedAndWhatIsWrong() throws Exception {
        reports = List.of("a.sarif", "b.sarif");
        write("a.sarif", sarif("", "9.8").replace("\"ruleId\"", "\"suppressions\": [{\"kind\": \"inSource\"}], \"ruleId\""));

        var report = facts().report();

        assertThat(report.tables()).extracting(StageReport.Table::title).containsExactly("Suppressed", "Reports", "Problems");
        assertThat(report.tables().get(0).rows().get(0)).endsWith("inSource");
        assertThat(report.summary()).isEqualTo("0 findings in 1 report, 1 more suppressed; 1 problem keeps the count from being known.");
    }

    @Test void cutsAMessageNobodyWouldRead() throws Exception {
        write("a.sarif", sarif("", "5").replace("found\\n it", "x".repeat(1000)));

        assertThat(facts().report().tables().get(0).rows().get(0).get(5)).hasSize(300).endsWith("…");
    }
}
