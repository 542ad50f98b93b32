package io.jenkins.plugins.greenlight.finding;

import io.jenkins.plugins.greenlight.parse.JsonOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** One result of a SARIF file. What SARIF has no place for stands in its properties, below {@code greenlight}. */
final class SarifResultOutput {
    private final JsonOutput json;
    private final SarifRuleList rules;

    SarifResultOutput(JsonOutput json, SarifRuleList rules) {
        this.json = json;
        this.rules = rules;
    }

    /** @param suppressed empty when it counts
     *  @param state      empty when it was compared with nothing */
    void write(Finding finding, Optional<Suppressed> suppressed, Optional<BaselineState> state) throws IOException {
        int index = rules.index(finding);
        var uri = SarifPath.of(finding.file());
        json.open();
        if (!finding.rule().isEmpty()) {
            json.text("ruleId", finding.rule());
        }
        if (index >= 0) {
            json.key("ruleIndex").number(index);
        }
        json.text("level", SarifWriter.level(finding.severity()));
        json.key("message").open().text("text", message(finding)).close();
        if (uri.filter(name -> !name.isEmpty()).isPresent()) {
            location(uri.get(), finding.line());
        }
        json.key("partialFingerprints").open().text("greenlight/v1", finding.fingerprint()).close();
        suppressions(suppressed);
        if (state.isPresent()) {
            json.text("baselineState", state.get().word());
        }
        properties(finding, uri, index);
        json.close();
    }

    /** SARIF wants one that is not empty. */
    private static String message(Finding finding) {
        return !finding.message().isEmpty() ? finding.message() : finding.rule().isEmpty() ? "no message" : finding.rule();
    }

    private void location(String uri, int line) throws IOException {
        json.key("locations").openList().open().key("physicalLocation").open();
        json.key("artifactLocation").open().text("uri", uri).close();
        if (line > 0) {
            json.key("region").open().key("startLine").number(line).close();
        }
        json.close().close().closeList();
    }

    /** §3.27.23: a run says it of each of its results or of none. */
    private void suppressions(Optional<Suppressed> suppressed) throws IOException {
        json.key("suppressions").openList();
        if (suppressed.isPresent()) {
            json.open().text("kind", "external").text("status", "accepted").text("justification", suppressed.get().why());
            json.key("properties").open().text("by", suppressed.get().by()).close().close();
        }
        json.closeList();
    }

    private void properties(Finding finding, Optional<String> uri, int index) throws IOException {
        json.key("properties").open();
        if (finding.cvss().isPresent()) {
            json.text("security-severity", SarifWriter.score(finding.cvss().getAsDouble()));
        }
        json.key("greenlight").open().text("tool", finding.tool()).text("kind", word(finding.kind())).text("severity", word(finding.severity()));
        if (finding.cvss().isPresent()) {
            json.key("cvss").number(finding.cvss().getAsDouble());
        }
        if (!finding.aliases().isEmpty()) {
            json.texts("aliases", finding.aliases());
        }
        if (!finding.cwes().isEmpty()) {
            json.texts("cwes", finding.cwes());
        }
        affected(finding);
        rest(finding, uri, index);
        json.close().close();
    }

    private void affected(Finding finding) throws IOException {
        if (finding.affected().isPresent()) {
            var found = finding.affected().get();
            json.key("package").open().text("name", found.name()).text("version", found.version()).text("purl", found.purl())
                    .text("fixedVersion", found.fixedVersion()).close();
        }
    }

    /** What has a place that does not fit it. */
    private void rest(Finding finding, Optional<String> uri, int index) throws IOException {
        if (!finding.layer().isEmpty()) {
            json.text("layer", finding.layer());
        }
        if (finding.message().isEmpty()) {
            json.text("message", "");
        }
        if (uri.isEmpty()) {
            json.text("file", finding.file());
        }
        if (finding.line() > 0 && uri.filter(name -> !name.isEmpty()).isEmpty()) {
            json.key("line").number(finding.line());
        }
        if (!finding.helpLink().equals(index < 0 ? "" : rules.helpLink(finding))) {
            json.text("helpLink", finding.helpLink());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
