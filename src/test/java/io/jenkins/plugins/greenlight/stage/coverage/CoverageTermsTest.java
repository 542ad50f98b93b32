package io.jenkins.plugins.greenlight.stage.coverage;

import static io.jenkins.plugins.greenlight.stage.coverage.GitProject.jacoco;
import static io.jenkins.plugins.greenlight.stage.coverage.GitProject.jacocoPackage;
import static io.jenkins.plugins.greenlight.stage.coverage.GitProject.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.stage.coverage.history.CoverageHistory;
import io.jenkins.plugins.greenlight.stage.coverage.history.HistoryFile;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Baseline, ratchet, path rules, exclusions and tests. */
class CoverageTermsTest {
    @TempDir private Path folder;
    private GitProject project;
    private List<Glob> exclude = List.of();
    private List<String> tests = List.of();
    private Optional<CoverageTerms.Baseline> baseline = Optional.empty();
    private Optional<CoverageTerms.Ratchet> ratchet = Optional.empty();
    private List<CoverageTerms.Rule> rules = List.of();
    private MissingPolicy onMissing = MissingPolicy.BLOCK;
    private GateMode mode = GateMode.ENFORCE;
    private String app = "shop";
    private int commits;

    @BeforeEach void setUp() throws IOException {
        project = new GitProject(folder).write("src/main/java/p/A.java", "x").write("src/main/java/q/B.java", "x");
    }

    private CoverageStage stage(String... checks) {
        return new CoverageStage(new CoverageConfig(List.of("target/*.xml"), List.of("src/**"), Expectations.parse(checks), onMissing, mode,
                new CoverageTerms(exclude, tests, Optional.empty(), baseline, ratchet, rules)), app, "commit" + ++commits, folder.resolve("out"));
    }

    /** As the engine does: what was measured is kept when it may go on. */
    private Verdict run(String... checks) throws Exception {
        var stage = stage(checks);
        var report = stage.run(project.ports());
        var verdict = stage.judge(report);
        if (!verdict.outcome().blocks()) {
            stage.passed(report, project.ports());
        }
        return verdict;
    }

    private void lines(int covered, int missed) throws IOException {
        project.write("target/a.xml", jacoco("p", "A.java", range(1, covered), range(covered + 1, covered + missed)));
    }

    private void kept(boolean update) {
        baseline = Optional.of(new CoverageTerms.Baseline("kept/coverage.json", update));
    }

    private void begin() throws IOException {
        Files.createDirectories(folder.resolve("kept"));
        Files.copy(folder.resolve("out/baseline.json"), folder.resolve("kept/coverage.json"));
    }

    private CoverageHistory history() throws IOException {
        return HistoryFile.read(folder.resolve("kept/coverage.json"), "kept");
    }

