package io.jenkins.plugins.greenlight.stage.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.stage.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of several formats meet in one workspace. */
class CoverageFormatsTest {
    private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final String COBERTURA = "<coverage><sources><source>/ci/7/shop</source></sources><packages><package name='src'>"
            + "<classes><class name='a' filename='src/a.ts'><lines><line number='1' hits='1'/><line number='2' hits='0'/></lines>"
            + "</class></classes></package></packages></coverage>";
    private static final String LCOV = "TN:\nSF:/other/shop/src/a.ts\nDA:1,0\nDA:2,3\nDA:3,0\nend_of_record\n";
    private static final String JACOCO = "<report name='r'><package name='p'><sourcefile name='A.java'>"
            + "<line nr='1' mi='2' ci='0' mb='1' cb='0'/></sourcefile></package></report>";

    @TempDir private Path folder;
    private FolderWorkspace workspace;

    @BeforeEach void setUp() {
        workspace = new FolderWorkspace(folder);
    }

    @Test void countsALineOnceThatTwoFormatsReport() throws Exception {
        workspace.with("src/a.ts", "", WRITTEN);
        workspace.with("cobertura.report", COBERTURA, WRITTEN);
        workspace.with("lcov.report", LCOV, WRITTEN);
        workspace.with("jacoco.report", JACOCO, WRITTEN);

        var all = new CoverageMerge();
        for (String name : new String[] {"cobertura.report", "lcov.report", "jacoco.report"}) {
            all.add(CoverageRecogniser.read(folder.resolve(name), name, folder));
        }

        assertThat(all.merged().files()).extracting(file -> file.path()).containsExactly("p/A.java", "src/a.ts");
        assertThat(all.merged().totals().get(Metric.LINE)).hasToString("2/4");
        assertThat(all.merged().packages().keySet()).containsExactly("p", "src");
        assertThat(all.merged().totals().get(Metric.INSTRUCTION)).hasToString("0/2");
    }

    @Test void saysOfWhichKindEachFileIs() throws Exception {
        workspace.with("cobertura.report", COBERTURA, WRITTEN);
        workspace.with("lcov.report", LCOV, WRITTEN);
        workspace.with("none.report", "mode: set\n", WRITTEN);

        var config = new CoverageConfig(List.of("*.report"), List.of("src/**"), Expectations.parse("line >= 0%"),
                MissingPolicy.BLOCK, GateMode.ENFORCE);
        var report = new CoverageStage(config, "abc", "", folder.resolve("out")).run(workspace.ports());

        assertThat(report.files()).extracting(StageFile::mediaType)
                .startsWith("application/xml", "text/plain", StageFile.UNKNOWN);
        assertThat(report.problems()).extracting(ReportProblem::kind).containsExactly(ReportProblem.Kind.UNREADABLE);
        assertThat(report.problems().get(0).message()).contains("gocover-cobertura");
    }
}
