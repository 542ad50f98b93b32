package io.jenkins.plugins.greenlight.stage.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageMerge;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.reader.CoverageRecogniser;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealCoverageTest {
    private static final Path FOLDER = Path.of("../shared/fixtures/coverage");

    @BeforeAll static void needsTheFolderBesideTheProject() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "The folder of real reports " + FOLDER + " is not beside the project.");
    }

    private static Counters totals(String... names) throws IOException {
        var reports = new ArrayList<ReportedCoverage>();
        for (String name : names) {
            reports.add(CoverageRecogniser.read(FOLDER.resolve(name), name));
        }
        return CoverageMerge.of(reports).totals();
    }

    @ParameterizedTest
    @CsvSource({"LINE, 294/323", "BRANCH, 109/116", "INSTRUCTION, 1260/1350", "METHOD, 97/102", "CLASS, 15/16"})
    void countsWithAndWithoutTheNamesOfSourceFiles(Metric metric, String ratio) throws IOException {
        assertThat(totals("jacoco-codingstyle.xml").get(metric)).hasToString(ratio);
        assertThat(totals("jacoco-codingstyle-no-sourcefilename.xml").get(metric)).hasToString(ratio);
    }

    @ParameterizedTest
    @CsvSource({"LINE, 294/323", "BRANCH, 109/116", "INSTRUCTION, 1260/1350", "METHOD, 97/102", "CLASS, 15/16"})
    void countsTheSameCodeOnceInTwoReports(Metric metric, String ratio) throws IOException {
        assertThat(totals("jacoco-codingstyle.xml", "jacoco-codingstyle-no-sourcefilename.xml").get(metric)).hasToString(ratio);
    }

    @ParameterizedTest
    @CsvSource({"jacoco-merge-a.xml, 8/26", "jacoco-merge-b.xml, 8/26", "jacoco-merge-c.xml, 7/26"})
    void countsEachPart(String name, String lines) throws IOException {
        assertThat(totals(name).get(Metric.LINE)).hasToString(lines);
    }

    @Test void mergesByFileAndLine() throws IOException {
        var totals = totals("jacoco-merge-a.xml", "jacoco-merge-b.xml", "jacoco-merge-c.xml");

        assertThat(totals.get(Metric.LINE)).hasToString("12/26");
        assertThat(totals.get(Metric.BRANCH)).hasToString("2/14");
    }

    @ParameterizedTest
    @CsvSource({"cobertura-ts.xml, 63/156, 25/41", "cobertura-duplicate-classes.xml, 37/40, 20/26", "report.lcov, 4/6, 1/2"})
    void countsTheLinesOfOtherFormats(String name, String lines, String branches) throws IOException {
        assertThat(totals(name).get(Metric.LINE)).hasToString(lines);
        assertThat(totals(name).get(Metric.BRANCH)).hasToString(branches);
    }

    @Test void refusesWhatIsNoReport() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> totals("jacoco-empty.xml"))
                .withMessageStartingWith("jacoco-empty.xml").withMessageContaining("its root is <other>");
    }
}
