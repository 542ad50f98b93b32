package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.of;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VexReaderTest {
    private static final String DOCUMENT = """
            {
              "vulnerabilities": [
                {"id": "CVE-1", "analysis": {"state": "%s", "justification": "code_not_reachable", "detail": "never called\\n"},
                 "affects": [%s]}
              ],
              "components": [
                {"type": "library", "name": "a", "bom-ref": "a-ref", "purl": "pkg:npm/a@1.0.0?arch=x", "components": [
                  {"type": "library", "name": "b", "bom-ref": "b-ref", "purl": "pkg:npm/b@2.0.0"}]},
                {"type": "file", "name": "c", "bom-ref": "c-ref"}
              ],
              "metadata": {"component": {"name": "shop", "bom-ref": "shop-ref", "purl": "pkg:maven/org.example/shop@3"}},
              "specVersion": "1.6",
              "bomFormat": "CycloneDX"
            }
            """;

    @TempDir private Path folder;
    private SuppressionFolder files;

    @BeforeEach void start() {
        files = new SuppressionFolder(folder);
    }

    private Suppressions read(String state, String refs) {
        return files.with("vex.json", DOCUMENT.formatted(state, refs)).read();
    }

    @ParameterizedTest
    @CsvSource({"not_affected,true", "false_positive,true", "resolved,true", "resolved_with_pedigree,true", "in_triage,false",
        "exploitable,false"})
    void suppressesByTheStateOfTheAnalysis(String state, boolean suppresses) {
        var read = read(state, "{\"ref\": \"b-ref\"}");

        assertThat(read.match(vulnerability("CVE-1", "pkg:npm/b@2.0.0"), TODAY).isPresent()).isEqualTo(suppresses);
        assertThat(read.doubts()).isEmpty();
    }

    @Test void saysWhyAndWhere() {
        var one = read("not_affected", "{\"ref\": \"b-ref\"}").all().get(0);

        assertThat(one.reason()).isEqualTo("not_affected, code_not_reachable: never called");
        assertThat(one.source()).isEqualTo("vex.json:3");
        assertThat(one.lastDay()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"b-ref pkg:npm/b@2.0.0", "pkg:npm/d@1 pkg:npm/d@1", "shop-ref pkg:maven/org.example/shop@3",
        "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#a-ref pkg:npm/a@1.0.0?arch=x",
        "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/%40x/e@1 pkg:npm/%40x/e@1",
        "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Anpm%2Ff%401 pkg:npm/f@1"})
    void findsThePackageOfAReference(String ref, String purl) {
        var read = read("resolved", "{\"ref\": \"" + ref + "\"}");

        assertThat(read.match(vulnerability("CVE-1", purl), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-1", "pkg:npm/other@1"), TODAY)).isEmpty();
        assertThat(read.match(vulnerability("CVE-2", purl), TODAY)).isEmpty();
    }

    @Test void holdsForEveryToolAndForVulnerabilitiesAlone() {
        var read = read("not_affected", "{\"ref\": \"a-ref\"}");
        var grype = new FindingDraft("grype", "GHSA-1").kind(FindingKind.VULNERABILITY).aliases(List.of("CVE-1"))
                .affected(new AffectedPackage("a", "1.0.0", "pkg:npm/a@1.0.0?arch=x&distro=y", "")).finding();

        assertThat(read.match(grype, TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.SECRET, "Trivy", "CVE-1", "a"), TODAY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ref\": \"nobody\"}", "{\"ref\": \"c-ref\"}", "{\"ref\": \"urn:cdx:x/1#jackson-databind-2.10.0\"}", "",
        "{\"ref\": \"pkg:npm/a\", \"versions\": [{\"version\": \"1\", \"status\": \"unaffected\"}]}"})
    void doubtsAStatementOfNoPackageThatCanBeTold(String ref) {
        var read = read("not_affected", ref);

        assertThat(read.all()).isEmpty();
        assertThat(read.doubts()).singleElement().asString().startsWith("vex.json:").contains("CVE-1").contains("suppresses nothing");
    }

    @Test void keepsWhatCanBeToldBesideWhatCannot() {
        var read = read("not_affected", "{\"ref\": \"nobody\"}, {\"ref\": \"a-ref\"}");

        assertThat(read.all()).singleElement().matches(one -> one.purls().size() == 1);
        assertThat(read.doubts()).hasSize(1);
    }

    @Test void refusesAStateThatNobodyKnows() {
        files.with("vex.json", DOCUMENT.formatted("fine", "{\"ref\": \"a-ref\"}"));

        assertThat(files.problems()).containsExactly("vex.json:3:43: has the state \"fine\". Expected one of resolved, resolved_with_pedigree,"
                + " exploitable, in_triage, false_positive, not_affected.");
    }

    @Test void refusesAnSbomWithoutVulnerabilities() {
        files.with("bom.json", "{\"bomFormat\": \"CycloneDX\", \"components\": []}");

        assertThat(files.problems()).singleElement().asString().contains("without vulnerabilities, so no VEX");
    }
}
