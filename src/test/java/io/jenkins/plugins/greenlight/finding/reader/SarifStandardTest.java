package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SARIF 2.1.0, rule by rule. */
class SarifStandardTest {
    private static final String RULES = "'name': 'T', 'rules': [{'id': 'A', 'defaultConfiguration': {'level': 'error'}},"
            + " {'id': 'B'}, {'id': 'C', 'guid': '0f0f0f0f-0000-0000-0000-00000000000C', 'defaultConfiguration': {'level':"
            + " 'note'}}]";

    @TempDir private Path folder;

    private Severity severity(String result) throws IOException {
        return SarifText.finding(folder, RULES, result).severity();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'ruleId': 'A'                                          | HIGH
            'ruleIndex': 0                                         | HIGH
            'ruleId': 'A/part'                                     | HIGH
            'ruleId': 'A', 'level': 'note'                         | LOW
            'ruleId': 'B'                                          | MEDIUM
            'ruleId': 'B', 'level': 'Error'                        | HIGH
            'ruleId': 'nobody'                                     | MEDIUM
            'ruleId': 'nobody', 'ruleIndex': 0                     | HIGH
            'ruleId': 'C', 'ruleIndex': 0                          | LOW
            'ruleIndex': 99                                        | MEDIUM
            'rule': {'id': 'A'}                                    | HIGH
            'rule': {'index': 2}                                   | LOW
            'rule': {'guid': '0F0F0F0F-0000-0000-0000-00000000000c'} | LOW
            'ruleId': 'A', 'level': 'none'                         | INFO
            'ruleId': 'A', 'kind': 'fail'                          | HIGH
            'ruleId': 'A', 'kind': 'open'                          | INFO
            'ruleId': 'A', 'kind': 'review', 'properties': {'security-severity': '9.8'} | INFO
            'ruleId': 'A', 'kind': 'none of the standard'          | HIGH
            """)
    void ratesByLevelRuleAndKind(String result, Severity expected) throws IOException {
        assertThat(severity(result)).isEqualTo(expected);
    }

    @Test void leavesAnUndecidedResultWithoutAScore() throws IOException {
        assertThat(SarifText.finding(folder, RULES, "'kind': 'open', 'properties': {'security-severity':"
                + " '9.8'}").cvss()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'kind': 'pass'", "'kind': 'informational'", "'kind': 'notApplicable'", "'baselineState': 'absent'"})
    void countsNothingThatIsNoProblemOrGone(String result) throws IOException {
        var run = SarifText.run(folder, "'results': [{" + result + "}]");

        assertThat(run.findings()).isEmpty();
        assertThat(run.suppressed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "unchanged", "updated"})
    void countsWhatIsThereWhateverItWasBefore(String state) throws IOException {
        assertThat(SarifText.run(folder, "'results': [{'baselineState': '" + state + "'}]").findings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'provenance': {'invocationIndex': 0},| LOW
            'provenance': {'invocationIndex': 1},| HIGH
            'provenance': {'invocationIndex': 7},| MEDIUM
            'level': 'note', 'provenance': {'invocationIndex': 1},| LOW
                                                 | MEDIUM
            """)
    void takesTheLevelThatItsInvocationSet(String result, Severity expected) throws IOException {
        String first = "{'executionSuccessful': true, 'ruleConfigurationOverrides': [{'descriptor': {'index': 1},"
                + " 'configuration':"
                + " {'level': 'note'}}]}";
        String second = first.replace("note", "error").replace("'index': 1", "'id': 'B'");

        var run = SarifText.tool(folder, RULES, "'invocations': [" + first + ", " + second + "], 'results': [{"
                + (result == null ? "" : result) + "'ruleId': 'B'}]");

        assertThat(run.findings().get(0).severity()).isEqualTo(expected);
    }

    @Test void takesTheLevelOfTheOnlyInvocation() throws IOException {
        var run = SarifText.tool(folder, RULES, "'results': [{'ruleId': 'B'}, {'ruleId': 'A'}], 'invocations':"
                + " [{'executionSuccessful': true,"
                + " 'ruleConfigurationOverrides': [{'descriptor': {'id': 'B'}, 'configuration': {'level': 'note'}},"
                + " {'descriptor': {'id': 'A'}, 'configuration': {'enabled': true}}]}]");

        assertThat(run.findings()).extracting(Finding::severity).containsExactly(Severity.LOW, Severity.HIGH);
    }

