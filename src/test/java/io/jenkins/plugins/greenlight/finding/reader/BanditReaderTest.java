package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanditReaderTest {
    @TempDir private Path folder;

    private CollectedRun read(String text) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("report"), text.replace('\'', '"')), "report").get(0);
    }

    private static CollectedRun real(String name) throws IOException {
        return Reading.of(Fixture.file(name), name).get(0);
    }

    @Test void readsWhatBanditWrote() throws IOException {
        var report = real("bandit.json");

        assertThat(report.findings()).extracting(Finding::rule, Finding::severity, Finding::line).containsExactly(
                tuple("B403", Severity.LOW, 3), tuple("B404", Severity.LOW, 4), tuple("B105", Severity.LOW, 8),
                tuple("B602", Severity.HIGH, 14), tuple("B602", Severity.HIGH, 16), tuple("B608", Severity.MEDIUM, 20),
                tuple("B101", Severity.LOW, 25), tuple("B506", Severity.MEDIUM, 26), tuple("B301", Severity.MEDIUM, 27),
                tuple("B324", Severity.HIGH, 27));
        assertThat(report.run().format()).isEqualTo(ReportFormat.BANDIT);
        assertThat(report.run().doubts()).isEmpty();
    }

    @Test void takesAllThatAResultSays() throws IOException {
        var injection = real("bandit.json").findings().get(5);

        assertThat(injection.kind()).isEqualTo(FindingKind.CODE);
        assertThat(injection.aliases()).containsExactly("hardcoded_sql_expressions");
        assertThat(injection.cwes()).containsExactly("CWE-89");
        assertThat(injection.file()).isEqualTo("shop/orders.py");
        assertThat(injection.message())
                .isEqualTo("Possible SQL injection vector through string-based query construction. (confidence: medium)");
        assertThat(injection.helpLink()).startsWith("https://bandit.readthedocs.io/").endsWith("b608_hardcoded_sql_expressions.html");
    }

    @Test void tellsNobodyThePasswordThatItFound() throws IOException {
        assertThat(Files.readString(Fixture.file("bandit.json"))).contains("shop-demo-only");
        assertThat(real("bandit.json").findings()).noneSatisfy(finding -> assertThat(finding.toString()).contains("shop-demo-only"))
                .extracting(Finding::message).contains("Possible hardcoded password (confidence: medium)");
    }

    @Test void knowsTheSameFindingsAgainWhenLinesMovedAndTellsThemApart() throws IOException {
        assertThat(real("bandit-moved.json").findings()).extracting(Finding::line).startsWith(4, 5, 9);
        assertThat(real("bandit-moved.json").findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates()
                .isEqualTo(real("bandit.json").findings().stream().map(Finding::fingerprint).toList());
    }

    @Test void knowsAFindingByItsOwnLinesAndNotByThoseAround() throws IOException {
        String issue = "{'results': [{'test_id': 'B1', 'filename': 'a.py', 'line_number': 5, 'code': '%s'%s}], 'metrics': {}}";

        var alone = read(issue.formatted("4 x = 1\\n5 bad()\\n6 y = 2\\n", "")).findings().get(0).fingerprint();

        assertThat(read(issue.formatted("4 z = 3\\n5   bad()\\n", "")).findings().get(0).fingerprint()).isEqualTo(alone);
        assertThat(read(issue.formatted("5 worse()\\n", "")).findings().get(0).fingerprint()).isNotEqualTo(alone);
        assertThat(read(issue.formatted("4 x = 1\\n5 bad()\\n6 y = 2\\n", ", 'line_range': [4, 5]")).findings().get(0).fingerprint())
                .isNotEqualTo(alone);
        assertThat(read(issue.formatted("7 bad()\\n", "")).findings().get(0).fingerprint()).isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({"HIGH, HIGH", "MEDIUM, MEDIUM", "LOW, LOW", "UNDEFINED, UNKNOWN", "CRITICAL, UNKNOWN"})
    void putsEverySeverityIntoItsOwnBucket(String word, Severity bucket) throws IOException {
        assertThat(read("{'results': [{'issue_severity': '" + word + "'}], 'generated_at': 'x'}").findings())
                .extracting(Finding::severity).containsExactly(bucket);
    }

    @Test void doubtsARunThatLeftFilesOutOrLookedAtNothing() throws IOException {
        assertThat(read("{'errors': [{'filename': 'a.py', 'reason': 'syntax error'}], 'metrics': {'_totals': {'loc': 3}}, 'results': []}")
                .run().doubts()).singleElement().asString().contains("a.py (syntax error)");
        assertThat(read("{'errors': [{'filename': 'a.py'}, {}], 'metrics': null, 'results': []}").run().doubts())
                .singleElement().asString().contains("2 files", "a.py (no reason)");
        assertThat(read("{'errors': [], 'metrics': {'_totals': {'loc': 0}}, 'results': []}").run().doubts())
                .singleElement().asString().contains("no line of code");
        assertThat(read("{'errors': [], 'metrics': {}, 'results': []}").run().doubts()).singleElement().asString()
                .contains("does not say that Bandit looked");
        assertThat(read("{'errors': [], 'metrics': {'_totals': {'loc': 1}}, 'results': []}").run().doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'errors': [], 'metrics': {}}", "{'metrics': {}, 'results': null}", "{'metrics': {}, 'results': {}}",
        "{'metrics': {}, 'results': [1]}", "{'metrics': {}, 'results': [{'issue_severity': 3}]}", "{'metrics': {}, 'results': []} {}"})
    void refusesAReportThatIsNotWhole(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(text)).withMessageStartingWith("report:");
    }
}
