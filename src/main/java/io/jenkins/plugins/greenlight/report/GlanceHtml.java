package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The seven stages at a glance, each leading to its part of the page. */
final class GlanceHtml {
    private final Markup html;
    private final StageHtml stages;
    private final DeliveryReport report;
    private final Map<StageId, List<StageResult>> runs;
    private final boolean whole;

    /** @param runs  those of a stage, by it
     *  @param whole whether it is the page of one run and not that of a build */
    GlanceHtml(Markup html, StageHtml stages, DeliveryReport report, Map<StageId, List<StageResult>> runs, boolean whole) {
        this.html = html;
        this.stages = stages;
        this.report = report;
        this.runs = runs;
        this.whole = whole;
    }

    /** All seven, also those that did not run; but a build's own steps leave no report of having told people. */
    void draw() {
        html.element("ol", () -> Arrays.stream(StageId.values())
                .filter(id -> whole || id != StageId.NOTIFY || runs.containsKey(id))
                .forEach(id -> html.element("li", () -> stage(id))), "class", "glance");
    }

    private void stage(StageId id) {
        var result = report.stages().stream().filter(stage -> stage.id() == id).findFirst();
        String word = result.map(StageResult::word).orElse(report.notConfigured().contains(id) ? "not configured" : "not run");
        html.element("a", id.title(), "href", runs.containsKey(id) ? "#" + stages.anchor(id) : null);
        html.element("span", word, "class", "word " + StageHtml.style(word));
        int times = runs.getOrDefault(id, List.of()).size();
        Optional<String> note = times > 1 ? Optional.of(times + " runs")
                : result.map(stage -> Took.between(stage.startedAt(), stage.finishedAt()));
        note.ifPresent(text -> html.text(" ").element("span", text, "class", "quiet"));
    }
}
