package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.code;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.of;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsDocsTest {
    @TempDir private Path folder;
    private String page;

    @BeforeEach void open() throws IOException {
        page = Files.readString(Path.of("docs/suppressions.md"));
    }

    private String block(String language) {
        int from = page.indexOf("```" + language + "\n") + language.length() + 4;
        return page.substring(from, page.indexOf("```", from));
    }

    @Test void theExampleCoversWhatItSays() {
        var read = new SuppressionFolder(folder).with("suppressions.yaml", block("yaml")).read();

        assertThat(read.match(vulnerability("CVE-2026-1234", "pkg:maven/org.example/parser@4"), TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.CODE, "bandit", "B101", "src/test/a.py"), TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.CODE, "bandit", "B101", "src/main/a.py"), TODAY)).isEmpty();
        assertThat(read.match(code("ANY", "third-party/lib/a.c"), TODAY)).map(Suppression::reason)
                .contains("Not ours, and replaced in autumn.\nTicket SHOP-812.");
        assertThat(read.match(new FindingDraft("x", "y").fingerprint("9f86d081884c7d659a2feaa0c55ad015").finding(), TODAY)).isPresent();
        assertThat(read.unused()).isEmpty();
    }

    @Test void theMessageIsTheOneThatIsGiven() {
        var files = new SuppressionFolder(folder).with("suppressions.yaml",
                "version: 1\nsuppressions:\n  - id: A\n    resaon: x\n    owner: o\n    expires: never\n");

        assertThat(files.problems()).contains(block("text").strip());
    }
}
