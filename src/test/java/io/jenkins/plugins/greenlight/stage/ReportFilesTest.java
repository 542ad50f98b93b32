package io.jenkins.plugins.greenlight.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<String> SOURCES = List.of("src/**");

    @TempDir private Path folder;
    private FolderWorkspace workspace;

    @BeforeEach void setUp() throws Exception {
        workspace = new FolderWorkspace(folder).with("out/a.xml", "a", WRITTEN).with("out/b.xml", "b", WRITTEN.plusSeconds(9));
    }

    private ReportFiles find(String... globs) throws Exception {
        return ReportFiles.find(workspace, List.of(globs), SOURCES, workspace);
    }

    @Test void takesEachFileOnceInOrder() throws Exception {
        var files = find("out/*.xml", "out/a.xml");

        assertThat(files.fresh()).extracting(file -> ReportFiles.name(workspace, file)).containsExactly("out/a.xml", "out/b.xml");
        assertThat(files.problems()).isEmpty();
    }

    @Test void missesEveryGlobWithoutAFile() throws Exception {
        var files = find("out/a.xml", "out/none.xml");

        assertThat(files.fresh()).hasSize(1);
        assertThat(files.problems()).extracting(ReportProblem::kind, ReportProblem::file)
                .containsExactly(org.assertj.core.api.Assertions.tuple(ReportProblem.Kind.MISSING, "out/none.xml"));
    }

    @Test void missesReportsWhenNoneIsConfigured() throws Exception {
        assertThat(find().problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.MISSING);
    }

    @Test void acceptsAReportAsOldAsTheNewestSource() throws Exception {
        workspace.newestSource(WRITTEN);

        assertThat(find("out/a.xml").problems()).isEmpty();
    }

    @Test void refusesAReportOlderThanTheNewestSourceAndNamesBothTimes() throws Exception {
        workspace.newestSource(WRITTEN.plusMillis(1));

        var files = find("out/*.xml");

        assertThat(files.fresh()).hasSize(1);
        assertThat(files.problems()).hasSize(1);
        assertThat(files.problems().get(0).kind()).isEqualTo(ReportProblem.Kind.STALE);
        assertThat(files.problems().get(0).message()).contains("out/a.xml", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.001Z");
    }

    @Test void saysThatItChecksNoAgeWithoutSources() throws Exception {
        find("out/a.xml");

        assertThat(workspace.warnings()).hasSize(1).first().asString().contains("src/**").contains("not checked");
    }

    @Test void cannotWorkInAFolderThatCannotBeRead() {
        workspace.broken();

        assertThatExceptionOfType(StageException.class).isThrownBy(() -> find("out/a.xml"))
                .withMessageContaining("the disk is gone").withMessageContaining(folder.toString());
    }

    @Test void namesAFileOutsideByItsWholePath() {
        assertThat(ReportFiles.name(workspace, folder.resolveSibling("else.xml"))).endsWith("/else.xml").startsWith("/");
    }

    @Test void makesEveryProblemAnInconclusiveCheckThatSaysWhatWasExpected() {
        for (var kind : ReportProblem.Kind.values()) {
            var check = new ReportProblem("f", kind, "what is wrong", "what to do").check();

            assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(check.measured()).isEqualTo("what is wrong");
            assertThat(check.required()).contains("report");
            assertThat(check.advice()).isEqualTo("what to do");
        }
    }

    @Test void isInconclusiveWithoutThresholds() {
        var verdict = Thresholds.judge(Expectations.parse(), Measures.none());

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).name()).isEqualTo("checks");
        assertThat(verdict.checks().get(0).measured()).isEqualTo("no threshold is configured");
    }
}
