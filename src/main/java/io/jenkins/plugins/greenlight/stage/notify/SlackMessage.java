package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a delivery ended, in blocks of Slack's Block Kit, within its limits. */
final class SlackMessage {
    static final int HEADER = 150;
    static final int SECTION = 3000;
    static final int FIELD = 2000;
    static final int BLOCKS = 50;
    private static final int CHECKS = 10;
    private static final int CHECK = 250;
    private static final int SUMMARY = 400;

    private final DeliveryReport report;
    private final Optional<URI> link;
    private final List<Map<String, Object>> blocks = new ArrayList<>();

    private SlackMessage(DeliveryReport report, Optional<URI> link) {
        this.report = report;
        this.link = link;
    }

    /** @param channel other than the webhook's own; empty for its own */
    static String json(DeliveryReport report, Optional<URI> link, Optional<String> channel) {
        var message = new LinkedHashMap<String, Object>();
        channel.ifPresent(name -> message.put("channel", name));
        message.put("text", SlackText.escaped(Message.title(report) + ". " + report.ending().meaning() + ". " + report.ending().next(), SECTION));
        message.put("unfurl_links", false);
        message.put("unfurl_media", false);
        message.put("blocks", new SlackMessage(report, link).blocks());
        return Json.write(message);
    }

    private List<Map<String, Object>> blocks() {
        add("header", "text", text("plain_text", picture(report.ending()) + " " + SlackText.escaped(Message.title(report), HEADER - 4)));
        add("section", "fields", fields());
        add("section", "text", text("mrkdwn", SlackText.escaped(report.ending().meaning() + ". " + report.ending().next()
                + (report.message().isEmpty() ? "" : "\n" + report.message()), SECTION)));
        report.stages().forEach(stage -> add("section", "text", text("mrkdwn", stage(stage))));
        link.ifPresent(uri -> add("section", "text", text("mrkdwn", SlackText.link(uri, "Open the report"))));
        add("context", "elements", List.of(text("mrkdwn", SlackText.escaped(origin(), FIELD))));
        return blocks.subList(0, Math.min(BLOCKS, blocks.size()));
    }

    private void add(String type, String key, Object content) {
        var block = new LinkedHashMap<String, Object>();
        block.put("type", type);
        block.put(key, content);
        blocks.add(block);
    }

    private List<Map<String, Object>> fields() {
        var fields = new ArrayList<Map<String, Object>>();
        fields.add(field("Ending", report.ending().name() + " (exit " + report.ending().exitCode() + ")"));
        report.release().ifPresent(release -> fields.add(field("Release", release)));
        report.deployment().ifPresent(deployed -> {
            fields.add(field("Environment", deployed.environment() + ", " + deployed.state()));
            fields.add(field("Users reach", deployed.release().isEmpty() ? "not known" : deployed.release() + " on " + deployed.slot()));
        });
        return fields;
    }

    private static Map<String, Object> field(String name, String value) {
        return text("mrkdwn", "*" + name + "*\n" + SlackText.escaped(value, FIELD - name.length() - 3));
    }

    /** Verbatim: Slack makes no links and calls nobody by itself. */
    private static Map<String, Object> text(String type, String text) {
        var object = new LinkedHashMap<String, Object>();
        object.put("type", type);
        object.put("text", text);
        object.put(type.equals("mrkdwn") ? "verbatim" : "emoji", true);
        return object;
    }

    private static String stage(StageResult stage) {
        var text = new StringBuilder("*").append(stage.word()).append("* ").append(stage.id().title());
        stage.report().map(StageReport::summary).filter(summary -> !summary.isEmpty()).ifPresent(summary ->
                text.append(": ").append(SlackText.escaped(summary, SUMMARY)));
        if (!stage.error().isEmpty()) {
            text.append("\n").append(SlackText.escaped(stage.error(), SUMMARY));
        }
        var unmet = stage.verdict().checks().stream().filter(SlackMessage::isUnmet).toList();
        unmet.stream().limit(CHECKS - 1).forEach(check -> text.append("\n• ").append(SlackText.escaped(check.outcome() + " " + check.name()
                + ": measured " + check.measured() + ", required " + check.required(), CHECK)));
        if (unmet.size() >= CHECKS) {
            text.append("\n• and ").append(unmet.size() - CHECKS + 1).append(" more");
        }
        return text.toString();
    }

    private static boolean isUnmet(Check check) {
        return switch (check.outcome()) {
            case PASSED -> false;
            case WARNED, INCONCLUSIVE, FAILED -> true;
        };
    }

    private String origin() {
        var parts = new ArrayList<String>();
        report.commit().ifPresent(commit -> parts.add("commit " + commit));
        report.digest().ifPresent(digest -> parts.add("image " + digest));
        report.audit().ifPresent(audit -> parts.add("audit head " + audit.head() + " of " + audit.length() + " entries"));
        parts.add("finished " + report.finishedAt());
        return String.join(" | ", parts);
    }

    private static String picture(Ending ending) {
        return switch (ending) {
            case DELIVERED -> "\u2705";
            case ROLLED_BACK -> "\u21a9";
            case HALTED -> "\ud83d\uded1";
            case ERROR, BAD_INPUT, GATE_FAILED -> "\u274c";
            case BLOCKED, INCONCLUSIVE -> "\u26a0";
        };
    }
}
