package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class JsonLogTest {
    private static final String EVIL = "\u001b[31mred\u009b2J\u202e\u2028\"}\n{\"level\":\"info\"}\ud83d\ude00 \udb40\udc01";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Log log = new JsonLog(out, Clock.fixed(Instant.parse("2026-03-01T10:00:00.123456Z"), ZoneOffset.UTC));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test void isOneObjectALineWithTimeAndLevel() {
        log.info("begun");
        log.warn("slow");
        log.result("DELIVERED");

        assertThat(printed().lines()).containsExactly("{\"time\":\"2026-03-01T10:00:00.123Z\",\"level\":\"info\",\"message\":\"begun\"}",
                "{\"time\":\"2026-03-01T10:00:00.123Z\",\"level\":\"warn\",\"message\":\"slow\"}",
                "{\"time\":\"2026-03-01T10:00:00.123Z\",\"level\":\"result\",\"message\":\"DELIVERED\"}");
    }

    @Test void namesTheStageWhileItIsKnown() {
        log.stage("image");
        log.info("a");
        log.stage("");
        log.info("b");

        assertThat(printed().lines().map(line -> Json.read(line, "line").find("stage").map(stage -> stage.text()).orElse("")))
                .containsExactly("image", "");
    }

    @Test void keepsForeignTextWholeAndInItsPlace() {
        log.info(EVIL);

        assertThat(printed().lines()).hasSize(1);
        assertThat(printed()).doesNotContain("\u001b", "\u009b", "\u202e", "\u2028", "\udb40\udc01").contains("\ud83d\ude00");
        assertThat(Json.read(printed(), "line").get("message").text()).isEqualTo(EVIL);
    }

    @Test void isQuietButForWarningsAndResults() {
        var quiet = new QuietLog(log);

        quiet.info("a");
        quiet.progress("b", Duration.ZERO).note("c");
        quiet.warn("d");
        quiet.result("e");

        assertThat(printed().lines().map(line -> Json.read(line, "line").get("message").text())).containsExactly("d", "e");
    }
}
