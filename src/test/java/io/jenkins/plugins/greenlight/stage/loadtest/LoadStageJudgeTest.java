package io.jenkins.plugins.greenlight.stage.loadtest;

import static io.jenkins.plugins.greenlight.stage.loadtest.Facts.all;
import static io.jenkins.plugins.greenlight.stage.loadtest.Facts.nobody;
import static io.jenkins.plugins.greenlight.stage.loadtest.Facts.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.load.LoadResult;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadStageJudgeTest {
    private static Verdict judge(LoadReport report, String... checks) {
        return judge(report, MissingPolicy.BLOCK, GateMode.ENFORCE, checks);
    }

    private static Verdict judge(LoadReport report, MissingPolicy onMissing, GateMode mode, String... checks) {
        return new LoadStage(Facts.config(onMissing, mode, checks), Facts.BASE, new ReleaseId("r1")).judge(report);
    }

    private static Check only(Verdict verdict) {
        assertThat(verdict.checks()).hasSize(1);
        return verdict.checks().get(0);
    }

    @ParameterizedTest
    @CsvSource({"p95 <= 200 ms,PASSED", "p95 < 200 ms,FAILED", "p50 < 10 ms,FAILED", "p90 <= 0.1 s,PASSED",
        "p99 <= 300 ms,PASSED",
        "max < 400 ms,FAILED", "mean <= 20 ms,PASSED", "errors <= 1%,PASSED", "errors < 1%,FAILED",
        "throughput >= 49.5/s,PASSED", "throughput > 49.5/s,FAILED", "requests >= 100,PASSED", "requests > 100,FAILED"})
    void holdsEveryMeasureAgainstItsLimit(String check, Outcome outcome) {
        var verdict = judge(report(99, 1, all("r1", 99)), check);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.checks()).extracting(Check::name).containsExactly("release", check.split(" ")[0]);
    }

    @Test void cannotTellWithoutRequests() {
        var check = only(judge(report(0, 0, nobody()), "errors < 1%"));

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.name()).isEqualTo("requests");
    }

    @Test void cannotTellWithoutAThreshold() {
        var verdict = judge(report(100, 0, all("r1", 100)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks()).extracting(Check::name).containsExactly("release", "checks");
    }

    @Test void failsWhenNothingWasAnsweredEvenIfWhatIsMissingOnlyWarns() {
        var verdict = judge(report(0, 100, nobody()), MissingPolicy.WARN, GateMode.ENFORCE, "p95 < 200 ms");

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.checks()).extracting(Check::outcome).containsExactly(Outcome.FAILED, Outcome.WARNED);
        assertThat(verdict.checks().get(1).measured()).isEqualTo("not measured");
    }

    @Test void cannotTellFromAnotherReleasesAnswers() {
        var check = only(judge(report(100, 0, all("r0", 100)), "p95 < 200 ms"));

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.name()).isEqualTo("release");
        assertThat(check.measured()).isEqualTo("r0 100.00 %");
        assertThat(check.advice()).contains("X-Greenlight-Release");
    }

    @Test void cannotTellWhenOneAnswerInAHundredIsForeign() {
        var check = only(judge(report(100, 0, new LoadResult.Releases(Map.of("r1", 99L), 0, 1)), "p95 <= 200 ms"));

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.measured()).isEqualTo("r1 99.00 %, (no release id) 1.00 %");
    }

    @Test void cannotTellWhenAnswersCarryNoRelease() {
        var none = judge(report(100, 0, new LoadResult.Releases(Map.of(), 0, 100)), "p95 <= 200 ms");
        var others = judge(report(100, 0, new LoadResult.Releases(Map.of("r1", 50L), 50, 0)), "p95 <= 200 ms");

        assertThat(only(none).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(only(none).measured()).isEqualTo("(no release id) 100.00 %");
        assertThat(only(others).measured()).contains("(other ids) 50.00 %");
    }

    @Test void stillHoldsTheLimitsWhenAnUnknownReleaseOnlyWarns() {
        var report = report(100, 0, new LoadResult.Releases(Map.of(), 0, 100));

        var kept = judge(report, MissingPolicy.WARN, GateMode.ENFORCE, "p95 <= 200 ms");
        var missed = judge(report, MissingPolicy.WARN, GateMode.ENFORCE, "p95 < 200 ms");

        assertThat(kept.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(missed.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void failsWhenAForeignReleaseAnswersNothingWell() {
        assertThat(judge(report(0, 100, all("r0", 100)), "p95 < 1 s").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void onlyWarnsWhenObserving() {
        var verdict = judge(report(100, 0, all("r1", 100)), MissingPolicy.BLOCK, GateMode.OBSERVE, "p95 < 200 ms");

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNED);
    }
}
