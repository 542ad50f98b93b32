package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person reads on the console when all is over. */
public final class ReportText {
    private ReportText() { }

    /** One line a stage, the checks that are not met below it; the last two say how it ended and what to do. */
    public static List<String> lines(DeliveryReport report) {
        var lines = new ArrayList<String>();
        lines.add("Greenlight: " + (report.app().isEmpty() ? "no application" : Visible.line(report.app()))
                + report.release().map(release -> ", release " + Visible.line(release)).orElse("")
                + report.commit().map(commit -> ", commit " + Visible.line(commit)).orElse(""));
        report.stages().forEach(stage -> stage(stage, lines));
        Visible.text(report.message()).lines().forEach(line -> lines.add("  " + line.replace('\t', ' ')));
        report.audit().ifPresent(audit -> lines.add("Audit: " + audit.length() + " entries, head " + Visible.line(audit.head())));
        lines.add(report.ending() + " (exit " + report.ending().exitCode() + "): " + report.ending().meaning() + ". "
                + report.ending().next());
        return lines;
    }

    private static void stage(StageResult stage, List<String> lines) {
        String summary = stage.report().map(StageReport::summary).orElse("");
        lines.add(String.format(Locale.ROOT, "%-12s  %-13s  %s", stage.word(), stage.id().title(), Visible.line(summary))
                .stripTrailing());
        if (!stage.error().isEmpty()) {
            lines.add("  " + Visible.line(stage.error()));
        }
        stage.verdict().checks().stream().filter(check -> switch (check.outcome()) {
            case PASSED -> false;
            case WARNED, INCONCLUSIVE, FAILED -> true;
        }).map(ReportText::check).forEach(lines::add);
    }

    private static String check(Check check) {
        return Visible.line("  " + check.outcome() + " " + check.name() + ": measured " + check.measured() + ", required "
                + check.required() + (check.advice().isEmpty() ? "" : " -> " + check.advice()));
    }
}
