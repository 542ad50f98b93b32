package io.jenkins.plugins.greenlight.stage.coverage.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacePathsTest {
    @TempDir private Path folder;

    private Path file(String name) throws IOException {
        var file = folder.resolve("workspace").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private String found(String report, String path, String... roots) {
        var workspace = folder.resolve("workspace");
        var paths = new WorkspacePaths(workspace, workspace.resolve(report));
        List.of(roots).forEach(paths::root);
        return paths.find(path);
    }

    @Test void findsAFileWrittenOnAnotherMachine() throws Exception {
        file("packages/a/src/index.ts");

        assertThat(found("report.xml", "/home/ci/agent7/shop/packages/a/src/index.ts")).isEqualTo("packages/a/src/index.ts");
        assertThat(found("report.xml", "C:\\work\\shop\\packages\\a\\src\\index.ts")).isEqualTo("packages/a/src/index.ts");
        assertThat(found("report.xml", "src/index.ts", "/home/ci/shop/packages/a")).isEqualTo("packages/a/src/index.ts");
        assertThat(found("report.xml", "src/index.ts", "/nowhere", "packages/a/")).isEqualTo("packages/a/src/index.ts");
    }

    @Test void findsAFileNearItsReportFirst() throws Exception {
        file("src/index.ts");
        file("packages/a/src/index.ts");

        assertThat(found("packages/a/coverage/lcov.info", "src/index.ts")).isEqualTo("packages/a/src/index.ts");
        assertThat(found("packages/b/coverage/lcov.info", "src/index.ts")).isEqualTo("src/index.ts");
        assertThat(found("packages/a/coverage/lcov.info", "./src/../src/index.ts")).isEqualTo("packages/a/src/index.ts");
    }

    @Test void leavesThePathOfAFileThatIsNotThere() throws Exception {
        file("src/index.ts");

        assertThat(found("report.xml", "lib\\x.c")).isEqualTo("lib/x.c");
        assertThat(found("report.xml", "/usr/include/x.h", "/usr")).isEqualTo("/usr/include/x.h");
        assertThat(found("report.xml", "\0")).isEqualTo("\0");
        assertThat(found("report.xml", "src/index.ts", "\0")).isEqualTo("src/index.ts");
    }

    @Test void findsNothingOutsideOfTheWorkspace() throws Exception {
        file("src/index.ts");
        Files.writeString(folder.resolve("secret.c"), "");

        assertThat(found("report.xml", "../secret.c")).isEqualTo("../secret.c");
        assertThat(found("report.xml", "src/../../secret.c")).isEqualTo("src/../../secret.c");
        assertThat(found("report.xml", "secret.c", "..", folder.toString())).isEqualTo("secret.c");
    }

    @Test void keepsTheFilesOfTwoPackagesApart() throws Exception {
        var merge = new CoverageMerge();
        for (String name : List.of("a", "b")) {
            file("packages/" + name + "/src/index.ts");
            var report = Files.writeString(file("packages/" + name + "/lcov.info"), "SF:src/index.ts\nDA:1,"
                    + (name.equals("a") ? 1 : 0)
                    + "\nend_of_record\n");
            merge.add(CoverageRecogniser.read(report, "lcov.info", folder.resolve("workspace")));
        }

        assertThat(merge.merged().totals().get(Metric.LINE)).hasToString("1/2");
        assertThat(merge.merged().files()).extracting(SourceLines::path)
                .containsExactly("packages/a/src/index.ts", "packages/b/src/index.ts");
    }

    @Test void findsThePackageThatAFolderOfReportsIsNamedLike() throws Exception {
        file("packages/a/src/lib/u.ts");
        file("packages/b/src/lib/u.ts");

        assertThat(found("coverage/packages/a/lcov.info", "src/lib/u.ts")).isEqualTo("packages/a/src/lib/u.ts");
        assertThat(found("coverage/packages/b/lcov.info", "src/lib/u.ts")).isEqualTo("packages/b/src/lib/u.ts");
        assertThat(found("coverage/packages/c/lcov.info", "src/lib/u.ts")).isEqualTo("src/lib/u.ts");
    }

    private SourceLines jacoco(CoverageMerge merge, String report, String packages) throws IOException {
        var written = Files.writeString(file(report), "<report name='r'>" + packages + "</report>");
        var read = CoverageRecogniser.read(written, report, folder.resolve("workspace"));
        merge.add(read);
        return read.files().get(0);
    }

    private static String lines(int covered, int missed) {
        return "<package name='p'><sourcefile name='App.java'><line nr='1' ci='" + covered + "' mi='" + missed + "'/></sourcefile></package>";
    }

    @Test void keepsModulesApartThatEachHaveAJacocoReport() throws Exception {
        file("a/src/main/java/p/App.java");
        file("b/src/jvmMain/java/p/App.java");
        var merge = new CoverageMerge();

        assertThat(jacoco(merge, "a/target/site/jacoco/jacoco.xml", lines(1, 0)).name().folder()).isEqualTo("a");
        assertThat(jacoco(merge, "b/target/site/jacoco/jacoco.xml", lines(0, 1)).name().folder()).isEqualTo("b");
        jacoco(merge, "b/target/site/jacoco-it/jacoco.xml", lines(0, 1));
        jacoco(merge, "all/target/jacoco.xml", "<group name='shop-b'><group name='b'>" + lines(0, 1) + "</group></group>");

        assertThat(merge.merged().totals().get(Metric.LINE)).hasToString("1/2");
    }

    @Test void addsUpTheReportsOfOneModuleWhereverTheyLie() throws Exception {
        file("a/src/main/java/p/App.java");
        file("it/src/main/java/p/Other.java");
        file("it/src/test/java/p/App.java");
        var merge = new CoverageMerge();

        jacoco(merge, "a/target/jacoco.xml", lines(0, 1));
        jacoco(merge, "it/target/jacoco.xml", lines(1, 0));
        jacoco(merge, "all/target/jacoco.xml", "<group name='shop-a'>" + lines(0, 1) + "</group>");

        assertThat(merge.merged().totals().get(Metric.LINE)).hasToString("1/1");
    }

    @Test void tellsTheModulesOfOneReportFromThoseOfAnother() throws Exception {
        var merge = new CoverageMerge();
        String a = "<group name='a'>" + lines(0, 1) + "</group>";
        String b = "<group name='b'>" + lines(1, 0) + "</group>";

        jacoco(merge, "unit.xml", a + b);
        jacoco(merge, "it.xml", b);

        assertThat(merge.merged().totals().get(Metric.LINE)).hasToString("1/2");
    }

    @Test void doesNotGuessWhichFileIsMeantBelowTwoSources() throws Exception {
        file("a/m.py");
        file("b/m.py");
        file("b/n.py");
        String found = "<class name='m.py' filename='m.py'><lines><line number='1' hits='1'/></lines></class>";
        String empty = "<class name='m.py' filename='m.py'><lines/></class>";
        String missed = found.replace("hits='1'", "hits='0'");
        String other = missed.replace("m.py", "n.py");

        assertThat(cobertura(found + empty + other + other).totals().get(Metric.LINE)).hasToString("1/2");
        assertThatThrownBy(() -> cobertura(found + other + missed)).isInstanceOf(ParseException.class)
                .hasMessageContaining("names m.py twice, which may be a/m.py or b/m.py");
    }

    private LineCoverage cobertura(String classes) throws IOException {
        var report = Files.writeString(file("coverage.xml"), "<coverage><sources><source>/ci/shop/a</source><source>/ci/shop/b</source></sources>"
                + "<packages><package name='.'><classes>" + classes + "</classes></package></packages></coverage>");
        return CoverageMerge.of(List.of(CoverageRecogniser.read(report, "coverage.xml", folder.resolve("workspace"))));
    }
}
