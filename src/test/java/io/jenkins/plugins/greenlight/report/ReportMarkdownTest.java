package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportMarkdownTest {
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    /** A backslash before punctuation, or an entity. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\[!-/:-@\\[-`{-~]|&(?:amp|lt|gt|#64|#58|#8203);");

    private static List<String> rows(String markdown) {
        return markdown.lines().filter(line -> line.startsWith("|")).toList();
    }

    @Test void hasARowForEachOfTheSevenStages() {
        var markdown = ReportMarkdown.of(SampleReports.full());

        for (var id : StageId.values()) {
            assertThat(rows(markdown)).as(id.title()).anyMatch(row -> row.startsWith("| " + id.title() + " | "));
        }
        assertThat(markdown).contains("| Security scan | ✅ WARNED | 0\\.4 s | 2 findings |", "| Load test | did not run | | |",
                "| Image | ❌ ERROR | 1 min 28 s | target\\/shop\\.jar is missing\\. |");
    }

    @Test void showsWhatDoesNotHoldFirstWithWhatToDo() {
        var rows = rows(ReportMarkdown.of(SampleReports.full()));

        assertThat(rows).contains("| coverage: line | FAILED | 79\\.00 % | &gt;\\= 80\\.00 % | Expected line &gt;\\= 80%\\. |");
        assertThat(rows.get(rows.size() - 1)).startsWith("| security: critical | PASSED | 0 |");
    }

    @ParameterizedTest @EnumSource
    void saysHowItEndedAndWhatToDo(Ending ending) {
        assertThat(ReportMarkdown.of(SampleReports.empty(ending)).replace("\\", "")).contains("Greenlight: shop",
                "**" + ending.name() + "** (exit " + ending.exitCode() + "): " + ending.meaning() + ". ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<!-- ", "| a | b |", "\n\n# Heading\n- [ ] task", "[x](javascript:alert(1))",
        "![x](https://tracker.example/x.png)", "`code` ```", "@everyone #1 $x$ ~~no~~ ***b*** __i__", "https://evil.example www.evil.example",
        "\u001b[31m \u009b \u202e \u0000 \u2028", "&lt;b&gt; &#60;", "\\", "\\|", "a@b.example", "> quote", ":tada:", "\r\n| --- |"})
    void showsForeignTextAsItIs(String evil) {
        var plain = ReportMarkdown.of(SampleReports.full());
        var markdown = ReportMarkdown.of(SampleReports.filled(evil));

        assertThat(rows(markdown)).hasSameSizeAs(rows(plain)).allSatisfy(row ->
                assertThat(CELL_END.matcher(row.replace("\\\\", "")).results().count()).as(row).isIn(5L, 6L));
        assertThat(markdown.lines().filter(line -> line.startsWith("#"))).hasSize(1);
        assertThat(markdown).doesNotContain("\u001b", "\u009b", "\u202e", "\u0000", "\u2028", "\r");
        var bare = ESCAPED.matcher(markdown.lines().filter(line -> !line.contains("**")).reduce("", (a, b) -> a + b + "\n")).replaceAll("");
        assertThat(bare).as("what could be markup").doesNotContain("<", "`", "[", "]", "@", "~", "$", "*", "_", "!", "https:", "www.", "&", "\\");
    }

    @Test void staysShortEnoughForAComment() {
        var markdown = ReportMarkdown.of(SampleReports.filled("<".repeat(50_000)));

        assertThat(markdown).hasSizeLessThan(65_536).contains("&lt;…");
    }
}
