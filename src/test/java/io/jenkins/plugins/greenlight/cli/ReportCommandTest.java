package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.ReportHtml;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.report.ReportMarkdown;
import io.jenkins.plugins.greenlight.report.ReportText;
import io.jenkins.plugins.greenlight.report.SampleReports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportCommandTest {
    @TempDir Path folder;

    private Console report(String... more) {
        return Console.run(Stream.concat(Stream.of("report", folder.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private void broken(String text) throws IOException {
        Files.writeString(folder.resolve(ReportFiles.JSON), text);
    }

    @ParameterizedTest @EnumSource
    void showsWhatWasPrintedAtTheEndAndExitsWellWhateverThatWas(Ending ending) throws Exception {
        ReportFiles.write(folder, SampleReports.empty(ending));

        var console = report();

        assertThat(console.exitCode()).isZero();
        assertThat(console.output().lines()).containsExactlyElementsOf(ReportText.lines(SampleReports.empty(ending)));
        assertThat(report("--exit-code").exitCode()).isEqualTo(ending.exitCode());
    }

    @Test void showsItInEveryFormat() throws Exception {
        var report = SampleReports.empty(Ending.ROLLED_BACK);
        ReportFiles.write(folder, report);

        assertThat(report("--format", "markdown").output()).isEqualTo(ReportMarkdown.of(report));
        assertThat(report("--format", "html").output()).isEqualTo(ReportHtml.page(report));
        assertThat(report("--format", "JSON").output()).isEqualTo(ReportJson.write(report)).isEqualTo(report("--json").output());
        assertThat(report("--quiet").output()).isEqualTo(report().output());
    }

    @Test void takesTheFileItselfToo() throws Exception {
        ReportFiles.write(folder, SampleReports.empty(Ending.DELIVERED));

        assertThat(Console.run("report", folder.resolve(ReportFiles.JSON).toString()).output()).startsWith("Greenlight: shop\n");
    }

    @Test void writesItToAFile() throws Exception {
        ReportFiles.write(folder, SampleReports.empty(Ending.HALTED));

        var console = report("--format=markdown", "--output", folder.resolve("new/comment.md").toString());

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).isEmpty();
        assertThat(folder.resolve("new/comment.md")).hasContent(ReportMarkdown.of(SampleReports.empty(Ending.HALTED)));
    }

    @Test void cannotWriteWhereThereIsNoFolder() throws Exception {
        ReportFiles.write(folder, SampleReports.empty(Ending.HALTED));

        var console = report("-o", folder.resolve("report.json/x").toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("could not be written to", "name another with --output");
    }

    @Test void refusesTwoFormats() {
        var console = report("--json", "--format", "html");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("--json and --format html ask for two formats");
    }

    @Test void saysThatThereIsNone() {
        var console = report();

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("There is no report at " + folder.resolve("report.json"), "greenlight report FILE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | is empty", "{ | is no report of this engine", "[] | is no report of this engine",
        "{\"nonce\": \"x\"} | is no report of this engine",
        "{\"nonce\": \"x\", \"schema\": \"greenlight.report\", \"version\": 9} | in version 9. Expected greenlight.report in version 1"})
    void refusesAFileThatIsNoReport(String text, String message) throws Exception {
        broken(text);

        var console = report("--exit-code");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).isEmpty();
        assertThat(console.errors()).contains("report.json").contains(message);
    }

    @Test void refusesBytesThatAreNoText() throws Exception {
        Files.write(folder.resolve(ReportFiles.JSON), "grün".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(report().exitCode()).isEqualTo(2);
        assertThat(report().errors()).contains("is no UTF-8 text");
    }
}
