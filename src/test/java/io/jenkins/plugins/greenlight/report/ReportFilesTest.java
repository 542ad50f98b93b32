package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir Path folder;

    @Test void leavesItsFilesAndNothingElse() throws Exception {
        var out = folder.resolve("a/b");

        ReportFiles.write(out, SampleReports.full());
        ReportFiles.write(out, SampleReports.full());

        assertThat(ReportJson.read(Files.readString(out.resolve("report.json")), "n-1")).isEqualTo(SampleReports.full());
        assertThat(out.resolve("report.html")).hasContent(ReportHtml.page(SampleReports.full()));
        try (var files = Files.list(out)) {
            assertThat(files).extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("report.json", "report.html", "artifacts.json");
        }
    }

    @Test void leavesNoDraftBehindWhenTheNameIsTaken() throws Exception {
        var taken = Files.createDirectories(folder.resolve("report.html/x")).getParent();

        assertThatThrownBy(() -> WholeFile.write(taken, "text")).isInstanceOf(IOException.class);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
    }
}