    @Test void findsRulesOfExtensionsByIndexAndGuid() throws IOException {
        var runs = SarifText.read(folder, "{'version': '2.1.0', 'runs': [{'results': [{'rule': {'index': 0, 'toolComponent':"
                + " {'index': 1}}},"
                + " {'rule': {'index': 0, 'toolComponent': {'guid': 'AAAAAAAA-0000-0000-0000-000000000001'}}}, {'ruleId': 'X2'}],"
                + " 'tool': {'driver': {'name': 'T', 'rules': [{'id': 'D'}]}, 'extensions': [{'name': 'x', 'guid':"
                + " 'aaaaaaaa-0000-0000-0000-000000000001', 'rules': [{'id': 'X1', 'helpUri': 'https://x/1'}]},"
                + " {'name': 'y', 'rules': [{'id': 'X2', 'helpUri': 'https://x/2'}]}]}}]}");

        assertThat(runs.get(0).findings()).extracting(Finding::rule).containsExactly("X2", "X1", "X2");
        assertThat(runs.get(0).findings()).extracting(Finding::helpLink).containsExactly("https://x/2", "https://x/1",
                "https://x/2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                                                                   | false
            []                                                                     | false
            [{'kind': 'external'}]                                                 | true
            [{'kind': 'inSource', 'status': 'accepted'}]                           | true
            [{'kind': 'inSource'}, {'kind': 'external', 'status': 'underReview'}]  | false
            [{'kind': 'external', 'status': 'rejected'}, {'kind': 'inSource'}]     | false
            [{'kind': 'external', 'status': 'none of the standard'}]               | false
            """)
    void suppressesOnlyWhatAllAccepted(String suppressions, boolean suppressed) throws IOException {
        var run = SarifText.run(folder, "'results': [{'suppressions': " + suppressions + "}]");

        assertThat(run.suppressed()).hasSize(suppressed ? 1 : 0);
        assertThat(run.findings()).hasSize(suppressed ? 0 : 1);
    }

    @Test void tellsWhatSuppressesAndWhy() throws IOException {
        var run = SarifText.run(folder, "'results': [{'suppressions': [{'kind': 'external', 'justification': ' a test '}]},"
                + " {'suppressions': [{'kind': 'inSource'}]}, {'suppressions': [{}]}]");

        assertThat(run.suppressed()).extracting(Suppressed::by)
                .containsExactly("f.sarif: suppression (external)", "f.sarif: suppression (inSource)", "f.sarif: suppression");
        assertThat(run.suppressed()).extracting(Suppressed::why).containsExactly("a test", "inSource", "suppressed");
    }

    @Test void knowsAResultAgainByItsGuidAloneAndOnlyWhenItIsTheSame() throws IOException {
        String guid = "'guid': '01234567-89ab-cdef-0123-456789abcdef'";
        String same = "{'ruleId': 'A', 'message': {'text': 'x'}, " + guid + "}";
        String alike = "{'ruleId': 'A', 'message': {'text': 'x'}, 'correlationGuid': '11111111-2222-3333-4444-555555555555'}";
        var run = SarifText.run(folder, "'results': [" + String.join(", ", same, same.replace("abcdef'", "ABCDEF'"),
                same.replace("'x'", "'y'"), alike, alike, "{'guid': 'no guid'}", "{'guid': 'no guid'}") + "]");

        assertThat(run.findings()).extracting(Finding::message).containsExactly("x", "y", "x", "x", "", "");
        assertThat(run.findings().get(2).fingerprint()).isEqualTo("11111111-2222-3333-4444-555555555555");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'toolExecutionNotifications': [{'level': 'error', 'message': {'text': 'out of memory'}}]  | out of memory
            'toolConfigurationNotifications': [{'level': 'error', 'message': {'text': 'no such rule'}}] | no such rule
            'toolExecutionNotifications': [{'descriptor': {'id': 'N'}, 'message': {'id': 'm', 'arguments': ['X']}}] | X threw
            'toolExecutionNotifications': [{'descriptor': {'index': 0}, 'message': {'text': 'by index'}}] | by index
            'toolExecutionNotifications': [{'level': 'warning', 'message': {'text': 'w'}}, {'message': {'text': 'd'}}] |
            'processStartFailureMessage': 'no such program' |
            """)
    void doubtsARunWithAnErrorOfTheTool(String invocation, String doubt) throws IOException {
        var run = SarifText.tool(folder, "'name': 'T', 'notifications': [{'id': 'N', 'defaultConfiguration': {'level': 'error'},"
                + " 'messageStrings': {'m': {'text': '{0} threw'}}}]", "'results': [], 'invocations': [{'executionSuccessful':"
                + " true, "
                + invocation + "}]");

        assertThat(run.run().doubts()).hasSize(doubt == null ? 0 : 1).allMatch(said -> said.endsWith(": " + doubt));
    }

    @Test void saysWhyTheToolDidNotStart() throws IOException {
        assertThat(SarifText.run(folder, "'results': [], 'invocations': [{'executionSuccessful': false,"
                + " 'processStartFailureMessage':"
                + " 'no such program'}]").run().doubts())
                .containsExactly("the tool says that its own run did not succeed: no such program");
    }

    @Test void fillsTheArgumentsIntoAMessageAndItsBraces() throws IOException {
        var findings = SarifText.tool(folder, "'name': 'T', 'rules': [{'id': 'R', 'messageStrings': {'m': {'text': '{0} is"
                + " {{0}} of {1}{9}'}}}]",
                "'results': [{'ruleId': 'R', 'message': {'id': 'm', 'arguments': ['a', 'b']}}, {'message': {'text': '{0} {{x}}',"
                + " 'arguments': ['a']}}, {'message': {'text': 'as {0} {{is}}'}}, {'message': {'markdown': '*m*'}}]").findings();

        assertThat(findings).extracting(Finding::message).containsExactly("a is {0} of b{9}", "a {x}", "as {0} {{is}}", "*m*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            depends on [the input](1) and [that](12).        | depends on the input and that.
            in [para\\[0\\]\\\\spans\\[2\\]](1).               | in para[0]\\spans[2].
            [CVE-1](https://example.org) [x]() [y](1 [z]     | [CVE-1](https://example.org) [x]() [y](1 [z]
            [[a](1)                                          | [a
            a[0](x) \\[b](1) c](2)                           | a[0](x) \\b c](2)
            [open](1) [                                      | open [
            """)
    void showsTheTextOfALinkIntoTheResult(String text, String shown) throws IOException {
        String json = text.replace("\\", "\\\\");

        assertThat(SarifText.finding(folder, RULES, "'message': {'text': '" + json + "'}").message()).isEqualTo(shown);
    }

    @Test void readsAMessageOfNothingButBracketsWithoutEnd() throws IOException {
        String text = "[](".repeat(1_000_000);

        assertThat(SarifText.finding(folder, RULES, "'message': {'text': '" + text + "'}").message()).isEqualTo(text);
    }

    @Test void countsEveryResultHoweverAlike() throws IOException {
        String result = "{'ruleId': 'R', 'message': {'text': 'same'}, 'locations': [{'physicalLocation': {'artifactLocation':"
                + " {'uri': 'A'},"
                + " 'region': {'startLine': 1}}}]}";

        assertThat(SarifText.run(folder, "'results': [" + (result + ", ").repeat(444) + result + "]").findings()).hasSize(445);
    }

    @Test void namesTheToolsVersionAndEveryCommit() throws IOException {
        var run = SarifText.tool(folder, "'name': 'T', 'version': 'v3', 'semanticVersion': '3.0.1'", "'results': [],"
                + " 'versionControlProvenance': [{'repositoryUri': 'https://x', 'revisionId': 'abc'}, {'repositoryUri':"
                + " 'https://y'}]").run();

        assertThat(run.version()).isEqualTo("3.0.1");
        assertThat(run.commits()).containsExactly("abc");
    }

    @Test void refusesARunThatSaysMoreAboutItselfThanCanBeHeld() {
        String many = "{'id': 'R'}, ".repeat(300_000);

        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> SarifText.tool(folder, "'name': 'T', 'rules': ["
                + many + "{}]",
                "'results': []")).withMessageContaining("more about its runs, rules and files than can be held");
    }

    @Test void takesAnEmptyRevisionForNone() throws IOException {
        assertThat(SarifText.run(folder, "'results': [], 'versionControlProvenance': [{'repositoryUri': 'x', 'revisionId': ''},"
                + " {'revisionId': 'c0ffee0'}]").run().commits()).containsExactly("c0ffee0");
    }
}
