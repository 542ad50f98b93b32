package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.stage.coverage.CoverageTerms;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageReaderTest {
    private static final String HEAD = "version: 1\napp: shop\ncoverage:\n  reports: [a.xml]\n";

    private static CoverageTerms terms(String rest) throws ConfigException {
        return ConfigReader.read(HEAD + rest, "f").coverage().orElseThrow().terms();
    }

    @Test void readsWhatGoesBeyondLimitsOfTheWhole() throws Exception {
        var terms = terms("""
                  exclude: ["gen/**"]
                  tests: {reports: [t.xml]}
                  changes: {base: origin/main}
                  baseline: {file: b.json, update: passed}
                  ratchet: {tolerance: 0.5 pp, measures: [line, branch], floor: {line: "80.5%"}}
                  rules: [{paths: ["src/core/**", "src/api/**"], exclude: ["**/X.java"], checks: ["line >= 95%", "changed.branch >= 80%"]}]
                  checks: ["changed.line >= 90%", "delta.method >= -1 pp", "tests > 0"]
                """);

        assertThat(terms.exclude()).extracting(Object::toString).containsExactly("gen/**");
        assertThat(terms.tests()).containsExactly("t.xml");
        assertThat(terms.changes()).contains(new CoverageTerms.Changes(Optional.of("origin/main"), Optional.empty(), 10));
        assertThat(terms.baseline()).contains(new CoverageTerms.Baseline("b.json", true));
        assertThat(terms.ratchet()).contains(new CoverageTerms.Ratchet(10, 0.5, List.of(Metric.LINE, Metric.BRANCH), Map.of(Metric.LINE, 80.5)));
        assertThat(terms.rules()).singleElement().satisfies(rule -> assertThat(rule.checks().all()).hasSize(2));
        assertThat(terms("  checks: [\"line > 1%\"]\n")).isEqualTo(CoverageTerms.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "checks: ['changed.line >= 90%'] | f:5:12: coverage.checks[0]: \"changed.line >= 90%\" needs to know what changed. Expected coverage.changes",
        "checks: ['delta.line >= 0 pp'] | f:5:12: coverage.checks[0]: \"delta.line >= 0 pp\" needs to know what was measured before. Expected coverage.baseline",
        "checks: ['tests > 0'] | f:5:12: coverage.checks[0]: \"tests > 0\" needs to know which tests ran. Expected coverage.tests",
        "checks: ['delta.line >= 0%'] | has the unit \"%\", but delta.line is measured in pp",
        "{checks: ['line > 1%'], changes: {}} | f:5:58: coverage.changes.diff and base are both left out. Expected base",
        "{checks: ['line > 1%'], changes: {base: main, diff: c}} | coverage.changes.diff stands beside base. Expected one of the two",
        "{checks: ['line > 1%'], changes: {base: --output=x}} | coverage.changes.base is the text \"--output=x\". Expected a branch, tag or commit",
        "{checks: ['line > 1%'], changes: {base: main, minimumLines: 0}} | coverage.changes.minimumLines is the number 0. Expected a whole number from 1 to 100",
        "{checks: ['line > 1%'], changes: {diff: ../c}} | coverage.changes.diff is the text \"../c\". Expected a path in the workspace",
        "{checks: ['line > 1%'], baseline: {file: /etc/b.json}} | coverage.baseline.file is the text \"/etc/b.json\". Did you mean",
        "{checks: ['line > 1%'], ratchet: {}} | coverage.ratchet.floor does not say the least for every measure, and coverage.baseline",
        "{checks: ['line > 1%'], ratchet: {measures: [line, branch], floor: {line: 80%}}} | coverage.ratchet.floor does not say the least for every measure",
        "{checks: ['line > 1%'], ratchet: {floor: {line: 101%}}} | coverage.ratchet.floor.line is the text \"101%\". Expected at most 100%",
        "{checks: ['line > 1%'], ratchet: {floor: {line: 80}}} | coverage.ratchet.floor.line is the number 80. Expected a percentage such as \"80%\"",
        "{checks: ['line > 1%'], ratchet: {floor: {lines: 80%}}} | coverage.ratchet.floor",
        "{checks: ['line > 1%'], ratchet: {tolerance: 1%, floor: {line: 80%}}} | coverage.ratchet.tolerance is the text \"1%\". Expected percentage points",
        "{checks: ['line > 1%'], rules: [{paths: [a], checks: ['delta.line > 1 pp']}]} | coverage.rules[0].checks[0]: \"delta.line > 1 pp\" names the unknown measure",
        "{checks: ['line > 1%'], rules: [{paths: [a], checks: ['changed.line > 1%']}]} | coverage.rules[0].checks[0]: \"changed.line > 1%\" needs to know what changed",
        "{checks: ['line > 1%'], rules: [{checks: ['line > 1%']}]} | coverage.rules[0] has no \"paths\"",
        "{checks: ['line > 1%'], exclude: ['a[']} | coverage.exclude[0]: "})
    void saysWhatIsWrong(String rest, String words) {
        var text = rest.startsWith("{") ? "version: 1\napp: shop\n\n\ncoverage: {reports: [a], " + rest.substring(1) : HEAD + "  " + rest;

        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> ConfigReader.read(text.replace('\'', '"'), "f")).withMessageContaining(words);
    }
}
