package io.jenkins.plugins.greenlight.stage.coverage.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
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
}
