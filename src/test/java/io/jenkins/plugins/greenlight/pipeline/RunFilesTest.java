package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    @TempDir Path folder;

    /** As on a build server, which keeps the reports beside the workspace. */
    @Test void hashesWhatLiesOutsideTheWorkspaceWithoutAWarning() throws Exception {
        var workspace = new FolderWorkspace(Files.createDirectory(folder.resolve("workspace")));
        var files = new RunFiles(workspace.ports());

        files.add(StageId.SECURITY, left(Files.writeString(folder.resolve("findings.md"), "# Findings")));

        assertThat(files.artifacts()).singleElement().satisfies(one -> assertThat(one.path()).endsWith("findings.md"));
        assertThat(workspace.warnings()).isEmpty();
    }

    private static StageFacts left(Path file) {
        return new StageFacts() {
            @Override public StageReport report() {
                return StageReport.of("", Measures.none());
            }

            @Override public List<StageFile> files() {
                return List.of(StageFile.of(file, "text/markdown"));
            }
        };
    }
}
