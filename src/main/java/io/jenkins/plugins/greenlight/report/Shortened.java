package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.List;

/** A report that would be too long for its reader, with the ends of its lists left out. Checks and measures stay. */
final class Shortened {
    private final int most;

    private Shortened(int most) {
        this.most = most;
    }

    /** @param most elements that a list keeps */
    static DeliveryReport of(DeliveryReport report, int most) {
        var stages = report.stages().stream().map(new Shortened(most)::stage).toList();
        return new DeliveryReport(report.nonce(), report.app(), report.release(), report.commit(), report.digest(),
                report.ending(), report.message(), report.startedAt(),
                report.finishedAt(), stages, report.deployment(), report.audit(),
                new Shortened(most).first(report.artifacts()));
    }

    private StageResult stage(StageResult stage) {
        return new StageResult(stage.id(), stage.report().map(this::report), stage.verdict(), stage.ending(), stage.error(),
                stage.startedAt(), stage.finishedAt());
    }

    private StageReport report(StageReport report) {
        return new StageReport(report.summary() + " (The report was too long: lists show their first " + most + ".)",
                report.measures(), report.tables().stream().map(this::table).toList(), trees(report.trees()),
                report.series().stream().map(this::series).toList(), first(report.timeline()));
    }

    private StageReport.Table table(StageReport.Table table) {
        return new StageReport.Table(table.title(), table.columns(), first(table.rows()));
    }

    private List<StageReport.Tree> trees(List<StageReport.Tree> trees) {
        return first(trees).stream()
                .map(tree -> new StageReport.Tree(tree.label(), tree.detail(), trees(tree.children()))).toList();
    }

    private StageReport.Series series(StageReport.Series series) {
        return new StageReport.Series(series.title(), series.unit(), first(series.points()));
    }

    private <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
