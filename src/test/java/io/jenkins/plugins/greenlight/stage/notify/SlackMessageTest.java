package io.jenkins.plugins.greenlight.stage.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackMessageTest {
    private static final URI LINK = URI.create("https://ci.example.com/job/7?a=1&b=2");

    /** Every text of it is this one, and every stage has so many failed checks. */
    private static DeliveryReport full(String text, int checks) {
        var verdict = new Verdict(Collections.nCopies(checks, Check.failed(text, text, text, text)));
        var stages = Arrays.stream(StageId.values()).map(id -> StageResult.judged(id, StageReport.of(text, Measures.none()), verdict,
                Teller.NOW, Teller.NOW)).toList();
        return new DeliveryReport("n", text, Optional.of(text), Optional.of(text), Optional.of(text), Ending.GATE_FAILED, text, Teller.NOW,
                Teller.NOW, stages, Optional.of(new DeliveryReport.Deployed("production", "d", text, text, text, text)),
                Optional.of(new DeliveryReport.AuditHead(text, 3)), List.of());
    }

    private static Node message(DeliveryReport report) {
        return Json.read(SlackMessage.json(report, Optional.of(LINK), Optional.empty()), "slack");
    }

    private static List<Node> blocks(Node message, String type) {
        return message.get("blocks").items().stream().filter(block -> block.get("type").text().equals(type)).toList();
    }

    @Test void saysHowItEndedInBlocksAndInPlainText() {
        var message = Json.read(SlackMessage.json(full("r-1", 1), Optional.of(LINK), Optional.of("#ops")), "slack");

        assertThat(message.get("channel").text()).isEqualTo("#ops");
        assertThat(message.get("text").text()).startsWith("r-1 r-1: GATE_FAILED. a gate said no.");
        assertThat(blocks(message, "header").get(0).get("text").get("text").text()).isEqualTo("\u274c r-1 r-1: GATE_FAILED");
        var sections = blocks(message, "section");
        assertThat(sections.get(0).get("fields").items().stream().map(field -> field.get("text").text())).containsExactly(
                "*Ending*\nGATE_FAILED (exit 10)", "*Release*\nr-1", "*Environment*\nproduction, r-1", "*Users reach*\nr-1 on r-1");
        assertThat(sections.get(2).get("text").get("text").text()).isEqualTo(
                "*FAILED* Security scan: r-1\n• FAILED r-1: measured r-1, required r-1");
        assertThat(sections.get(sections.size() - 1).get("text").get("text").text()).isEqualTo(
                "<https://ci.example.com/job/7?a=1&amp;b=2|Open the report>");
        assertThat(blocks(message, "context").get(0).get("elements").items().get(0).get("text").text()).isEqualTo(
                "commit r-1 | image r-1 | audit head r-1 of 3 entries | finished 2026-03-01T10:00:00Z");
    }

    @Test void callsNobodyAndMakesNoLinkOfWhatComesFromElsewhere() {
        var message = SlackMessage.json(full("<!channel> <!here|x> <@U1> <https://evil.example|ok> @channel @Here @everyone & \u202e", 1),
                Optional.empty(), Optional.empty());

        assertThat(message).doesNotContain("<", ">").doesNotContainIgnoringCase("@channel", "@here", "@everyone").doesNotContain("\u202e");
        assertThat(message).contains("&lt;!channel&gt; &lt;!here|x&gt; &lt;@U1&gt;", "(at)channel (at)Here (at)everyone &amp;");
        assertThat(message.split("\"type\":\"mrkdwn\"", -1)).hasSameSizeAs(message.split("\"verbatim\":true", -1));
    }

    @Test void staysWithinTheLimitsOfSlack() {
        var message = message(full("<&>\ud83d\uded1".repeat(3000), 40));

        var blocks = message.get("blocks").items();
        assertThat(blocks).hasSizeLessThanOrEqualTo(SlackMessage.BLOCKS);
        assertThat(blocks(message, "header").get(0).get("text").get("text").text()).hasSizeLessThanOrEqualTo(SlackMessage.HEADER);
        blocks(message, "section").forEach(section -> {
            section.find("text").ifPresent(text -> assertThat(text.get("text").text()).hasSizeLessThanOrEqualTo(SlackMessage.SECTION));
            section.find("fields").ifPresent(fields -> assertThat(fields.items()).hasSizeBetween(1, 10).allSatisfy(field ->
                    assertThat(field.get("text").text()).hasSizeLessThanOrEqualTo(SlackMessage.FIELD)));
        });
        assertThat(message.toString()).doesNotContain("\ud83d\u2026");
    }

    @Test void cutsBetweenCharactersOnly() {
        assertThat(SlackText.escaped("ab", 2)).isEqualTo("ab");
        assertThat(SlackText.escaped("abc", 2)).isEqualTo("a…");
        assertThat(SlackText.escaped("a<b", 5)).isEqualTo("a…");
        assertThat(SlackText.escaped("a<bc", 6)).isEqualTo("a&lt;…");
        assertThat(SlackText.escaped("a\ud83d\uded1b", 3)).isEqualTo("a…");
        assertThat(SlackText.escaped("a;bc", 3)).isEqualTo("a;…");
        assertThat(SlackText.escaped("", 3)).isEmpty();
    }

    @Test void keepsALinkFromEndingEarly() {
        assertThat(SlackText.link(URI.create("https://x/a%3Eb?c=1&d"), "Go")).isEqualTo("<https://x/a%3Eb?c=1&amp;d|Go>");
    }
}
