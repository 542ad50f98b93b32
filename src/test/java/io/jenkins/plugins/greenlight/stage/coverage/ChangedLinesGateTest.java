package io.jenkins.plugins.greenlight.stage.coverage;

import static io.jenkins.plugins.greenlight.stage.coverage.GitProject.jacoco;
import static io.jenkins.plugins.greenlight.stage.coverage.GitProject.jacocoPackage;
import static io.jenkins.plugins.greenlight.stage.coverage.GitProject.lines;
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
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.stage.coverage.change.GitDiff;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the real git. */
class ChangedLinesGateTest {
    private static final String A = "src/main/java/p/A.java";

    @TempDir private Path folder;
    private GitProject project;
    private List<String> reports = List.of("target/*.xml");
    private List<String> sources = List.of("src/**");
    private CoverageTerms.Changes changes = new CoverageTerms.Changes(Optional.of("main"), Optional.empty(), 10);
    private List<Glob> exclude = List.of();
    private MissingPolicy onMissing = MissingPolicy.BLOCK;

    @BeforeEach void setUp() throws Exception {
        project = GitProject.in(folder).write(A, lines("old", 100)).write(".gitignore", "target/\n").commit("base");
        project.git("switch", "--quiet", "-c", "change");
    }

    private CoverageStage stage(String... checks) {
        var terms = new CoverageTerms(exclude, List.of(), Optional.of(changes), Optional.empty(), Optional.empty(), List.of());
        return new CoverageStage(new CoverageConfig(reports, sources, Expectations.parse(checks), onMissing, GateMode.ENFORCE, terms),
                "shop", "abc", folder.resolve("target/out"));
    }

    private Verdict verdict(String... checks) throws Exception {
        var stage = stage(checks);
        return stage.judge(stage.run(project.ports()));
    }

    private CoverageReport report() throws Exception {
        return stage("changed.line >= 90%").run(project.ports());
    }

    /** Lines 11 to 30 are new. */
    private void change() throws Exception {
        project.write(A, lines("old", 10) + lines("new", 20) + lines("old", 100).substring(lines("old", 10).length())).commit("change");
    }

    private void covered(List<Integer> covered, List<Integer> missed) throws Exception {
        project.write("target/a.xml", jacoco("p", "A.java", covered, missed));
    }

    @Test void passesAtTheLimitAndFailsALineBelowIt() throws Exception {
        change();
        covered(range(1, 28), range(29, 120));
        assertThat(verdict("changed.line >= 90%").checks()).containsExactly(Check.passed("changed.line", "90.00 %", ">= 90.00 %"));

        covered(range(1, 27), range(28, 120));
        assertThat(verdict("changed.line >= 90%").checks()).containsExactly(
                Check.failed("changed.line", "85.00 %", ">= 90.00 %", "Expected changed.line >= 90%."));
    }

    @Test void namesTheChangedLinesThatNoTestReached() throws Exception {
        change();
        covered(range(11, 20), List.of(21, 22, 23, 28, 99));

        var report = report();

        assertThat(report.report().tables().get(0).title()).isEqualTo("Changed files");
        assertThat(report.report().tables().get(0).rows()).containsExactly(List.of(A, "71.43 %", "10/14", "4/8", A + ":21-23, 28"));
        assertThat(report.report().summary()).contains("10/14 of the changed lines");
        assertThat(Files.readString(folder.resolve("target/out/coverage.md"))).contains("src\\/main\\/java\\/p\\/A\\.java&#58;21\\-23, 28");
        assertThat(Files.readString(folder.resolve("target/out/coverage.json"))).contains("\"uncovered\" : [ [ 21, 23 ], [ 28, 28 ] ]");
    }

