package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How it ended, what to do now, and what it was about. */
final class HeadHtml {
    /** Causes that are told at the top; the others stand with their stages. */
    private static final int TOLD = 5;

    private final Markup html;
    private final StageHtml stages;
    private final DeliveryReport report;
    private final boolean whole;

    /** @param whole whether it is the page of one run and not that of a build */
    HeadHtml(Markup html, StageHtml stages, DeliveryReport report, boolean whole) {
        this.html = html;
        this.stages = stages;
        this.report = report;
        this.whole = whole;
    }

    void draw() {
        html.heading(Markup.Heading.TITLE, () -> html.text(report.app().isEmpty() ? "Greenlight" : report.app()).text(" ")
                .element("span", report.ending().name(), "class", "word " + report.ending().name().toLowerCase(Locale.ROOT)));
        html.element("p", sentence(), "class", "lead");
        if (!report.message().isEmpty()) {
            html.element("pre", report.message(), "class", "message");
        }
        whatToDo();
    }

    private String sentence() {
        String meaning = report.ending().meaning();
        String first = Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1);
        return report.ending() == Ending.DELIVERED ? first + (report.stages().stream().anyMatch(HeadHtml::warned)
                ? ", some with a warning. " : ". ") + report.ending().next() : first + ".";
    }

    private static boolean warned(StageResult stage) {
        return stage.ending() == Ending.DELIVERED && stage.verdict().outcome() == Outcome.WARNED;
    }

    /** What stopped it, stage by stage, then what to do in any case. */
    private void whatToDo() {
        boolean delivered = report.ending() == Ending.DELIVERED;
        var said = report.stages().stream().filter(delivered ? HeadHtml::warned : stage -> stage.ending() != Ending.DELIVERED).toList();
        if (delivered && said.isEmpty()) {
            return;
        }
        html.element("div", () -> {
            html.heading(Markup.Heading.PART, delivered ? "Warnings" : "What to do");
            if (!said.isEmpty()) {
                html.element("ul", () -> said.forEach(this::causes));
            }
            if (!delivered) {
                html.element("p", report.ending().next());
            }
        }, "class", delivered ? "next warned" : "next " + report.ending().name().toLowerCase(Locale.ROOT));
    }

    private void causes(StageResult stage) {
        var causes = causesOf(stage);
        causes.stream().limit(TOLD).forEach(cause -> html.element("li", () -> cause(stage, cause)));
        if (causes.size() > TOLD) {
            html.element("li", () -> cause(stage, causes.size() - TOLD + " more"));
        }
    }

    private void cause(StageResult stage, String cause) {
        html.element("a", stage.id().title(), "href", "#" + stages.anchor(stage.id())).text(": " + cause);
    }

    private static List<String> causesOf(StageResult stage) {
        var causes = new ArrayList<String>();
        if (!stage.error().isEmpty()) {
            causes.add(stage.error());
        }
        stage.verdict().checks().stream().filter(check -> switch (check.outcome()) {
            case PASSED -> false;
            case WARNED -> stage.ending() == Ending.DELIVERED;
            case INCONCLUSIVE, FAILED -> true;
        }).map(HeadHtml::cause).forEach(causes::add);
        return causes.isEmpty() ? List.of(stage.word()) : causes;
    }

    private static String cause(Check check) {
        return check.name() + ": measured " + check.measured() + ", required " + check.required() + (check.advice().isEmpty() ? "."
                : ". " + check.advice());
    }

    void facts() {
        html.element("dl", () -> {
            report.release().ifPresent(release -> fact("Release", release));
            report.commit().ifPresent(commit -> fact("Commit", commit));
            report.digest().ifPresent(digest -> fact("Image", digest));
            report.deployment().filter(deployed -> !deployed.release().isEmpty()).ifPresent(deployed ->
                    fact("Live in " + deployed.environment(), deployed.release()));
            fact("Started", () -> When.second(html, report.startedAt()));
            fact("Took", Took.between(report.startedAt(), report.finishedAt()));
            if (whole) {
                fact("Exit code", Integer.toString(report.ending().exitCode()));
            }
        }, "class", "facts");
    }

    void fact(String name, String value) {
        fact(name, () -> html.text(value.isEmpty() ? "none" : value));
    }

    private void fact(String name, Runnable value) {
        html.element("div", () -> html.element("dt", name).element("dd", value));
    }
}
