package io.jenkins.plugins.greenlight.stage.coverage.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LcovReaderTest {
    @TempDir private Path folder;

    private static String record(String... lines) {
        return "TN:\nSF:src/a.c\n" + String.join("\n", lines) + "\nend_of_record\n";
    }

    private LineCoverage read(String... lines) throws IOException {
        return ReportText.coverage(folder, record(lines));
    }

    private static SourceLines only(LineCoverage coverage) {
        assertThat(coverage.files()).hasSize(1);
        return coverage.files().iterator().next();
    }

    @Test void readsLinesBranchesAndFunctions() throws Exception {
        var coverage = read("FN:3,main", "FN:9,12,helper", "FNDA:1,main", "FNF:2", "FNH:1", "BRDA:4,0,0,1", "BRDA:4,0,1,-",
                "BRF:2", "BRH:1",
                "DA:3,1", "DA:4,1,Zm9vYmFy", "DA:9,0", "LF:3", "LH:2");

        assertThat(ReportText.lines(only(coverage))).isEqualTo("3+ 4+1/2 9-");
        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/2");
        assertThat(coverage.packages()).containsOnlyKeys("src");
        assertThat(coverage.totals().get(Metric.INSTRUCTION).isEmpty()).isTrue();
    }

    @Test void countsALineExecutedWhereABranchOfItWasTaken() throws Exception {
        assertThat(ReportText.lines(only(read("DA:20,0", "BRDA:20,1,0,0", "BRDA:20,1,1,1")))).isEqualTo("20+1/2");
    }

    @Test void countsBranchesOfALineThatIsNoneToBeExecuted() throws Exception {
        var coverage = read("DA:10,1", "BRDA:11,1,0,0", "BRDA:11,1,1,1");

        assertThat(ReportText.lines(only(coverage))).isEqualTo("10+ 11?1/2");
        assertThat(ReportText.total(coverage, Metric.LINE)).isEqualTo("1/1");
        assertThat(ReportText.total(coverage, Metric.BRANCH)).isEqualTo("1/2");
    }

    @Test void countsWhatARecordRepeatsOnce() throws Exception {
        var coverage = read("DA:46,0", "DA:46,3", "BRDA:46,0,0,1", "BRDA:46,0,0,0", "FN:46,f", "FN:46,f", "FNDA:0,f", "FNDA:2,f",
                "LF:2");

        assertThat(ReportText.lines(only(coverage))).isEqualTo("46+1/1");
        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/1");
    }

    @Test void addsTheRecordsOfTwoTestsOfOneFileUp() throws Exception {
        var coverage = ReportText.coverage(folder, record("DA:1,1", "DA:2,0") + record("DA:1,0", "DA:2,5", "DA:3,0"));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("1+ 2+ 3-");
    }

    @Test void readsFunctionsWithAliasesAsOneEach() throws Exception {
        var coverage = read("FNL:0,10,20", "FNA:0,0,_Z1fIiEvv", "FNA:0,4,_Z1fIlEvv", "FNL:1,30", "FNA:1,0,g", "DA:10,4");

        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/2");
    }

    @Test void tellsFunctionsOfOneNameAtTwoLinesApart() throws Exception {
        var coverage = read("FN:3,constructor", "FN:30,constructor", "FNF:2", "FNDA:1,constructor", "FNDA:0,constructor",
                "DA:3,1");
        var counted = read("FNDA:1,f", "FN:3,f", "FNDA:0,g", "DA:3,1");

        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/2");
        assertThat(ReportText.total(counted, Metric.METHOD)).isEqualTo("1/2");
    }

    @Test void leavesOutALineThatStandsNowhere() throws Exception {
        assertThat(ReportText.lines(only(read("DA:0,2", "DA:3,0")))).isEqualTo("3-");
    }

    @Test void readsNamesOfBranchesThatHoldCommas() throws Exception {
        assertThat(ReportText.lines(only(read("DA:1,1", "BRDA:1,e0,(a, b) == c,1", "BRDA:1,0,(a, b) == d,0"))))
                .isEqualTo("1+1/2");
    }

    @ParameterizedTest
    @CsvSource({"2874063630, 1+", "18446744073709551616, 1+", "1.84467440737096e+19, 1+", "0, 1-"})
    void readsCountsOfAnySize(String count, String lines) throws Exception {
        assertThat(ReportText.lines(only(read("DA:1," + count)))).isEqualTo(lines);
    }

    @Test void readsLinesThatEndAsOnWindowsWithAMarkInFront() throws Exception {
        var coverage = ReportText.coverage(folder, "\ufeff" + record("DA:1,1", "DA:2,0").replace("\n", "\r\n"));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("1+ 2-");
        assertThat(only(coverage).path()).isEqualTo("src/a.c");
    }

    @Test void readsUtf16() throws Exception {
        var report = ReportText.read(folder, ("\ufeff" + record("DA:1,1")).getBytes(StandardCharsets.UTF_16LE));

        assertThat(report.files()).extracting(SourceLines::path).containsExactly("src/a.c");
    }

    @Test void readsPathsInUtf8AndKeepsWhatIsNone() throws Exception {
        assertThat(ReportText.read(folder, "SF:src/für.c\nDA:1,1\nend_of_record\n").files()).extracting(SourceLines::path)
                .containsExactly("src/für.c");
        assertThat(ReportText.read(folder, "SF:src/für.c\nDA:1,1\nend_of_record\n".getBytes(StandardCharsets.ISO_8859_1)).files())
                .extracting(SourceLines::path).containsExactly("src/für.c");
    }

    @Test void passesOverWhatLaterVersionsMayAddAndWhatStandsBetweenRecords() throws Exception {
        var coverage = ReportText.coverage(folder, "# made by hand\n" + record("VER:1", "MCDC:1,2,t,1,0,a", "DA:1,1")
                + "\nEOF\n");

        assertThat(ReportText.lines(only(coverage))).isEqualTo("1+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DA:1", "DA:x,1", "DA:1,-1", "DA:1,", "DA:,1", "DA:1234567890,1", "BRDA:1,0", "BRDA:1,0,0,x",
            "FNDA:x,f", "LF:x",
        "hello", "<html>", "SF:src/b.c"})
    void refusesALineThatCannotBeUnderstood(String line) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("DA:7,1", line))
                .withMessageStartingWith("report:4:1: ")
                .withMessageContaining("Expected");
    }

    @Test void refusesAReportThatIsCutOff() throws Exception {
        String whole = record("DA:1,1", "DA:2,0");
        for (int length = whole.indexOf("SF:") + 4; length < whole.indexOf("end_of"); length++) {
            String cut = whole.substring(0, length);
            assertThatExceptionOfType(ParseException.class).as(cut).isThrownBy(() -> ReportText.read(folder, cut));
        }
    }

    @Test void refusesLinesOfNoFile() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportText.read(folder, "TN:\nDA:1,1\nend_of_record\n"))
                .withMessageContaining("report:2:1: has \"DA:\" outside of a record");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportText.read(folder, "SF:\nDA:1,1\nend_of_record\n"))
                .withMessageContaining("without the name of a file");
    }

    @Test void refusesAReportThatFoundLinesAndListsNone() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("LF:12", "LH:3")).withMessageContaining("12 lines");
    }

    @Test void recordsNothingOfAFileWithoutLines() throws Exception {
        assertThat(ReportText.read(folder, record("LF:0", "LH:0")).isEmpty()).isTrue();
        assertThat(ReportText.read(folder, "TN:\n").isEmpty()).isTrue();
    }

    @Test void refusesALineWithoutEnd() {
        char[] endless = new char[TextLines.MAX_LENGTH + 1];
        Arrays.fill(endless, 'x');

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportText.read(folder, "TN:\nSF:"
                + new String(endless)))
                .withMessageContaining("report:2:1: is longer than");
    }

    @Test void tellsTheBranchesOfMoreLinesThanItHoldsAtOnce() throws Exception {
        var text = new StringBuilder("SF:big.c\n");
        for (int line = 1; line <= 40_000; line++) {
            text.append("DA:").append(line).append(",1\nBRDA:").append(line).append(",0,0,1\nBRDA:").append(line)
                    .append(",0,1,-\n");
        }

        var coverage = ReportText.coverage(folder, text + "end_of_record\n");

        assertThat(ReportText.total(coverage, Metric.LINE)).isEqualTo("40000/40000");
        assertThat(ReportText.total(coverage, Metric.BRANCH)).isEqualTo("40000/80000");
    }
}
