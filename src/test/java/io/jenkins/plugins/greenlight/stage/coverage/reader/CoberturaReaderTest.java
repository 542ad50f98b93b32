package io.jenkins.plugins.greenlight.stage.coverage.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoberturaReaderTest {
    private static final String ROOT = "<?xml version='1.0'?>\n<!DOCTYPE coverage SYSTEM "
            + "'http://cobertura.sourceforge.net/xml/coverage-04.dtd'>"
            + "<coverage line-rate='0.5'";

    @TempDir private Path folder;

    private LineCoverage read(String classes) throws IOException {
        return ReportText.coverage(folder, report("", classes));
    }

    private static String report(String attributes, String classes) {
        return ROOT + attributes + "><packages><package name='shop'><classes>" + classes
                + "</classes></package></packages></coverage>";
    }

    private static String type(String name, String methods, String lines) {
        return "<class name='" + name + "' filename='src/" + name + ".ts'><methods>" + methods + "</methods><lines>" + lines
                + "</lines></class>";
    }

    private static String method(String name, String lines) {
        return "<method name='" + name + "' signature='()V'><lines>" + lines + "</lines></method>";
    }

    private static String line(int number, String rest) {
        return "<line number='" + number + "' " + rest + "/>";
    }

    private static SourceLines only(LineCoverage coverage) {
        assertThat(coverage.files()).hasSize(1);
        return coverage.files().iterator().next();
    }

    @Test void countsALineOnceThatMethodAndClassRepeat() throws Exception {
        var coverage = read(type("a", method("f", line(5, "hits='2'")), line(5, "hits='2'") + line(6, "hits='0'")));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("5+ 6-");
        assertThat(only(coverage).path()).isEqualTo("src/a.ts");
        assertThat(coverage.packages()).containsOnlyKeys("shop");
    }

    @Test void leavesOutALineOfAMethodThatItsClassDoesNotList() throws Exception {
        var coverage = read(type("a", method("f", line(4, "hits='1'")), line(5, "hits='0'")));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("5-");
        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/1");
    }

    @Test void takesTheLinesOfMethodsWhereTheClassListsNone() throws Exception {
        var coverage = read(type("a", method("f", line(4, "hits='1'")) + method("g", line(8,
                "hits='0' condition-coverage='0% (0/2)'")), ""));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("4+ 8-0/2");
    }

    @Test void believesAMethodThatSaysALineOfTheClassWasExecuted() throws Exception {
        var coverage = read(type("a", method("get", line(6, "hits='0'")) + method("set", line(6, "hits='1'")), line(6,
                "hits='0'")));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("6+");
        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/2");
    }

    @Test void countsALineThatWasExecutedAsCoveredThoughNoBranchWasCounted() throws Exception {
        var coverage = read(type("a", "", line(1, "hits='1' condition-coverage='0% (0/2)'")));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("1+0/2");
    }

    @Test void countsTheSameClassTwiceAsOne() throws Exception {
        String type = type("a", method("f", line(1, "hits='1'")), line(1, "hits='1'") + line(2, "hits='0'"));

        var coverage = read(type + type);

        assertThat(ReportText.total(coverage, Metric.LINE)).isEqualTo("1/2");
        assertThat(ReportText.total(coverage, Metric.CLASS)).isEqualTo("1/1");
        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/1");
    }

    @Test void tellsMethodsOfOneNameAtTwoPlacesApart() throws Exception {
        var coverage = read(type("a", method("init", line(1, "hits='1'")) + method("init", line(9, "hits='0'")), ""));

        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("1/2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"branch='true' condition-coverage='50% (1/2)' | 1/2",
            "branch='True' condition-coverage='100%(4/4)' | 4/4",
        "condition-coverage='0% (0/2)' | 0/2", "branch='false' | 0/0", "branch='true' | 0/0",
                "branch='true' condition-coverage='50%' | 0/0",
        "branch='false' condition-coverage='100% (1/1)' | 0/0"})
    void readsTheBranchesOfALine(String attributes, String branches) throws Exception {
        assertThat(ReportText.total(read(type("a", "", line(1, "hits='1' " + attributes))), Metric.BRANCH)).isEqualTo(branches);
    }

    @Test void readsConditionsWhereTheLineDoesNotSumThemUp() throws Exception {
        var coverage = read(type("a", "", "<line number='1' hits='1' branch='true'><conditions><condition number='0' "
                + "type='jump' coverage='50%'/>"
                + "<condition number='1' type='jump' coverage='100%'/><condition number='2' type='switch' coverage='33%'/>"
                        + "</conditions></line>"));

        assertThat(ReportText.lines(only(coverage))).isEqualTo("1+3/4");
    }

    @ParameterizedTest
    @CsvSource({"2147483648, 1/1", "99999999999999999999, 1/1", "1.8446744073709552e+19, 1/1", "0, 0/1", "000, 0/1", "0.0, 0/1"})
    void readsCountsOfAnySize(String hits, String lines) throws Exception {
        assertThat(ReportText.total(read(type("a", "", line(1, "hits='" + hits + "'"))), Metric.LINE)).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hits='-1'", "hits=''", "", "hits='many'", "hits='1e'", "hits='1' condition-coverage='50% (3/2)'",
        "hits='1' condition-coverage='50% (1/x)'", "hits='1' condition-coverage='50% (1'",
                "hits='1' condition-coverage='(-1/2)'"})
    void refusesALineThatCannotBeUnderstood(String attributes) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(type("a", "", line(7, attributes))))
                .withMessageStartingWith("report:2:").withMessageContaining("Expected");
    }

    @Test void refusesALineWithoutNumberOrClass() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(type("a", "", "<line hits='1'/>")))
                .withMessageContaining("number=\"\"");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(line(1, "hits='1'")))
                .withMessageContaining("outside of a <class>");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read("<class name='a'/>"))
                .withMessageContaining("without filename");
    }

    @Test void letsTheLinesWinOverTheSumsOfTheRoot() throws Exception {
        var coverage = ReportText.coverage(folder, report(" lines-covered='44' lines-valid='53' branches-covered='9' "
                + "branches-valid='9'",
                type("a", "", line(1, "hits='1' condition-coverage='50% (1/2)'"))));

        assertThat(ReportText.total(coverage, Metric.LINE)).isEqualTo("1/1");
        assertThat(ReportText.total(coverage, Metric.BRANCH)).isEqualTo("1/2");
    }

    @Test void takesTheRootsBranchesWhereItsLinesAreTheLinesOfTheReport() throws Exception {
        String report = report(" lines-covered='1' lines-valid='1' branches-covered='3' branches-valid='5'",
                type("a", "", line(1, "hits='1' condition-coverage='50% (1/2)'")));

        assertThat(ReportText.total(ReportText.coverage(folder, report), Metric.BRANCH)).isEqualTo("3/5");
        assertThat(ReportText.total(ReportText.coverage(folder, report, report), Metric.BRANCH)).isEqualTo("1/2");
    }

    @Test void refusesAReportThatSaysItHasLinesAndListsNone() {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> ReportText.coverage(folder, report(" lines-covered='63' lines-valid='82'", "")))
                .withMessageContaining("63/82");
    }

    @Test void recordsNothingWhereNothingIs() throws Exception {
        assertThat(ReportText.read(folder, report(" lines-covered='0' lines-valid='0'", "")).isEmpty()).isTrue();
    }

    @Test void readsClassesThatStandInThePackageAndFilesWithoutName() throws Exception {
        var coverage = ReportText.coverage(folder, ROOT + "><packages><package name=''><class name='N' filename=''><lines>"
                + line(1, "hits='1'") + "</lines></class></package></packages></coverage>");

        assertThat(only(coverage).path()).isEqualTo("N");
        assertThat(ReportText.total(coverage, Metric.LINE)).isEqualTo("1/1");
    }

    @Test void writesPathsWithSlashes() throws Exception {
        var coverage = read("<class name='N' filename='src\\shop\\N.cs'><lines>" + line(1, "hits='1'") + "</lines></class>");

        assertThat(only(coverage).path()).isEqualTo("src/shop/N.cs");
    }
}
