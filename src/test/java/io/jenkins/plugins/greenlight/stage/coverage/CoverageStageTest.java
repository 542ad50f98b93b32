package io.jenkins.plugins.greenlight.stage.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageStageTest {
    private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir private Path folder;
    private FolderWorkspace workspace;
    private List<String> reports = List.of("*.xml");
    private MissingPolicy onMissing = MissingPolicy.BLOCK;

    @BeforeEach void setUp() {
        workspace = new FolderWorkspace(folder).newestSource(WRITTEN.minusSeconds(1));
    }

    private CoverageStage stage(String... checks) {
        return new CoverageStage(new CoverageConfig(reports, List.of("src/**"), Expectations.parse(checks), onMissing,
                GateMode.ENFORCE), "shop", "abc", folder.resolve("out"));
    }

    private Verdict verdict(String... checks) throws Exception {
        var stage = stage(checks);
        return stage.judge(stage.run(workspace.ports()));
    }

    private CoverageReport facts() throws Exception {
        return stage("line >= 80%").run(workspace.ports());
    }

    private void write(String name, String text) throws IOException {
        workspace.with(name, text, WRITTEN);
    }

    private static String fixture(String name) throws IOException {
        try (var in = CoverageStageTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String lines(int covered, int missed) {
        return "<report name='r'><package name='p'><sourcefile name='A.java'>" + lines(1, covered, 1)
                + lines(covered + 1, missed, 0)
                + "</sourcefile></package></report>";
    }

    private static String lines(int from, int count, int covered) {
        var all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("<line nr='").append(from + i).append("' mi='").append(1 - covered).append("' ci='").append(covered)
                    .append("'/>");
        }
        return all.toString();
    }

    @Test void readsEveryMetricOfAReport() throws Exception {
        write("unit.xml", fixture("unit.xml"));

        var report = facts();

        assertThat(report.ratio(Metric.LINE)).hasToString("2/4");
        assertThat(report.ratio(Metric.BRANCH)).hasToString("1/4");
        assertThat(report.ratio(Metric.INSTRUCTION)).hasToString("8/15");
        assertThat(report.ratio(Metric.METHOD)).hasToString("1/2");
        assertThat(report.ratio(Metric.CLASS)).hasToString("1/1");
        assertThat(report.measures().named("line")).contains(Measure.of("line",
                io.jenkins.plugins.greenlight.gate.Unit.PERCENT, 50));
        assertThat(report.measures().all()).extracting(Measure::name)
                .containsExactly("line", "branch", "instruction", "method", "class");
        assertThat(stage().id()).isEqualTo(StageId.COVERAGE);
    }

    @Test void countsALineOnceHoweverManyReportsSeeIt() throws Exception {
        write("unit.xml", fixture("unit.xml"));
        write("integration.xml", fixture("integration.xml"));

        var report = facts();

        assertThat(report.ratio(Metric.LINE)).hasToString("3/4");
        assertThat(report.ratio(Metric.BRANCH)).hasToString("1/4");
        assertThat(report.ratio(Metric.INSTRUCTION)).hasToString("13/15");
        assertThat(report.ratio(Metric.METHOD)).hasToString("2/2");
        assertThat(report.ratio(Metric.CLASS)).hasToString("1/1");
    }

    @Test void changesNothingWhenAReportIsThereTwice() throws Exception {
        write("a.xml", fixture("unit.xml"));
        write("b.xml", fixture("unit.xml"));

        assertThat(facts().ratio(Metric.LINE)).hasToString("2/4");
        assertThat(facts().ratio(Metric.METHOD)).hasToString("1/2");
    }

    @Test void tellsFilesOfOneNameInTwoGroupsApartAndMeetsThemInAReportOfOneGroup() throws Exception {
        String file = "<package name='p'><class name='p/A'><counter type='CLASS' missed='%d' covered='%d'/></class>"
                + "<sourcefile name='A.java'><line nr='1' mi='%d' ci='%d'/></sourcefile></package>";
        write("all.xml", "<report name='all'><group name='one'>" + file.formatted(0, 1, 0, 1) + "</group><group name='two'>"
                + file.formatted(1, 0, 1, 0) + "</group></report>");

        assertThat(facts().ratio(Metric.LINE)).hasToString("1/2");
        assertThat(facts().ratio(Metric.CLASS)).hasToString("1/2");

        write("one.xml", "<report name='one'>" + file.formatted(0, 1, 0, 1) + "</report>");

        assertThat(facts().ratio(Metric.LINE)).hasToString("1/2");
        assertThat(facts().ratio(Metric.CLASS)).hasToString("1/2");
    }

    @Test void fallsBackToCountersWithoutLines() throws Exception {
        write("a.xml", "<report name='r'><package name='p'><counter type='LINE' missed='1' covered='3'/></package>"
                + "<counter type='LINE' missed='1' covered='3'/><counter type='BRANCH' missed='1' covered='1'/></report>");

        assertThat(facts().ratio(Metric.LINE)).hasToString("3/4");
        assertThat(facts().ratio(Metric.BRANCH)).hasToString("1/2");
        assertThat(facts().report().tables().get(0).rows()).containsExactly(List.of("p", "75.00 %", "3/4", "", "0/0"));
    }

    @Test void sumsTheCountersOfClassesAndNotOfTheirFilesAgain() throws Exception {
        String counter = "<counter type='LINE' missed='1' covered='3'/><counter type='METHOD' missed='0' covered='2'/>";
        write("a.xml", "<report name='r'><package name='p'><class name='p/A'>" + counter + "</class><sourcefile name='A.java'>"
                + counter + "</sourcefile></package></report>");

        assertThat(facts().ratio(Metric.LINE)).hasToString("3/4");
        assertThat(facts().ratio(Metric.METHOD)).hasToString("2/2");
    }

    @Test void addsAReportOfCountersToOneOfLines() throws Exception {
        write("a.xml", lines(1, 1));
        write("b.xml", "<report name='r'><counter type='LINE' missed='1' covered='3'/><counter type='METHOD' missed='1' covered='0'/></report>");

        assertThat(facts().ratio(Metric.LINE)).hasToString("4/6");
        assertThat(facts().ratio(Metric.METHOD)).hasToString("0/1");
    }

    @Test void decidesAtTheLimitAndOneLineBelowIt() throws Exception {
        write("a.xml", lines(80, 20));
        assertThat(verdict("line >= 80%").outcome()).isEqualTo(Outcome.PASSED);

        write("a.xml", lines(79, 21));
        assertThat(verdict("line >= 80%").checks()).containsExactly(
                Check.failed("line", "79.00 %", ">= 80.00 %", "Expected line >= 80%."));
    }

    @Test void doesNotRoundUp() throws Exception {
        write("a.xml", "<report name='r'><counter type='LINE' missed='20001' covered='79999'/></report>");

        var verdict = verdict("line >= 80%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.checks().get(0).measured()).isEqualTo("79.999 %");
    }

    @Test void failsCodeThatNoTestReached() throws Exception {
        write("a.xml", lines(0, 5));

        assertThat(verdict("line >= 1%").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void isInconclusiveForBranchesWhereThereAreNone() throws Exception {
        write("a.xml", lines(5, 0));

        assertThat(verdict("line >= 80%", "branch >= 80%").checks()).extracting(Check::outcome)
                .containsExactly(Outcome.PASSED, Outcome.INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<report name='r'/> | INCOMPLETE",
            "<report><counter type='LINE' missed='0' covered='0'/></report> | INCOMPLETE",
        "<report><package name='p'><sourcefile name='A'><line nr='1'/></sourcefile></package></report> | INCOMPLETE",
        "<other name='Java coding style'/> | UNREADABLE", "'' | UNREADABLE", "{} | UNREADABLE", "<report> | UNREADABLE",
        "<report><counter type='LINE' covered='3'/></report> | UNREADABLE",
        "<report><counter type='LINE' missed='-1' covered='3'/></report> | UNREADABLE",
        "<report><package><sourcefile><line ci='3'/></sourcefile></package></report> | UNREADABLE",
        "<!DOCTYPE report SYSTEM 'report.dtd'><report name='&x;'><counter type='LINE' missed='0' covered='3'/></report> | UNREADABLE"})
    void isInconclusiveForAReportThatRecordsNothingOrCannotBeRead(String text, ReportProblem.Kind kind) throws Exception {
        write("a.xml", text);

        var verdict = verdict("line >= 0%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).startsWith("a.xml");
        assertThat(facts().problems()).extracting(ReportProblem::kind).containsExactly(kind);
        assertThat(facts().measures().all()).allSatisfy(measure -> assertThat(measure.value()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200, 900, 1800})
    void isInconclusiveForAReportThatIsCutOff(int length) throws Exception {
        write("a.xml", fixture("unit.xml").substring(0, length));

        assertThat(verdict("line >= 0%").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(facts().problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.UNREADABLE);
    }

    @Test void isInconclusiveWhenOneOfTheReportsIsMissingOrStale() throws Exception {
        reports = List.of("a.xml", "b.xml");
        write("a.xml", lines(10, 0));
        assertThat(verdict("line >= 80%").checks()).extracting(Check::outcome)
                .containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        assertThat(facts().measures().all()).allSatisfy(measure -> assertThat(measure.value()).isEmpty());

        workspace.with("b.xml", lines(10, 0), WRITTEN.minusSeconds(5));
        assertThat(verdict("line >= 80%").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(facts().report().summary()).isEqualTo(
                "10/10 lines and 0/0 branches covered at commit abc, by 1 report; 1 problem keeps the coverage from being known.");
    }

    @Test void warnsOfWhatIsMissingWhenToldTo() throws Exception {
        onMissing = MissingPolicy.WARN;

        assertThat(verdict("line >= 80%").outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test void failsTooLittleCoverageEvenWhenWhatIsMissingOnlyWarns() throws Exception {
        onMissing = MissingPolicy.WARN;
        write("a.xml", lines(1, 1));

        assertThat(verdict("line >= 80%", "branch >= 80%").checks()).extracting(Check::outcome)
                .containsExactly(Outcome.FAILED, Outcome.WARNED);
    }

    @Test void isInconclusiveWithoutThresholds() throws Exception {
        write("a.xml", lines(1, 0));

        assertThat(verdict().checks()).extracting(Check::name).containsExactly("checks");
        assertThat(verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void showsThePackages() throws Exception {
        write("unit.xml", fixture("unit.xml"));

        var table = facts().report().tables().get(0);

        assertThat(table.rows()).containsExactly(List.of("shop.cart", "50.00 %", "2/4", "25.00 %", "1/4"));
        assertThat(facts().report().summary()).isEqualTo("2/4 lines and 1/4 branches covered at commit abc, by 1 report.");
    }
}