    @Test void beginsWithAFileThatAPersonTakesForGood() throws Exception {
        kept(false);
        lines(80, 20);

        var verdict = run("delta.line >= -0.5 pp");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).isEqualTo("there is no file kept/coverage.json");
        assertThat(verdict.checks().get(0).advice()).contains("copy out/baseline.json to kept/coverage.json");
        assertThat(verdict.checks().get(1).advice()).isEqualTo("Clear what is said of the baseline above first.");
        begin();
        assertThat(run("delta.line >= -0.5 pp").checks()).containsExactly(Check.passed("delta.line", "0.00 pp", ">= -0.50 pp"));
    }

    @ParameterizedTest
    @CsvSource({"795, 205, PASSED", "794, 206, FAILED", "900, 100, PASSED"})
    void holdsTheDistanceToTheBaseline(int covered, int missed, Outcome outcome) throws Exception {
        kept(false);
        lines(800, 200);
        run("line > 0%");
        begin();

        lines(covered, missed);

        assertThat(run("delta.line >= -0.5 pp").outcome()).isEqualTo(outcome);
    }

    @Test void keepsGoodRunsAndNoOthers() throws Exception {
        kept(true);
        lines(80, 20);
        run("line > 0%");
        assertThat(folder.resolve("kept/coverage.json")).doesNotExist();
        begin();

        lines(90, 10);
        run("line > 0%");
        assertThat(history().runs()).extracting(one -> one.totals().get(Metric.LINE).toString()).containsExactly("80/100", "90/100");
        lines(10, 90);
        run("line >= 80%");
        assertThat(history().runs()).hasSize(2);
        mode = GateMode.OBSERVE;
        assertThat(run("line >= 80%").outcome()).isEqualTo(Outcome.WARNED);
        assertThat(history().runs()).hasSize(2);
        assertThat(project.warnings()).anyMatch(line -> line.contains("not kept in kept/coverage.json"));
    }

    @Test void beginsByItselfWhereWhatIsMissingOnlyWarns() throws Exception {
        kept(true);
        onMissing = MissingPolicy.WARN;
        lines(80, 20);

        assertThat(run("delta.line >= 0 pp").outcome()).isEqualTo(Outcome.WARNED);

        assertThat(history().baseline().totals().get(Metric.LINE)).hasToString("80/100");
        assertThat(run("delta.line >= 0 pp").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void refusesABaselineOfAnotherApplicationOrOneThatIsBroken() throws Exception {
        kept(true);
        lines(80, 20);
        run("line > 0%");
        begin();
        app = "store";
        assertThat(run("line > 0%").checks().get(0).measured()).isEqualTo("kept/coverage.json is of another application, \"shop\"");

        project.write("kept/coverage.json", "{");
        assertThat(run("line > 0%").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(folder.resolve("kept/coverage.json")).hasContent("{");
    }

    private void ratchet(int runs, double tolerance, Map<Metric, Double> floor, Metric... measures) {
        ratchet = Optional.of(new CoverageTerms.Ratchet(runs, tolerance, List.of(measures), floor));
    }

    @Test void neverFallsBelowTheBestOfTheLastRuns() throws Exception {
        kept(true);
        ratchet(3, 0.5, Map.of(), Metric.LINE);
        lines(800, 200);
        run("line > 0%");
        begin();
        lines(850, 150);
        run("line > 0%");
        lines(845, 155);
        assertThat(run("line > 0%").outcome()).isEqualTo(Outcome.PASSED);

        lines(844, 156);
        var check = run("line > 0%").checks().get(1);

        assertThat(check.name()).isEqualTo("ratchet.line");
        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.measured()).isEqualTo("84.40 %");
        assertThat(check.required()).startsWith(">= 84.50 % (85.00 % is the best of the last 3 runs, commit2 of ").endsWith("; tolerance 0.50 pp)");
    }

    @Test void forgetsTheBestOnceItIsLongAgo() throws Exception {
        kept(true);
        ratchet(2, 1, Map.of(), Metric.LINE);
        lines(90, 10);
        run("line > 0%");
        begin();
        for (int covered : new int[] {89, 88}) {
            lines(covered, 100 - covered);
            assertThat(run("line > 0%").outcome()).as(covered + " %").isEqualTo(covered == 89 ? Outcome.PASSED : Outcome.FAILED);
        }
        lines(89, 11);
        run("line > 0%");

        lines(88, 12);

        assertThat(run("line > 0%").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void holdsTheFloorWhateverRunsBeforeHad() throws Exception {
        ratchet(3, 0.5, Map.of(Metric.LINE, 80d), Metric.LINE);
        lines(795, 205);
        assertThat(run("line > 0%").checks().get(1).required()).isEqualTo(">= 79.50 % (80.00 % is the committed floor; tolerance 0.50 pp)");
        assertThat(run("line > 0%").outcome()).isEqualTo(Outcome.PASSED);

        lines(794, 206);
        assertThat(run("line > 0%").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void isInconclusiveForARatchetThatNobodyKnowsTheMarkOf() throws Exception {
        kept(false);
        ratchet(3, 0, Map.of(), Metric.LINE, Metric.METHOD);
        lines(80, 20);

        assertThat(run("line > 0%").checks()).extracting(Check::name, Check::outcome).contains(
                tuple("ratchet.line", Outcome.INCONCLUSIVE), tuple("ratchet.method", Outcome.INCONCLUSIVE));
    }

    @Test void drawsTheTrendOfTheRunsBefore() throws Exception {
        kept(true);
        lines(80, 20);
        run("line > 0%");
        begin();
        lines(90, 10);

        var report = stage("line > 0%").run(project.ports()).report();

        assertThat(report.series().get(0).points()).extracting(point -> point.x() + " " + point.value()).containsExactly("-1.0 80.0", "0.0 90.0");
        assertThat(report.tables().get(0).columns()).contains("Line since the baseline");
        assertThat(report.tables().get(0).rows().get(0)).contains("10.00 pp");
    }

    private void rule(String paths, String... checks) {
        rules = Stream.concat(rules.stream(), Stream.of(new CoverageTerms.Rule(List.of(Glob.of(paths)), List.of(), Expectations.parse(checks)))).toList();
    }

    private void twoPackages() throws IOException {
        project.write("target/a.xml", "<report name='r'>" + jacocoPackage("p", "A.java", range(1, 95), range(96, 100))
                + jacocoPackage("q", "B.java", range(1, 50), range(51, 100)) + "</report>");
    }

    @Test void holdsPartsOfTheCodeToLimitsOfTheirOwn() throws Exception {
        twoPackages();
        rule("src/main/java/p/**", "line >= 95%");
        assertThat(run("line >= 70%").checks()).extracting(Check::name).containsExactly("line", "line in src/main/java/p/**");
        assertThat(run("line >= 70%").outcome()).isEqualTo(Outcome.PASSED);

        rule("src/main/java/q/**", "line > 50%");
        assertThat(run("line >= 70%").checks().get(2)).isEqualTo(
                Check.failed("line in src/main/java/q/**", "50.00 %", "> 50.00 %", "Expected line > 50%."));
    }

    @Test void isInconclusiveForARuleThatNothingMatches() throws Exception {
        twoPackages();
        rule("src/main/java/moved/**", "line >= 1%");

        var verdict = run("line >= 70%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).isEqualTo("no reported file matches src/main/java/moved/**");
    }

    @Test void leavesOutWhatIsExcludedAndShowsIt() throws Exception {
        twoPackages();
        exclude = List.of(Glob.of("src/main/java/q/**"), Glob.of("**/Gone*"));

        var report = stage("line >= 95%").run(project.ports());

        assertThat(report.ratio(Metric.LINE)).hasToString("95/100");
        assertThat(report.report().tables()).filteredOn(table -> table.title().equals("Excluded")).singleElement()
                .satisfies(table -> assertThat(table.rows()).containsExactly(List.of("src/main/java/q/**", "1", "100"), List.of("**/Gone*", "0", "0")));
        exclude = List.of(Glob.of("**"));
        assertThat(run("line >= 0%").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void isInconclusiveForRulesWhereAReportListsNoLines() throws Exception {
        project.write("target/a.xml", "<report name='r'><package name='p'><counter type='LINE' missed='1' covered='3'/></package>"
                + "<counter type='LINE' missed='1' covered='3'/></report>");
        rule("src/**", "line >= 1%");

        assertThat(run("line >= 70%").checks()).anySatisfy(check -> assertThat(check.measured()).isEqualTo("a report has sums alone and lists no lines"));
        rules = List.of();
        assertThat(run("line >= 70%").outcome()).isEqualTo(Outcome.PASSED);
    }

    private static String suite(String... cases) {
        return "<testsuite name='s' tests='9' failures='9'>" + String.join("", cases) + "</testsuite>";
    }

    @ParameterizedTest
    @CsvSource({"3, PASSED", "4, FAILED"})
    void countsTheTestsThatRan(int wanted, Outcome outcome) throws Exception {
        lines(1, 0);
        tests = List.of("target/t/*.xml");
        project.write("target/t/a.xml", suite("<testcase name='a'/>", "<testcase name='b'><system-out>&lt;failure/&gt;</system-out></testcase>",
                "<testcase name='c'><skipped/></testcase>")).write("target/t/b.xml", "<testsuites>" + suite("<testcase name='a'/>") + "</testsuites>");

        assertThat(run("tests >= " + wanted).outcome()).isEqualTo(outcome);
        assertThat(stage("tests > 0").run(project.ports()).report().summary()).endsWith("by 1 report; 3 tests ran, 1 skipped.");
    }

    @Test void warnsOfTestsThatFailed() throws Exception {
        lines(1, 0);
        tests = List.of("target/t/*.xml");
        project.write("target/t/a.xml", suite("<testcase name='a'><failure/></testcase>", "<testcase name='b'><error/></testcase>", "<testcase name='c'/>"));

        var verdict = run("tests >= 3");

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(verdict.checks().get(1).measured()).isEqualTo("3 tests ran, 2 failed");
    }

    @Test void countsByTheSumsOfAReportThatNamesNoTest() throws Exception {
        lines(1, 0);
        tests = List.of("target/t/*.xml");
        project.write("target/t/a.xml", "<testsuites tests='99'><testsuite tests='5' failures='1' skipped='1'><testsuite tests='5'/></testsuite></testsuites>");

        assertThat(run("tests == 4").checks().get(0).outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | no file matches target/t/*.xml", "<testsuite/> | no test ran: 0 tests ran, by 1 report",
        "<testsuite><testcase><skipped/></testcase></testsuite> | no test ran", "<report/> | target/t/a.xml:1:10: is no JUnit report", "<testsuite> | target/t/a.xml"})
    void isInconclusiveWithoutATestThatRan(String text, String words) throws Exception {
        lines(1, 0);
        tests = List.of("target/t/*.xml");
        if (!text.isEmpty()) {
            project.write("target/t/a.xml", text);
        }

        var verdict = run("tests >= 0", "line >= 0%");

        assertThat(verdict.checks()).extracting(Check::outcome).containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.PASSED);
        assertThat(verdict.checks().get(0).measured()).startsWith(words);
    }

    @Test void readsATestThatSaysALot() throws Exception {
        lines(1, 0);
        tests = List.of("target/t/*.xml");
        project.write("target/t/a.xml", suite("<testcase name='a'><system-out><![CDATA[" + "much to say\n".repeat(200_000) + "]]></system-out></testcase>"));

        assertThat(run("tests >= 1").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void bringsNothingOfAReportIntoMarkdownUnescaped() throws Exception {
        project.write("target/a.xml", jacoco("p", "A&lt;img src=x&gt;@all[x](y)\u001b[31m.java", range(1, 1), range(2, 2)));
        rule("**", "line >= 100%");

        run("line >= 100%");

        assertThat(Files.readString(folder.resolve("out/coverage.md"))).doesNotContain("<img", "@all", "[x](", "\u001b");
        assertThat(Files.readString(folder.resolve("out/coverage.json"))).doesNotContain("\u001b");
    }

    @Test void showsPackagesAndFilesAsATree() throws Exception {
        twoPackages();
        rule("src/**", "line >= 1%");

        var trees = stage("line > 0%").run(project.ports()).report().trees();

        assertThat(trees).extracting(tree -> tree.label() + ": " + tree.detail()).containsExactly(
                "p: 95.00 % of 100 lines, 50.00 % of 10 branches", "q: 50.00 % of 100 lines, 50.00 % of 100 branches");
        assertThat(trees.get(0).children()).extracting(tree -> tree.label()).containsExactly("src/main/java/p/A.java");
    }
}
