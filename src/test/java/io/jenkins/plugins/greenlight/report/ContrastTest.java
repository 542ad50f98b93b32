package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything on the page can be read by people who see little, by day and by night (WCAG 2.2, level AA). */
class ContrastTest {
    private static final double OF_TEXT = 4.5;
    private static final double OF_LINES = 3;
    private static final List<String> TONES = List.of("--gl-good", "--gl-warn", "--gl-bad", "--gl-unsure", "--gl-quiet");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofPlainAndQuietTextOnEveryGround(boolean dark) {
        var css = new StyleSheet(dark);

        for (String text : List.of("--gl-text", "--gl-quiet")) {
            for (String ground : List.of("--gl-page", "--gl-card", "--gl-box")) {
                assertContrast(css, "var(" + text + ")", "var(" + ground + ")", OF_TEXT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofOutcomesAndOfWhatIsToBeDone(boolean dark) {
        for (String tone : TONES) {
            var css = new StyleSheet(dark);
            css.set("--gl-tone", css.value(".greenlight-report", tone));

            assertContrast(css, css.value(".greenlight-report .word", "color"), css.value(".greenlight-report .word", "background"), OF_TEXT);
            assertContrast(css, "var(--gl-text)", css.value(".greenlight-report .next", "background"), OF_TEXT);
        }
        var css = new StyleSheet(dark);
        assertContrast(css, "var(--gl-text)", css.value(".greenlight-report .message", "background"), OF_TEXT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofWordsInBandsAndOfLinesInCharts(boolean dark) {
        var css = new StyleSheet(dark);

        for (String tone : List.of("plain", "before", "after", "moving", "good", "warn", "bad", "unsure")) {
            assertContrast(css, "var(--gl-text)", css.value(".greenlight-report .tone-" + tone, "--gl-fill"), OF_TEXT);
        }
        for (int i = 0; i < 4; i++) {
            assertContrast(css, css.value(".greenlight-report .line" + i, "--gl-stroke"), "var(--gl-box)", OF_LINES);
        }
    }

    @Test void isReckonedAsTheGuidelinesDo() {
        var css = new StyleSheet(false);

        assertThat(StyleSheet.contrast(css.colour("#000000"), css.colour("#ffffff"))).isCloseTo(21, within(1e-9));
        assertThat(StyleSheet.contrast(css.colour("#777777"), css.colour("#ffffff"))).isCloseTo(4.48, within(0.005));
        assertThat(css.colour("color-mix(in srgb, #000000 25%, var(--nobody, #ffffff))")).containsExactly(0.75, 0.75, 0.75);
    }

    private static void assertContrast(StyleSheet css, String text, String ground, double least) {
        assertThat(StyleSheet.contrast(css.colour(text), css.colour(ground))).as(text + " on " + ground).isGreaterThanOrEqualTo(least);
    }
}
