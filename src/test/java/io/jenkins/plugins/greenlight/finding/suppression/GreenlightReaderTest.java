package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.code;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Purl;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreenlightReaderTest {
    private static final String REST = "reason: r\n    owner: o\n    expires: never";

    @TempDir private Path folder;
    private SuppressionFolder files;

    @BeforeEach void start() {
        files = new SuppressionFolder(folder);
    }

    @Test void keepsAllThatAnEntrySays() {
        files.entries("- id: CVE-2026-1", "tool: Trivy", "paths: [\"./src/**\", /lib/a.jar]", "purls: [\"pkg:maven/org.example/parser\"]",
                "reason: |", "  not reachable:", "  never given such a document", "owner: shop-team", "expires: 2026-12-31");

        var one = files.read().all().get(0);

        assertThat(one.id()).isEqualTo("CVE-2026-1");
        assertThat(one.tool()).isEqualTo("Trivy");
        assertThat(one.paths()).extracting(Object::toString).containsExactly("src/**", "lib/a.jar");
        assertThat(one.purls()).containsExactly(Purl.parse("pkg:maven/org.example/parser").orElseThrow());
        assertThat(one.reason()).isEqualTo("not reachable:\nnever given such a document");
        assertThat(one.owner()).isEqualTo("shop-team");
        assertThat(one.lastDay()).contains(LocalDate.of(2026, 12, 31));
        assertThat(one.source()).isEqualTo("suppressions.yaml:3");
        assertThat(one.format()).isEqualTo(SuppressionFormat.GREENLIGHT);
    }

    @Test void holdsForEverOnlyWhereThatIsWrittenOut() {
        assertThat(files.entries("- id: A", REST).read().all().get(0).lastDay()).isEmpty();
        assertThat(new SuppressionFolder(folder).entries("- id: A", "reason: r", "owner: o").problems()).containsExactly(
                "suppressions.yaml:3:5: suppressions[0] has no \"expires\". Expected one, for example expires: 2026-12-31, the last day on"
                + " which it holds, or expires: never");
    }

    @Test void readsAListThatIsEmpty() {
        assertThat(files.with("suppressions.yaml", "version: 1\nsuppressions: []\n").read().all()).isEmpty();
    }

    @Test void saysAllThatIsWrongAtOnce() {
        files.with("suppressions.yaml", """
                version: 2
                suppressions:
                  - id: CVE-2026-1
                    resaon: x
                    owner: o
                    expires: tomorrow
                  - id: "*"
                    reason: r
                    owner: o
                    expires: never
                  - reason: r
                    owner: o
                    expires: never
                  - 7
                """);

        assertThat(files.problems()).containsExactly(
                "suppressions.yaml:1:10: version is the number 2. Expected 1, the only version there is.",
                "suppressions.yaml:4:5: suppressions[0] has the unknown key \"resaon\". Did you mean \"reason\"? Expected one of id, tool,"
                + " paths, purls, reason, owner, expires.",
                "suppressions.yaml:3:5: suppressions[0] has no \"reason\". Expected one, for example reason: the parser is never given a"
                + " foreign document",
                "suppressions.yaml:6:14: suppressions[0].expires is the text \"tomorrow\". Expected a day such as 2026-12-31, the last on"
                + " which it holds, or never.",
                "suppressions.yaml:7:9: suppressions[1].id is \"*\". Expected one id: no pattern fits several. Leave id out and write paths"
                + " or purls, to suppress all that is found there.",
                "suppressions.yaml:11:5: suppressions[2] has no id, paths or purls, so it would suppress everything. Expected at least one"
                + " of them.",
                "suppressions.yaml:14:5: suppressions[3] is the number 7. Expected a mapping with the keys id, tool, paths, purls, reason,"
                + " owner, expires.");
    }

    @Test void saysWhatIsWrongInEveryFile() {
        files.with("a.yaml", "version: 1\n").with(".trivyignore", "CVE-1 exp:soon\n");

        assertThat(files.problems()).hasSize(2).satisfiesExactly(first -> assertThat(first).startsWith("a.yaml:1:1: the document has no"),
                second -> assertThat(second).startsWith(".trivyignore:1:7: \"exp:soon\" is no day."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "expires: 2026-02-30|Expected a day such as", "expires: 2026-1-1|Expected a day such as", "expires: 31.12.2026|Expected a day such as",
        "expires: +10000-01-01|Expected a day such as", "expires: 20261231|Expected a day such as", "expires:|is nothing. Expected a day such as",
        "owner: 7|Expected a text: put it in quotes.", "owner: \"\"|has 0 characters", "paths: a|Expected a list", "paths: []|is empty",
        "paths: [\"a[b\"]|the [ is not closed", "paths: [\"a/../b\"]|has \"..\"", "purls: [lodash]|Expected a package URL",
        "purls: [\"pkg:npm\"]|Expected a package URL", "id: 12345678901234567890123456789012|put it in quotes", "id: true|put it in quotes",
        "id: CVE-*|no pattern fits several", "expiry: 2026-01-01|Did you mean \"expires\"?"})
    void refusesAndSaysWhatToDo(String line, String expected) {
        String key = line.substring(0, line.indexOf(':'));
        String rest = ("id: A\n    paths: [b]\n    purls: [\"pkg:npm/c\"]\n    " + REST).lines().filter(other -> !other.strip().startsWith(key + ":"))
                .reduce("", (all, other) -> all + "\n    " + other.strip());

        assertThat(files.entries("- " + line + rest).problems()).anySatisfy(problem ->
                assertThat(problem).startsWith("suppressions.yaml:3:").contains(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "**/*", "*", "**/*.*", "/**"})
    void refusesToSuppressEverythingByItsPath(String glob) {
        assertThat(files.entries("- paths: [\"" + glob + "\", src/a]", REST).problems()).singleElement().asString()
                .contains("paths fits every file");
    }

    @Test void allowsEveryFileForOneId() {
        var read = files.entries("- id: B101", "paths: [\"**\"]", REST).read();

        assertThat(read.match(code("B101", "src/a.py"), TODAY)).isPresent();
    }

    @Test void refusesTheSameTwice() {
        files.entries("- id: CVE-2026-1", "paths: [a, b]", REST, "- id: cve-2026-1", "paths: [b, a]", "reason: other", "owner: x",
                "expires: 2026-01-01", "- id: CVE-2026-1", REST);

        assertThat(files.problems()).containsExactly("suppressions.yaml:8:5: suppressions[1] covers the same as the one at suppressions.yaml:3."
                + " Expected each once: remove one of the two.");
    }

    @Test void goesByRuleAliasOrFingerprintInAnyCase() {
        var read = files.entries("- id: cve-2026-1", REST, "- id: GHSA-aaaa", REST, "- id: " + code("X", "f").fingerprint().toUpperCase(), REST).read();

        assertThat(read.match(vulnerability("CVE-2026-1", ""), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-2026-2", "", "ghsa-AAAA"), TODAY)).isPresent();
        assertThat(read.match(code("X", "f"), TODAY)).isPresent();
        assertThat(read.match(code("X", "g"), TODAY)).isEmpty();
        assertThat(read.match(vulnerability("CVE-2026-10", ""), TODAY)).isEmpty();
    }

    @Test void holdsForOneToolWhenItNamesIt() {
        var read = files.entries("- id: CVE-2026-1", "tool: trivy", REST, "- id: B101", "tool: Bandit", REST).read();

        assertThat(read.match(vulnerability("CVE-2026-1", ""), TODAY)).isPresent();
        assertThat(read.match(code("B101", "a.py"), TODAY)).isEmpty();
    }

    @Test void needsEverythingItSaysToFit() {
        var read = files.entries("- id: CVE-2026-1", "paths: [pom.xml]", "purls: [\"pkg:npm/a\", \"pkg:npm/b@1\"]", REST).read();

        assertThat(read.match(vulnerability("CVE-2026-1", "pkg:npm/a@7"), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-2026-1", "pkg:npm/b@1"), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-2026-1", "pkg:npm/b@2"), TODAY)).isEmpty();
        assertThat(read.match(vulnerability("CVE-2026-1", ""), TODAY)).isEmpty();
        assertThat(read.match(code("CVE-2026-1", "pom.xml"), TODAY)).isEmpty();
    }

    @Test void suppressesAllOfAFolderOrAPackage() {
        var read = files.entries("- paths: [\"vendor/**\"]", REST, "- purls: [\"pkg:npm/left-pad@1.0.0\"]", REST).read();

        assertThat(read.match(code("ANY", "vendor/a/b.c"), TODAY)).isPresent();
        assertThat(read.match(code("ANY", "vendored/b.c"), TODAY)).isEmpty();
        assertThat(read.match(code("ANY", ""), TODAY)).isEmpty();
        assertThat(read.match(vulnerability("CVE-1", "pkg:npm/left-pad@1.0.0?arch=x"), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-1", "pkg:npm/left-pad@1.0.1"), TODAY)).isEmpty();
    }
}
