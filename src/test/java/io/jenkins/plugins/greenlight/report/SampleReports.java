package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reports for tests. */
public final class SampleReports {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private SampleReports() { }

    /** Of no stage. */
    public static DeliveryReport empty(Ending ending) {
        return new DeliveryReport("n-1", "shop", Optional.empty(), Optional.empty(), Optional.empty(), ending, "", START, START,
                List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Of a security scan that passed. */
    static DeliveryReport seen(StageReport report) {
        return seen(report, Check.passed("critical", "0", "== 0"));
    }

    static DeliveryReport seen(StageReport report, Check... checks) {
        var security = StageResult.judged(StageId.SECURITY, report, Verdict.of(checks), START, START);
        return new DeliveryReport("n-1", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.DELIVERED, "", START, START,
                List.of(security), Optional.empty(), Optional.empty(), List.of());
    }

    /** Everything a report can hold. */
    static DeliveryReport full() {
        return filled("");
    }

    /** @param more put into every text that is not of a closed form */
    static DeliveryReport filled(String more) {
        var security = StageResult.judged(StageId.SECURITY, shown(more), Verdict.of(
                Check.passed("critical" + more, "0" + more, "== 0" + more),
                new Check("high", Outcome.WARNED, "2", "== 0", "A dry run." + more)), START, START.plusMillis(400));
        var coverage = StageResult.judged(StageId.COVERAGE, StageReport.of("1200 of 1519 lines" + more, Measures.of(
                Measure.of("line" + more, Unit.PERCENT, 79.00001), Measure.missing("branch", Unit.PERCENT))), Verdict.of(
                Check.failed("line", "79.00 %", ">= 80.00 %", "Expected line >= 80%." + more),
                Check.inconclusive("branch", "not measured", ">= 70%", "See that the report is written.")),
                START.plusSeconds(1), START.plusSeconds(2));
        var image = StageResult.broken(StageId.IMAGE, Ending.ERROR, "target/shop.jar is missing." + more, START.plusSeconds(2),
                START.plusSeconds(90));
        return new DeliveryReport("n-1" + more, "shop" + more, Optional.of("0123456789ab-abababab" + more),
                Optional.of("0123456789ab" + more), Optional.of(DIGEST), Ending.ERROR, "Two things" + more, START,
                START.plusSeconds(90), List.of(security, coverage, image),
                Optional.of(new DeliveryReport.Deployed("production" + more, "d-1" + more, "LIVE" + more, "r-1" + more,
                        "blue" + more, "r-0" + more)),
                Optional.of(new DeliveryReport.AuditHead("cd".repeat(32) + more, 7)),
                List.of(new DeliveryReport.Artifact("target/greenlight/image.tar" + more, "ef".repeat(32),
                        "application/x-tar" + more, OptionalLong.of(70_000), Optional.of(StageId.IMAGE))),
                List.of(StageId.PRODUCTION));
    }

    private static StageReport shown(String more) {
        var tree = new StageReport.Tree("pom.xml" + more, "2 findings" + more,
                List.of(new StageReport.Tree("netty" + more, "", List.of())));
        var series = new StageReport.Series("Answers" + more, "ms" + more,
                List.of(new StageReport.Point(0, 12.5), new StageReport.Point(1, 1e-5), new StageReport.Point(2.5, 40)));
        var measures = Measures.of(Measure.count("critical" + more, 0), Measure.of("rate", Unit.PER_SECOND, 0.1));
        var table = new StageReport.Table("Findings" + more, List.of("Id" + more, "What"), List.of(List.of("CVE-1" + more, "x")));
        return new StageReport("2 findings" + more, measures, List.of(table), List.of(tree), List.of(series),
                List.of(new StageReport.Event(START, "read target/trivy.json" + more)),
                List.of(new StageReport.Band("Who served users" + more, List.of(
                        new StageReport.Stretch(Optional.empty(), Optional.of(START.plusSeconds(3)), "r-0" + more, StageReport.Tone.BEFORE),
                        new StageReport.Stretch(Optional.of(START.plusSeconds(3)), Optional.empty(), "r-1" + more, StageReport.Tone.AFTER)))));
    }
}
