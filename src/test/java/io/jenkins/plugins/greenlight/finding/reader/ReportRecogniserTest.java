package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportRecogniserTest {
    @TempDir private Path folder;

    private CollectedRun read(String text) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("report.txt"), text), "report.txt").get(0);
    }

    @Test void knowsAFormatByItsContentWhateverItsName() throws IOException {
        var sarif = Files.copy(Fixture.file("suppressions.sarif"), folder.resolve("a.xml"));
        var spotbugs = Files.copy(Fixture.file("spotbugs.xml"), folder.resolve("b.sarif"));

        assertThat(Reading.of(sarif, "a.xml").get(0).run().format()).isEqualTo(ReportFormat.SARIF);
        assertThat(Reading.of(spotbugs, "b.sarif").get(0).run().format()).isEqualTo(ReportFormat.SPOTBUGS);
    }

    @Test void readsSpotBugsWithItsPrioritiesAndPlaces() throws IOException {
        var report = Reading.of(Fixture.file("spotbugs.xml"), "spotbugs.xml").get(0);

        assertThat(report.findings()).extracting(Finding::rule, Finding::severity, Finding::place, Finding::message)
                .containsExactly(
                tuple("SQL_INJECTION", Severity.HIGH, "shop/Orders.java:25", "A query is built from input"),
                tuple("M", Severity.MEDIUM, "shop/Cart.java", "In a method"),
                tuple("L", Severity.LOW, "", "L"), tuple("U", Severity.UNKNOWN, "", "U"));
        assertThat(report.findings().get(0).fingerprint()).isEqualTo("abc");
        assertThat(report.findings().get(1).fingerprint()).hasSize(32);
        assertThat(report.run().doubts()).isEmpty();
    }

    @Test void doubtsASpotBugsReportThatLookedAtNothingOrNotAtAll() throws IOException {
        assertThat(read("<BugCollection><FindBugsSummary total_classes='0'/></BugCollection>").run().doubts()).hasSize(1);
        assertThat(read("<BugCollection/>").run().doubts()).hasSize(1);
        assertThat(read("<BugCollection><FindBugsSummary total_classes='1'/></BugCollection>").run().doubts()).isEmpty();
        assertThat(read("<BugCollection><Errors errors='3'/><FindBugsSummary total_classes='1'/></BugCollection>").run().doubts())
                .hasSize(1).first().asString().contains("3 errors");
    }

    @Test void countsABugOfAnUnreadableKindRatherThanLosingIt() throws IOException {
        var report = read("<BugCollection><BugInstance type='X' priority='worst'><SourceLine sourcefile='A.java' start='-1'/>"
                + "</BugInstance><BugInstance type='Y' priority='0' last='-1'/></BugCollection>");

        assertThat(report.findings()).extracting(Finding::severity).containsExactly(Severity.UNKNOWN, Severity.UNKNOWN);
        assertThat(report.findings().get(0).place()).isEqualTo("A.java");
    }

    @Test void readsAReportBehindAByteOrderMarkOrInUtf16() throws IOException {
        String text = Files.readString(Fixture.file("suppressions.sarif"));
        var marked = Files.writeString(folder.resolve("m"), "\ufeff" + text);
        var wide = Files.writeString(folder.resolve("w"), text, StandardCharsets.UTF_16);

        assertThat(Reading.of(marked, "m").get(0).findings()).hasSize(4);
        assertThat(Reading.of(wide, "w").get(0).findings()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "hello", "<html><body/></html>", "{}", "{\"Results\": []}", "[1]", "PK\u0003\u0004"})
    void refusesWhatIsInNoKnownFormatAndNamesThoseThereAre(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(text))
                .withMessageStartingWith("report.txt: is").withMessageContaining("SARIF 2.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spotbugs.xml", "suppressions.sarif", "rules-after-results.sarif"})
    void refusesAReportCutOffAnywhere(String name) throws IOException {
        String whole = Files.readString(Fixture.file(name)).strip();
        for (int length : List.of(1, 20, whole.length() / 3, whole.length() / 2, whole.length() - 1)) {
            assertThatExceptionOfType(ParseException.class).as(length + " characters of " + name)
                    .isThrownBy(() -> read(whole.substring(0, length))).withMessageStartingWith("report.txt");
        }
    }

    @Test void refusesABombAndAFileThatReadsAnother() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(
                "<!DOCTYPE BugCollection [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><BugCollection>&x;</BugCollection>"))
                .withMessageStartingWith("report.txt:1:");
    }

    @Test void knowsAReportOfAnotherCommit() {
        var commit = "0123456789abcdef0123456789abcdef01234567";

        assertThat(of(List.of(commit)).isForeignTo(commit)).isFalse();
        assertThat(of(List.of("0123456")).isForeignTo(commit)).isFalse();
        assertThat(of(List.of("fff", commit.toUpperCase(java.util.Locale.ROOT))).isForeignTo(commit)).isFalse();
        assertThat(of(List.of("012345")).isForeignTo(commit)).isTrue();
        assertThat(of(List.of("f" + commit.substring(1))).isForeignTo(commit)).isTrue();
        assertThat(of(List.of()).isForeignTo(commit)).isFalse();
        assertThat(of(List.of("fff")).isForeignTo("")).isFalse();
    }

    private static ScanRun of(List<String> commits) {
        return new ScanRun("f", "T", "", ReportFormat.SARIF, commits, List.of());
    }
}
