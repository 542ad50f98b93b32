package io.jenkins.plugins.greenlight.stage.security;

import static io.jenkins.plugins.greenlight.stage.security.Scene.result;
import static io.jenkins.plugins.greenlight.stage.security.Scene.rules;
import static io.jenkins.plugins.greenlight.stage.security.Scene.sarif;
import static io.jenkins.plugins.greenlight.stage.security.Scene.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    private static final String BASELINE = "base/known.sarif";

    @TempDir private Path folder;
    private Scene scene;

    @BeforeEach void setUp() {
        scene = new Scene(folder).comparedWith(BASELINE, BaselineConfig.Update.NEVER);
    }

    @Test void tellsNewFromOutstandingAndFixed() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("KEPT", "9.5", "a"), result("GONE", "7.5", "b")));
        scene.accept();
        scene.with("a.sarif", sarif("Scanner", result("KEPT", "9.5", "a"), result("ADDED", "5", "c")));

        var facts = scene.facts();

        assertThat(rules(table(facts, "New"))).isEqualTo("ADDED");
        assertThat(rules(table(facts, "Fixed"))).isEqualTo("GONE");
        assertThat(rules(table(facts, "Findings"))).isEqualTo("KEPT ADDED");
        assertThat(scene.measured("new.findings")).isEqualTo("1");
        assertThat(scene.measured("fixed")).isEqualTo("1");
        assertThat(facts.report().summary()).contains("Against the baseline " + BASELINE + ": 1 new, 1 fixed.");
        assertThat(facts.report().tables().get(0).title()).isEqualTo("New");
    }

    @Test void knowsWhatItWroteItself() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a"), result("A", "9.5", "a"), result("B", "note", "b")));
        scene.accept();

        assertThat(scene.outcome("new.findings == 0", "fixed == 0")).isEqualTo(Outcome.PASSED);
    }

    @Test void countsIdenticalFindingsInsteadOfLookingOnce() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));
        scene.accept();
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a"), result("A", "9.5", "a"), result("A", "9.5", "a")));

        assertThat(scene.measured("new.critical")).isEqualTo("2");
    }

    @Test void measuresNothingNewWithoutTheFileAndSaysHowToWriteIt() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));

        var check = scene.check("new.high", "new.high == 0");

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("not measured: there is no baseline " + BASELINE);
        assertThat(check.advice()).contains("greenlight security --write-baseline");
        assertThat(scene.outcome("fixed >= 0")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.outcome("critical <= 1")).isEqualTo(Outcome.PASSED);
        assertThat(scene.facts().report().summary()).contains("There is no baseline " + BASELINE + " yet.");
    }

    @Test void saysThatItIsThereNowToWhoeverWritesTheFirst() throws Exception {
        scene.with("a.sarif", sarif("Scanner")).comparedWith(BASELINE, BaselineConfig.Update.NOW);

        var check = scene.check("new.findings", "new.findings == 0");

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("not measured: there was no baseline " + BASELINE);
        assertThat(check.advice()).isEqualTo("It is there now: keep it under version control. The next run is compared with it.");
    }

    @Test void leadsToTheListThatCannotBeRead() throws Exception {
        scene.with("a.sarif", sarif("Scanner")).kev = Optional.of("kev.json");

        var checks = scene.verdict("kev == 0").checks();

        assertThat(checks).extracting("name").containsExactly("kev", "kev");
        assertThat(checks.get(0).measured()).isEqualTo("kev.json: is missing");
        assertThat(checks.get(1).measured()).isEqualTo("not measured: the list of what is exploited cannot be read");
    }

    @Test void isInconclusiveWithOneThatCannotBeRead() throws Exception {
        scene.with("a.sarif", sarif("Scanner")).with(BASELINE, "{\"version\": \"2.1.0\", \"runs\": [");

        assertThat(scene.outcome("critical == 0")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.check("baseline", "critical == 0").measured()).startsWith(BASELINE);
        assertThat(scene.outcome("new.high == 0")).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void isInconclusiveWithOneThatSaysItIsNotWhole() throws Exception {
        scene.with("a.sarif", sarif("Scanner")).with(BASELINE, sarif("Scanner").replace("\"results\"",
                "\"invocations\": [{\"executionSuccessful\": false}], \"results\""));

        assertThat(scene.check("baseline", "critical == 0").measured()).contains("does not tell all");
    }

    @Test void takesAFindingAsNewAgainWhenItWasOnlySuppressed() throws Exception {
        String suppressed = result("A", "9.5", "a").replace("{\"ruleId\"", "{\"suppressions\": [{\"kind\": \"external\"}], \"ruleId\"");
        scene.with("a.sarif", sarif("Scanner", suppressed));
        scene.accept();
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));

        assertThat(scene.measured("new.critical")).isEqualTo("1");
    }

    @Test void takesWhatIsSuppressedNowForNoneThatIsFixed() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));
        scene.accept();
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a").replace("{\"ruleId\"",
                "{\"suppressions\": [{\"kind\": \"external\"}], \"ruleId\"")));

        assertThat(scene.measured("fixed")).isEqualTo("0");
        assertThat(scene.measured("suppressed")).isEqualTo("1");
    }

    @Test void saysWhichToolsItKnowsNothingOfAndWhichDidNotRun() throws Exception {
        scene.with("a.sarif", sarif("Old", result("A", "9.5", "a"))).with("b.sarif", sarif("Both"));
        scene.accept();
        scene.with("a.sarif", sarif("Fresh", result("B", "9.5", "a")));

        assertThat(scene.facts().report().summary()).endsWith("1 new, 0 fixed. It knows nothing of Fresh: all found by that is new."
                + " 1 of its findings are of tools that did not run now; they are not counted as fixed.");
    }

    @Test void takesBackWhatAForeignRunHadTaken() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));
        scene.accept();
        scene.with("0.sarif", sarif("Scanner", result("A", "9.5", "a")).replace("\"results\"",
                "\"versionControlProvenance\": [{\"repositoryUri\": \"https://example.org\", \"revisionId\": \"ffffffff\"}], \"results\""));

        var facts = scene.facts();

        assertThat(facts.findings().seen().counts().fresh()).isZero();
        assertThat(facts.findings().seen().counts().found()).isOne();
        assertThat(facts.findings().problems()).hasSize(1);
        assertThat(scene.written("findings.sarif")).doesNotContain("ffffffff");
    }

    @Test void takesNothingForFixedWhenAReportIsMissing() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a"))).with("b.sarif", sarif("Scanner", result("B", "9.5", "a")));
        scene.reports = List.of("a.sarif", "b.sarif");
        scene.accept();
        Files.delete(folder.resolve("b.sarif"));

        assertThat(scene.outcome("fixed >= 1")).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.facts().report().summary()).contains("0 new, nobody knows how many fixed.");
        assertThat(scene.facts().report().tables()).noneMatch(table -> table.title().equals("Fixed"));
    }

    @Test void isWrittenAnewAfterARunThatHoldsItsChecks() throws Exception {
        scene.comparedWith(BASELINE, BaselineConfig.Update.PASSED).with("a.sarif", sarif("Scanner", result("A", "5", "a")));

        assertThat(scene.delivered("critical == 0")).isEqualTo(Outcome.PASSED);
        assertThat(scene.delivered("new.findings == 0")).isEqualTo(Outcome.PASSED);

        byte[] before = Files.readAllBytes(folder.resolve(BASELINE));
        scene.with("a.sarif", sarif("Scanner", result("A", "5", "a"), result("B", "9.5", "a")));
        assertThat(scene.delivered("new.findings == 0")).isEqualTo(Outcome.FAILED);
        assertThat(Files.readAllBytes(folder.resolve(BASELINE))).isEqualTo(before);
    }

    @Test void staysAsItIsAfterADryRunThatWouldHaveFailed() throws Exception {
        scene.comparedWith(BASELINE, BaselineConfig.Update.PASSED).with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));
        scene.mode = GateMode.OBSERVE;

        assertThat(scene.delivered("critical == 0")).isEqualTo(Outcome.WARNED);
        assertThat(folder.resolve(BASELINE)).doesNotExist();
        assertThat(scene.warnings()).anySatisfy(line -> assertThat(line).startsWith("The baseline " + BASELINE + " stays as it is"));
    }

    @Test void isNotWrittenOutOfHalfAScan() throws Exception {
        scene.reports = List.of("a.sarif", "missing.sarif");
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));

        assertThatThrownBy(scene::accept).isInstanceOf(StageException.class).hasMessageContaining("no file matches missing.sarif");
        assertThat(folder.resolve(BASELINE)).doesNotExist();
    }

    @Test void isNoReportEvenWhereAGlobMatchesIt() throws Exception {
        scene.reports = List.of("**.sarif");
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));
        scene.accept();

        assertThat(scene.measured("findings")).isEqualTo("1");
        assertThat(scene.measured("findings")).isEqualTo("1");
    }

    @Test void replacesOneThatCannotBeRead() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a"))).with(BASELINE, "broken");

        scene.accept();

        assertThat(scene.measured("new.findings")).isEqualTo("0");
    }
}
