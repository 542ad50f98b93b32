package io.jenkins.plugins.greenlight.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {
    /** Reviews link a name behind an @ and a number behind a # in the text that is left of escapes and entities. */
    @ParameterizedTest
    @ValueSource(strings = {"@everyone", "see @org/team", "a#12", "fixes #12", "@@x", "##1"})
    void partsASignFromWhatItWouldMention(String text) {
        var shown = shown(MarkdownText.line(text, 100));

        assertThat(shown).doesNotContainPattern("[@#]\\w").isNotEqualTo(text);
        assertThat(shown.replace("\u200b", "")).isEqualTo(text);
    }

    @Test void showsAllElseAsItIs() {
        assertThat(shown(MarkdownText.line("<b> [x](https://y.example) | *a*", 100))).isEqualTo("<b> [x](https://y.example) | *a*");
    }

    private static String shown(String markdown) {
        return markdown.replaceAll("\\\\([!-/:-@\\[-`{-~])", "$1").replace("&#64;", "@").replace("&#58;", ":").replace("&#8203;", "\u200b")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
