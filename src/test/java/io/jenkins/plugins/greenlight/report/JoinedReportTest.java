package io.jenkins.plugins.greenlight.report;

import static io.jenkins.plugins.greenlight.report.SampleReports.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.report.DeliveryReport.Artifact;
import io.jenkins.plugins.greenlight.report.DeliveryReport.AuditHead;
import io.jenkins.plugins.greenlight.report.DeliveryReport.Deployed;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinedReportTest {
    @Test void saysNotConfiguredOnlyOfWhatNoRunHas() {
        var all = of(List.of(StageId.IMAGE, StageId.LOAD));
        var some = of(List.of(StageId.LOAD, StageId.STAGING));

        assertThat(JoinedReport.of(List.of(all, some)).notConfigured()).containsExactly(StageId.LOAD);
    }

    private static DeliveryReport of(List<StageId> notConfigured) {
        return new DeliveryReport("n-1", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.DELIVERED, "", START, START,
                List.of(), Optional.empty(), Optional.empty(), List.of(), notConfigured);
    }

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static StageResult stage(StageId id, Ending ending, String summary) {
        return new StageResult(id, Optional.of(StageReport.of(summary, Measures.none())), Verdict.of(Check.passed("x", "1", "1")), ending,
                "", START, START);
    }

    private static DeliveryReport report(Ending ending, StageResult... stages) {
        return new DeliveryReport("n-1", "shop", Optional.empty(), Optional.empty(), Optional.empty(), ending, "", START, START,
                List.of(stages), Optional.empty(), Optional.empty(), List.of());
    }

    @Test void putsTheStagesOfSeveralRunsInTheirOrder() {
        var production = report(Ending.DELIVERED, stage(StageId.PRODUCTION, Ending.DELIVERED, "live"));
        var gates = report(Ending.DELIVERED, stage(StageId.SECURITY, Ending.DELIVERED, "clean"),
                stage(StageId.COVERAGE, Ending.DELIVERED, "covered"));

        var joined = JoinedReport.of(List.of(production, gates));

        assertThat(joined.stages()).extracting(StageResult::id).containsExactly(StageId.SECURITY, StageId.COVERAGE, StageId.PRODUCTION);
        assertThat(joined.ending()).isEqualTo(Ending.DELIVERED);
    }

    @Test void endsAsTheOneThatWins() {
        var joined = JoinedReport.of(List.of(report(Ending.DELIVERED), report(Ending.ROLLED_BACK), report(Ending.GATE_FAILED)));

        assertThat(joined.ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    @Test void keepsTheWorseOfAStageThatRanTwice() {
        var failed = report(Ending.GATE_FAILED, stage(StageId.COVERAGE, Ending.GATE_FAILED, "too little"));
        var passed = report(Ending.DELIVERED, stage(StageId.COVERAGE, Ending.DELIVERED, "enough"));

        assertThat(JoinedReport.of(List.of(failed, passed)).stages()).isEqualTo(failed.stages());
        assertThat(JoinedReport.of(List.of(passed, failed)).stages()).isEqualTo(failed.stages());
    }

    @Test void keepsTheLaterOfTwoAlike() {
        var first = report(Ending.DELIVERED, stage(StageId.COVERAGE, Ending.DELIVERED, "first"));
        var second = report(Ending.DELIVERED, stage(StageId.COVERAGE, Ending.DELIVERED, "second"));

        assertThat(JoinedReport.of(List.of(first, second)).stages()).isEqualTo(second.stages());
    }

    @Test void takesEachFactFromTheLastThatHasIt() {
        var staging = new DeliveryReport("n-1", "", Optional.of("r-1"), Optional.of("c-1"), Optional.of(DIGEST), Ending.DELIVERED,
                "first", START.plusSeconds(5), START.plusSeconds(9), List.of(),
                Optional.of(new Deployed("staging", "staging-1", "LIVE", "r-1", "blue", "")), Optional.of(new AuditHead("aa", 1)),
                List.of(new Artifact("image.tar", "aa".repeat(32)), new Artifact("other.tar", "cc".repeat(32))));
        var production = new DeliveryReport("n-2", "shop", Optional.of("r-2"), Optional.empty(), Optional.empty(), Ending.DELIVERED,
                "second", START, START.plusSeconds(7), List.of(),
                Optional.of(new Deployed("production", "production-1", "LIVE", "r-2", "blue", "")), Optional.of(new AuditHead("bb", 2)),
                List.of(new Artifact("image.tar", "bb".repeat(32))));
        var nothing = new DeliveryReport("", "cart", Optional.empty(), Optional.empty(), Optional.empty(), Ending.DELIVERED, "first",
                START.plusSeconds(6), START.plusSeconds(6), List.of(), Optional.empty(), Optional.empty(), List.of());

        var joined = JoinedReport.of(List.of(staging, production, nothing));

        assertThat(joined).isEqualTo(new DeliveryReport("n-2", "shop", Optional.of("r-2"), Optional.of("c-1"), Optional.of(DIGEST),
                Ending.DELIVERED, "first\nsecond", START, START.plusSeconds(9), List.of(), production.deployment(), production.audit(),
                List.of(new Artifact("image.tar", "bb".repeat(32)), new Artifact("other.tar", "cc".repeat(32)))));
    }

    @Test void leavesOneReportAsItIs() {
        assertThat(JoinedReport.of(List.of(SampleReports.full()))).isEqualTo(SampleReports.full());
    }

    @Test void refusesToJoinNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> JoinedReport.of(List.of())).withMessageContaining("at least one");
    }
}