    @Test void judgesBranchesOfChangedLines() throws Exception {
        change();
        covered(range(11, 20), range(21, 30));

        assertThat(verdict("changed.branch >= 50%").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict("changed.branch > 50%").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void doesNotJudgeAFewLinesByPercent() throws Exception {
        change();
        covered(List.of(), range(11, 19));
        assertThat(verdict("changed.line >= 90%", "changed.branch >= 90%").checks()).extracting(Check::outcome, Check::measured).containsOnly(
                tuple(Outcome.PASSED, "9 executable lines changed, fewer than 10: not judged"));

        covered(List.of(), range(11, 20));
        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void passesAChangeOfNothingThatCanBeExecuted() throws Exception {
        covered(range(1, 5), List.of());

        assertThat(verdict("changed.line >= 90%").checks()).containsExactly(Check.passed("changed.line",
                "no executable line changed, fewer than 10: not judged", "changed.line >= 90%, from 10 lines on"));
    }

    @Test void countsWhatIsNotCommittedAsTheReportsDo() throws Exception {
        project.write(A, lines("new", 20));
        covered(List.of(), range(1, 20));

        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void comparesWithWhereTheBranchLeftAndNotWithWhereTheOtherWent() throws Exception {
        change();
        project.git("switch", "--quiet", "main");
        project.write(A, lines("elsewhere", 100)).commit("later");
        project.git("switch", "--quiet", "change");
        covered(range(11, 30), range(31, 120));

        assertThat(verdict("changed.line >= 100%").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void countsOnlyWhatChangedInAFileThatGotAnotherName() throws Exception {
        project.git("mv", A, "src/main/java/p/B.java");
        project.write("src/main/java/p/B.java", lines("new", 12) + lines("old", 100)).commit("rename");
        project.write("target/a.xml", jacoco("p", "B.java", range(1, 12), range(13, 112)));

        assertThat(verdict("changed.line >= 100%").outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"diff.noprefix | true", "diff.mnemonicPrefix | true", "color.ui | always", "diff.context | 10",
        "diff.external | false", "core.quotePath | false", "diff.interHunkContext | 20", "diff.renames | false", "core.pager | false",
        "diff.submodule | log", "diff.suppressBlankEmpty | true", "diff.relative | false", "diff.srcPrefix | x/"})
    void goesByItsOwnSettingsOfGit(String key, String value) throws Exception {
        change();
        project.git("config", key, value);
        covered(range(11, 28), range(29, 30));

        assertThat(report().ratio(Metric.LINE)).hasToString("18/20");
        assertThat(report().facts().changed().orElseThrow().files()).extracting(file -> file.lines().toString()).containsExactly("18/20");
    }

    @Test void knowsNothingOfABaseThatIsNotThere() throws Exception {
        covered(range(1, 5), List.of());
        changes = new CoverageTerms.Changes(Optional.of("origin/gone"), Optional.empty(), 10);

        var verdict = verdict("changed.line >= 90%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks()).extracting(Check::name).containsExactly("changes", "changed.line");
        assertThat(verdict.checks().get(0).measured()).isEqualTo("git knows no commit origin/gone");
        assertThat(verdict.checks().get(0).advice()).contains("git fetch origin");
        assertThat(verdict.checks()).filteredOn(check -> check.name().startsWith("changed.")).isNotEmpty()
                .allSatisfy(check -> assertThat(check.advice()).isEqualTo("Clear what is said of the changes above first."));
        onMissing = MissingPolicy.WARN;
        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test void namesTheBranchOfTheRemoteThatIsMeant(@TempDir Path other) throws Exception {
        change();
        var clone = new GitProject(other);
        clone.git("clone", "--quiet", "--branch=change", "file://" + folder, ".");
        clone.git("checkout", "--quiet", "--detach");
        clone.write("target/a.xml", jacoco("p", "A.java", range(1, 5), List.of()));

        var stage = stage("changed.line >= 90%");
        var check = stage.judge(stage.run(clone.ports())).checks().get(0);

        assertThat(check.measured()).isEqualTo("git knows no commit main, but origin/main");
        assertThat(check.advice()).startsWith("Write base: origin/main ");
    }

    @Test void namesTheShallowCloneAsTheCause(@TempDir Path other) throws Exception {
        change();
        var clone = new GitProject(other);
        clone.git("clone", "--quiet", "--depth=1", "--no-single-branch", "file://" + folder, ".");
        clone.git("switch", "--quiet", "change");
        clone.write("target/a.xml", jacoco("p", "A.java", range(1, 5), List.of()));
        changes = new CoverageTerms.Changes(Optional.of("origin/main"), Optional.empty(), 10);

        var stage = stage("changed.line >= 90%");
        var verdict = stage.judge(stage.run(clone.ports()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).contains("no commit from which both origin/main and this one come");
        assertThat(verdict.checks().get(0).advice()).contains("git fetch --unshallow");
    }

    @Test void knowsNothingWhereGitTracksNoSource() throws Exception {
        var unpacked = new GitProject(folder.resolve("target/unpacked")).write("src/A.java", "x")
                .write("target/a.xml", jacoco("p", "A.java", range(1, 5), List.of()));

        var stage = stage("changed.line >= 90%");
        var verdict = stage.judge(stage.run(unpacked.ports()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).startsWith("git tracks no source in ");
    }

    @Test void knowsNothingWhereGitIsNotThereOrRefuses() throws Exception {
        var none = new GitDiff(command -> {
            throw new IOException("Cannot run program \"git\"");
        }, folder).since("main", List.of("java"), folder.resolve("c.diff"));
        var refusal = new GitDiff(command -> new CommandResult(128, "", "fatal: detected dubious\nownership"), folder)
                .since("main", List.of("java"), folder.resolve("c.diff"));

        assertThat(none.problem().orElseThrow().measured()).isEqualTo("git cannot be asked: Cannot run program \"git\"");
        assertThat(refusal.problem().orElseThrow().measured())
                .isEqualTo("git cannot tell the changes here, exit 128: fatal: detected dubious ownership");
    }

    @Test void doesNotGuessWhichOfTwoModulesAReportMeans() throws Exception {
        sources = List.of("*/src/**");
        project.write("a/src/main/java/p/B.java", lines("new", 20)).write("b/src/main/java/p/B.java", lines("other", 20)).commit("two");
        project.write("target/a.xml", jacoco("p", "B.java", range(1, 20), List.of()));

        var verdict = verdict("changed.line >= 90%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).isEqualTo(
                "the report's p/B.java may be a/src/main/java/p/B.java or b/src/main/java/p/B.java");
    }

    @Test void knowsOfModulesThatSourcesDoNotName() throws Exception {
        project.write("b/src/main/java/p/A.java", lines("other", 20)).commit("another module");
        project.git("branch", "--force", "main");
        change();
        covered(range(1, 120), List.of());

        assertThat(verdict("changed.line >= 90%").checks().get(0).measured()).contains("may be b/src/main/java/p/A.java or " + A);
    }

    @Test void tellsModulesApartByTheGroupsOfTheReport() throws Exception {
        sources = List.of("*/src/**");
        project.write("a/src/main/java/p/B.java", lines("new", 20)).write("b/src/main/java/p/B.java", lines("old", 20)).commit("two");
        project.git("branch", "--force", "main");
        project.write("a/src/main/java/p/B.java", lines("newer", 20)).commit("one of them");
        project.write("target/a.xml", "<report name='r'><group name='a'>" + jacocoPackage("p", "B.java", range(1, 20), List.of()) + "</group><group name='b'>"
                + jacocoPackage("p", "B.java", List.of(), range(1, 20)) + "</group></report>");

        assertThat(verdict("changed.line >= 100%").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(report().facts().changed().orElseThrow().files()).extracting(ChangedFile::path).containsExactly("a/src/main/java/p/B.java");
    }

    @Test void tellsModulesApartByWhereTheirReportsLie() throws Exception {
        project.write("a/src/main/java/p/B.java", lines("old", 20)).write("b/src/main/java/p/B.java", lines("old", 20)).commit("two");
        project.git("branch", "--force", "main");
        project.write("a/src/main/java/p/B.java", lines("newer", 20)).commit("one of them");
        project.write("a/target/a.xml", jacoco("p", "B.java", List.of(), range(1, 20)));
        project.write("b/target/b.xml", jacoco("p", "B.java", range(1, 20), List.of()));
        reports = List.of("**/target/*.xml");

        assertThat(verdict("changed.line >= 100%").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report().ratio(Metric.LINE)).hasToString("20/40");
        assertThat(report().facts().changed().orElseThrow().files()).extracting(ChangedFile::path).containsExactly("a/src/main/java/p/B.java");
    }

    @Test void doesNotTakeAGeneratedFileForASourceThatIsCalledAlike() throws Exception {
        project.write(".gitignore", "target/\ndist/\n").write("index.ts", lines("new", 20)).commit("source").write("dist/index.ts", lines("built", 20));
        var dist = new StringBuilder("SF:dist/index.ts\n");
        var source = new StringBuilder("SF:index.ts\n");
        for (int line = 1; line <= 20; line++) {
            dist.append("DA:").append(line).append(",1\n");
            source.append("DA:").append(line).append(",0\n");
        }
        project.write("target/a.xml", dist + "end_of_record\n" + source + "end_of_record\n");

        assertThat(verdict("changed.line >= 1%").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void doesNotPassReportsOfWhichNoFileIsThere() throws Exception {
        change();
        project.write("target/a.xml", jacoco("q", "Other.java", range(1, 20), List.of()));

        var check = verdict("changed.line >= 90%").checks().get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("no file that the reports name is in the workspace, such as q/Other.java");
    }

    @Test void doesNotLetAnAttributeHideASource() throws Exception {
        change();
        project.write(".gitattributes", "*.java -diff\n").commit("hide");
        covered(List.of(), range(1, 120));

        var verdict = verdict("changed.line >= 90%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).contains("git holds " + A + " for binary");
    }

    @Test void worksInAFolderOfARepository() throws Exception {
        var inner = new GitProject(folder.resolve("shop"));
        inner.write("src/main/java/q/C.java", lines("new", 20)).write("target/a.xml", jacoco("q", "C.java", range(1, 18), range(19, 20)));
        project.commit("inner");

        var stage = stage("changed.line >= 90%");
        var report = stage.run(inner.ports());

        assertThat(stage.judge(report).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(report.facts().changed().orElseThrow().files()).extracting(ChangedFile::path).containsExactly("src/main/java/q/C.java");
    }

    @Test void warnsOfChangedSourcesThatNoReportSpeaksOf() throws Exception {
        change();
        project.write("src/main/java/p/New.java", lines("new", 10)).write("src/test/java/p/ATest.java", lines("test", 50)).write("src/x.txt", lines("x", 30))
                .commit("unseen");
        covered(range(11, 30), List.of());

        var verdict = verdict("changed.line >= 90%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(verdict.checks().get(1).measured()).isEqualTo(
                "10 changed lines are in files that no report speaks of: src/main/java/p/New.java");
        assertThat(report().report().tables().get(1).rows()).containsExactly(List.of("src/main/java/p/New.java", "10"));
    }

    @Test void warnsOfThemWhereverTheyLie() throws Exception {
        change();
        project.write("shop/src/main/java/p/New.java", lines("new", 10)).commit("a module that sources do not name");
        covered(range(11, 30), List.of());

        assertThat(verdict("changed.line >= 90%").checks().get(1).measured())
                .isEqualTo("10 changed lines are in files that no report speaks of: shop/src/main/java/p/New.java");
    }

    @Test void takesNoReportThatKnowsNoBranchesForAChangeWithoutAny() throws Exception {
        change();
        covered(range(11, 30), List.of());
        assertThat(verdict("changed.branch >= 90%").outcome()).isEqualTo(Outcome.INCONCLUSIVE);

        covered(range(11, 30), List.of(99));
        assertThat(verdict("changed.branch >= 90%").checks()).extracting(Check::outcome, Check::measured).containsExactly(
                tuple(Outcome.PASSED, "no branch on 20 changed lines: not judged"));
    }

    @Test void readsADiffThatWasWrittenBefore() throws Exception {
        change();
        covered(range(1, 28), range(29, 120));
        changes = new CoverageTerms.Changes(Optional.empty(), Optional.of("target/c.diff"), 10);
        assertThat(verdict("changed.line >= 90%").checks().get(0).measured()).isEqualTo("there is no file target/c.diff");

        project.git("diff", "--output=target/c.diff", "main");
        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.PASSED);

        project.write("target/c.diff", "");
        assertThat(verdict("changed.line >= 90%").checks().get(0).measured()).isEqualTo("target/c.diff is empty, as a git that failed leaves it");
        project.write("target/c.diff", "--- a/x\n+++ b/x\n@@ -1 +1,3 @@\n-a\n");
        assertThat(verdict("changed.line >= 90%").checks().get(0).measured()).startsWith("target/c.diff:4:1: is cut off");
        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void takesNoDiffOfAnotherFolderForOneWithoutChanges() throws Exception {
        var inner = new GitProject(folder.resolve("shop")).write("src/a.ts", lines("new", 20));
        project.commit("inner");
        inner.write("src/a.ts", lines("newer", 20)).write("target/a.xml", "SF:src/a.ts\n" + "DA:1,1\n" + "end_of_record\n");
        project.git("diff", "--output=shop/target/c.diff", "HEAD");
        changes = new CoverageTerms.Changes(Optional.empty(), Optional.of("target/c.diff"), 10);

        var stage = stage("changed.line >= 90%");
        var check = stage.judge(stage.run(inner.ports())).checks().get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("target/c.diff changes shop/src/a.ts, which is no file of the workspace");
        assertThat(check.advice()).contains("git diff --relative");
        inner.git("diff", "--relative", "--output=target/c.diff", "HEAD");
        assertThat(stage.judge(stage.run(inner.ports())).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void takesNoDiffOlderThanASource() throws Exception {
        change();
        covered(range(1, 120), List.of());
        project.git("diff", "--output=target/c.diff", "main");
        Files.setLastModifiedTime(folder.resolve("target/c.diff"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        changes = new CoverageTerms.Changes(Optional.empty(), Optional.of("target/c.diff"), 10);

        var verdict = verdict("changed.line >= 90%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).startsWith("target/c.diff is stale: written 2026-01-01T00:00:00Z, but a source changed ");
    }

    @Test void readsNoDiffOutsideOfTheWorkspace(@TempDir Path other) throws Exception {
        covered(range(1, 5), List.of());
        Files.createSymbolicLink(folder.resolve("target/c.diff"), Files.writeString(other.resolve("c.diff"), "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"));
        changes = new CoverageTerms.Changes(Optional.empty(), Optional.of("target/c.diff"), 10);

        var verdict = verdict("changed.line >= 90%");

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).measured()).contains("is not in the workspace");
    }

    @Test void leavesOutChangesOfExcludedFiles() throws Exception {
        change();
        covered(List.of(), range(1, 120));
        exclude = List.of(Glob.of("src/main/java/p/**"));

        assertThat(verdict("changed.line >= 90%").checks()).extracting(Check::measured)
                .containsExactly("no executable line changed, fewer than 10: not judged");
    }

    @Test void readsAChangeThatIsLargerThanAnyOutputThatIsKept() throws Exception {
        project.write("src/main/java/p/Big.java", ("x".repeat(99) + "\n").repeat(200_000)).commit("big");
        project.write("target/a.xml", jacoco("p", "Big.java", range(199_000, 200_000), List.of()));

        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(folder.resolve("target/out")).isDirectoryNotContaining("glob:**.diff");
    }

    @Test void readsNamesThatGitHasToQuote() throws Exception {
        project.write("src/main/java/p/N\u00e4me q.java", lines("new", 20)).commit("name");
        project.write("target/a.xml", jacoco("p", "N\u00e4me q.java", range(1, 18), range(19, 20)));

        assertThat(verdict("changed.line >= 90%").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(report().facts().changed().orElseThrow().files()).hasSize(1);
    }
}
