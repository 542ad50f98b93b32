package io.jenkins.plugins.greenlight.stage.security;

import static io.jenkins.plugins.greenlight.stage.security.Scene.result;
import static io.jenkins.plugins.greenlight.stage.security.Scene.sarif;
import static io.jenkins.plugins.greenlight.stage.security.Scene.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressedFindingsTest {
    @TempDir private Path folder;
    private Scene scene;

    @BeforeEach void setUp() throws Exception {
        scene = new Scene(folder).with("a.sarif", sarif("One", result("R1", "9.5", "a"))).with("b.sarif", sarif("Two", result("R1", "9.5", "b")));
    }

    private void suppress(String until) throws Exception {
        scene.with("suppressions.yaml", "version: 1\nsuppressions:\n  - id: R1\n    reason: not reachable\n    owner: ann\n    expires: " + until + "\n");
    }

    @Test void holdForTheFindingsOfEveryToolAndAreShown() throws Exception {
        suppress("2026-12-31");

        var facts = scene.facts();
        var rows = table(facts, "Suppressed").rows();

        assertThat(scene.outcome("critical == 0", "suppressed == 2")).isEqualTo(Outcome.PASSED);
        assertThat(scene.outcome("suppressed <= 1")).isEqualTo(Outcome.FAILED);
        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.get(row.size() - 2)).startsWith("suppressions.yaml:");
            assertThat(row.get(row.size() - 1)).isEqualTo("not reachable (ann), until 2026-12-31");
        });
        assertThat(scene.written("findings.sarif")).contains("\"justification\":\"not reachable (ann), until 2026-12-31\"");
        assertThat(scene.written("findings.md")).contains("not reachable");
        assertThat(scene.written("findings.json")).contains("not reachable");
    }

    /** Today is 2026-06-15. */
    @ParameterizedTest
    @CsvSource({"2026-06-14, FAILED, 1 expired", "2026-06-15, WARNED, 1 expires within 14 days", "2026-06-29, WARNED, 1 expires within 14 days",
        "2026-06-30, PASSED, ''", "2026-12-31, PASSED, ''"})
    void warnBeforeTheyExpireAndCountNoMoreAfterwards(String until, Outcome expected, String said) throws Exception {
        suppress(until);

        var verdict = scene.verdict("critical == 0");

        assertThat(verdict.outcome()).isEqualTo(expected);
        assertThat(said(verdict)).startsWith(said);
        assertThat(said.isEmpty()).isEqualTo(said(verdict).isEmpty());
    }

    private static String said(Verdict verdict) {
        return verdict.checks().stream().filter(check -> check.name().equals("suppressions")).map(check -> check.measured()).findFirst().orElse("");
    }

    @Test void nameWhatHasExpired() throws Exception {
        suppress("2026-01-31");

        assertThat(scene.check("suppressions", "critical == 0").measured()).startsWith("1 expired: R1 (suppressions.yaml:")
                .endsWith("last day 2026-01-31)");
    }

    @Test void areListedWhenTheyCoverNothing() throws Exception {
        scene.with("suppressions.yaml", "version: 1\nsuppressions:\n  - id: R2\n    reason: r\n    owner: ann\n    expires: 2026-12-31\n");

        assertThat(table(scene.facts(), "Suppressions to look at").rows()).singleElement().asList().startsWith("unused", "R2");
        assertThat(scene.outcome("critical <= 2")).isEqualTo(Outcome.PASSED);
    }

    @Test void areTakenFromTrivysOwnFilesWhereTheyAreThere() throws Exception {
        scene.with(".trivyignore", "# looked at\nR1\n").with("a.sarif", sarif("Trivy", result("R1", "9.5", "a"))).with("b.sarif", sarif("Two"));

        assertThat(scene.outcome("critical == 0")).isEqualTo(Outcome.PASSED);
    }

    @Test void areInconclusiveWhenTheirFileIsMissing() throws Exception {
        scene.suppressions = List.of("accepted.yaml");

        var check = scene.check("suppressions", "critical <= 2");

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("accepted.yaml: is missing");
        assertThat(scene.outcome("critical == 0")).isEqualTo(Outcome.FAILED);
    }

    @Test void tellEachMistakeByItself() throws Exception {
        scene.with("suppressions.yaml", "version: 1\nsuppressions:\n  - id: R1\n    owner: a\n    expires: 2026-13-31\n");

        assertThat(scene.verdict("critical <= 2").checks()).filteredOn(check -> check.name().equals("suppressions"))
                .extracting(check -> check.measured().replaceFirst(" is .*| Expected .*", "")).containsExactly(
                        "suppressions.yaml:3:5: suppressions[0] has no \"reason\".", "suppressions.yaml:5:14: suppressions[0].expires");
    }

    @Test void areInconclusiveWhenTheirFileIsBroken() throws Exception {
        scene.with("suppressions.yaml", "version: 1\nsuppressions: 7\n");

        var check = scene.check("suppressions", "critical <= 2");

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).startsWith("suppressions.yaml:2");
    }
}
