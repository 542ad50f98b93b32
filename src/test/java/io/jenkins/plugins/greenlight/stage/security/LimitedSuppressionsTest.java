package io.jenkins.plugins.greenlight.stage.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the platform lets nobody suppress counts, whatever the repository's files and reports say. */
class LimitedSuppressionsTest {
    private static final SuppressionLimits NO_CRITICAL = new SuppressionLimits(EnumSet.complementOf(EnumSet.of(Severity.CRITICAL)),
            OptionalInt.of(30), "policy.yaml:3:3");

    @TempDir private Path folder;
    private Scene scene;

    @BeforeEach void start() {
        scene = new Scene(folder);
    }

    private Verdict verdict(SuppressionLimits limits, String... checks) throws Exception {
        var stage = new SecurityStage(scene.config(checks).under(limits), Scene.COMMIT, scene.output());
        return stage.judge(stage.run(scene.ports()));
    }

    private Scene accepting(String rule, String expires) throws Exception {
        return scene.with("suppressions.yaml", "version: 1\nsuppressions:\n  - {id: " + rule + ", reason: r, owner: o, expires: " + expires + "}\n");
    }

    @Test void countsACriticalFindingThatTheRepositorySuppresses() throws Exception {
        accepting("A", "2026-07-01").with("a.sarif", Scene.sarif("x", Scene.result("A", "9.8", "a.c")));

        assertThat(verdict(SuppressionLimits.NONE, "critical == 0").outcome()).isEqualTo(Outcome.PASSED);
        var verdict = verdict(NO_CRITICAL, "critical == 0");
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.checks()).extracting(Check::measured).anySatisfy(text -> assertThat(text)
                .contains("1 overruled: suppressions.yaml:3: covers a finding of a severity that the policy (policy.yaml:3:3) lets nobody suppress"));
    }

    @Test void countsACriticalFindingThatItsReportSuppresses() throws Exception {
        scene.with("a.sarif", Scene.sarif("x", Scene.result("A", "9.8", "a.c").replaceFirst("\\{", "{\"suppressions\": [{\"kind\": \"inSource\"}], ")));

        assertThat(verdict(SuppressionLimits.NONE, "critical == 0").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict(NO_CRITICAL, "critical == 0").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void suppressesTheRestAsBefore() throws Exception {
        accepting("A", "2026-07-15").with("a.sarif", Scene.sarif("x", Scene.result("A", "7.1", "a.c")));

        assertThat(verdict(NO_CRITICAL, "high == 0").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void countsWhatAnEntryCoversForLongerThanItMay() throws Exception {
        accepting("A", "2026-07-16").with("a.sarif", Scene.sarif("x", Scene.result("A", "7.1", "a.c")));

        assertThat(verdict(NO_CRITICAL, "high == 0").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict(SuppressionLimits.NONE, "high == 0").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void holdsWhenTheBaselineIsAcceptedByAPerson() {
        assertThat(scene.config("critical == 0").under(NO_CRITICAL).acceptingAll().limits()).isEqualTo(NO_CRITICAL);
    }
}
