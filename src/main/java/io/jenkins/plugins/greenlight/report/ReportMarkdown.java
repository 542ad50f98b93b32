package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.stage.MarkdownText;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.ArrayList;
import java.util.List;

/** A report as Markdown in the dialect of code reviews: the seven stages, and each check that does not hold with what to do. */
public final class ReportMarkdown {
    /** What one text of a report may take; reviews cut comments at 65536 characters. */
    private static final int LONGEST = 500;
    private static final int MOST_CHECKS = 40;

    private ReportMarkdown() { }

    /** Texts of the report are shown as they are, and become neither markup, link nor mention. */
    public static String of(DeliveryReport report) {
        var lines = new ArrayList<String>();
        lines.add("## " + mark(report.ending()) + " Greenlight: " + (report.app().isEmpty() ? "no application" : text(report.app())));
        lines.add("");
        lines.add("**" + text(report.ending().name()) + "** (exit " + report.ending().exitCode() + "): " + text(report.ending().meaning())
                + ". " + text(report.ending().next()));
        facts(report, lines);
        Visible.text(report.message()).lines().filter(line -> !line.isBlank()).forEach(line -> lines.addAll(List.of("", "> " + text(line))));
        lines.addAll(List.of("", "| Stage | Outcome | Took | What was seen |", "| --- | --- | --- | --- |"));
        for (var id : StageId.values()) {
            lines.add(report.stages().stream().filter(stage -> stage.id() == id).findFirst().map(ReportMarkdown::row)
                    .orElse("| " + text(id.title()) + " | did not run | | |"));
        }
        checks(report, lines);
        report.audit().ifPresent(audit -> lines.addAll(List.of("", "Audit: " + audit.length() + " entries, head " + text(audit.head()))));
        return String.join("\n", lines) + "\n";
    }

    private static void facts(DeliveryReport report, List<String> lines) {
        var facts = new ArrayList<String>();
        report.release().ifPresent(release -> facts.add("release " + text(release)));
        report.commit().ifPresent(commit -> facts.add("commit " + text(commit)));
        report.digest().ifPresent(digest -> facts.add("image " + text(digest)));
        report.deployment().ifPresent(now -> facts.add(text(now.environment()) + " is " + text(now.state())
                + (now.release().isEmpty() ? "" : ", users reach " + text(now.release()))));
        if (!facts.isEmpty()) {
            lines.addAll(List.of("", String.join(" · ", facts)));
        }
    }

    private static String row(StageResult stage) {
        String seen = stage.error().isEmpty() ? stage.report().map(StageReport::summary).orElse("") : stage.error();
        return "| " + text(stage.id().title()) + " | " + mark(stage.ending()) + " " + text(stage.word()) + " | "
                + text(Took.between(stage.startedAt(), stage.finishedAt())) + " | " + text(seen) + " |";
    }

    /** What does not hold first: a reader with little time reads no further. */
    private static void checks(DeliveryReport report, List<String> lines) {
        var rows = new ArrayList<String>();
        report.stages().forEach(stage -> stage.verdict().checks().stream().filter(check -> !held(check))
                .forEach(check -> rows.add(row(stage, check))));
        report.stages().forEach(stage -> stage.verdict().checks().stream().filter(ReportMarkdown::held)
                .forEach(check -> rows.add(row(stage, check))));
        if (rows.isEmpty()) {
            return;
        }
        lines.addAll(List.of("", "| Check | Outcome | Measured | Required | What to do |", "| --- | --- | --- | --- | --- |"));
        lines.addAll(rows.subList(0, Math.min(MOST_CHECKS, rows.size())));
        if (rows.size() > MOST_CHECKS) {
            lines.addAll(List.of("", "And " + (rows.size() - MOST_CHECKS) + " checks more: see report\\.html"));
        }
    }

    private static boolean held(Check check) {
        return switch (check.outcome()) {
            case PASSED -> true;
            case WARNED, INCONCLUSIVE, FAILED -> false;
        };
    }

    private static String row(StageResult stage, Check check) {
        return "| " + text(stage.id().word()) + ": " + text(check.name()) + " | " + text(check.outcome().name()) + " | "
                + text(check.measured()) + " | " + text(check.required()) + " | " + text(check.advice()) + " |";
    }

    private static String mark(Ending ending) {
        return switch (ending) {
            case DELIVERED -> "✅";
            case INCONCLUSIVE, BLOCKED -> "⚠️";
            case GATE_FAILED, BAD_INPUT, ERROR, ROLLED_BACK, HALTED -> "❌";
        };
    }

    private static String text(String foreign) {
        return MarkdownText.line(Visible.line(foreign), LONGEST);
    }
}
