package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.hostile.Sample;
import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile words wherever a report has a word, through both gates: page, terminal, Markdown, JSON and SARIF only show them. */
class HostileWordsTest {
    /** A backslash before punctuation, or an entity. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\[!-/:-@\\[-`{-~]|&(?:amp|lt|gt|#64|#58|#8203);");

    @TempDir private Path folder;
    private GatedReports reports;

    @BeforeEach void bothGates() throws IOException {
        reports = GatedReports.in(folder);
    }

    static List<String> words() {
        return List.of("<script>alert(1)</script><img src=x onerror=alert(1)></td></table>\" onmouseover=\"alert(1)' x='<!--",
                "\u001b[31m\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u001b[2J\u009b2J\b\b\r\n::error::x\r##vso[x]\u0000",
                "\u202eevil\u202c\u2066x\u2069\u200b\ufeff\u2028next\u2029\u00ad\udb40\udc41 \ud800 half",
                "| a | `x` [l](javascript:alert(1)) ![i](https://evil.example/i.png) @everyone #1 **x** ~~y~~ $z$\n# Heading\n- [ ] x",
                "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
                "{{7*7}} ${7*7} <%= 7*7 %> %s %n %1$s {0} $1 \\1", "https://evil.example/?a=1&b=\"><script>alert(1)</script>");
    }

    @ParameterizedTest @MethodSource("words") void areShownAndDoNothing(String text) throws IOException {
        reports.run("plain");
        var plain = page();
        var console = reports.run(text);

        assertThat(console.exitCode()).as(console.output()).isEqualTo(10);
        assertHarmless(page(), plain);
        assertHarmless(console.output() + console.errors());
        for (String markdown : List.of(reports.text("security/findings.md"), reports.text("coverage/coverage.md"), reports.markdown())) {
            assertNoMarkup(markdown);
        }
        for (String file : List.of("security/findings.json", "security/findings.sarif", "coverage/coverage.json", "report.json",
                "artifacts.json")) {
            assertThat(Json.read(reports.text(file), file).isMap()).isTrue();
            assertThat(reports.text(file).chars().filter(c -> c < ' ' && c != '\n')).as(file).isEmpty();
        }
    }

    @ParameterizedTest @MethodSource("words") void loseNoFindingOnTheWayIntoTheSarif(String text) throws IOException {
        reports.run(text);

        var sink = new CollectingSink();
        ReportRecogniser.read(reports.out("security/findings.sarif"), "findings.sarif", sink);

        assertThat(sink.runs().stream().mapToInt(run -> run.findings().size() + run.suppressed().size()).sum())
                .isEqualTo(Sample.findings().stream().mapToInt(Sample::count).sum());
    }

    private Document page() throws IOException {
        return Jsoup.parse(reports.text("report.html"));
    }

    private static void assertHarmless(Document page, Document plain) {
        assertThat(page.select("script, iframe, object, embed, link, base, form, input, button, img, image, use, foreignObject").size())
                .isZero();
        assertThat(page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream())
                .filter(one -> one.getKey().startsWith("on") || one.getKey().equals("href") && !one.getValue().startsWith("#"))).isEmpty();
        for (String part : List.of("body > *", "h1", "h2", "section, article, details")) {
            assertThat(page.select(part).size()).as(part).isEqualTo(plain.select(part).size());
        }
        assertHarmless(page.html());
    }

    /** Nothing in it moves a cursor, hides or turns around what stands there, or is a command to a CI server. */
    private static void assertHarmless(String text) {
        assertThat(text.codePoints().filter(c -> c != '\n' && c != '\t').filter(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        }).mapToObj(Integer::toHexString)).isEmpty();
        assertThat(text.lines()).noneMatch(line -> line.strip().startsWith("::") || line.strip().startsWith("##vso"));
    }

    private static void assertNoMarkup(String markdown) {
        assertHarmless(markdown);
        var bare = markdown.lines().filter(line -> !line.contains("**") && !line.startsWith("#")).map(line -> line.replace("<br>", ""))
                .map(line -> ESCAPED.matcher(line).replaceAll("")).collect(Collectors.joining("\n"));
        assertThat(bare).as(markdown).doesNotContain("<", "`", "[", "]", "@", "~", "$", "_", "!", "https:", "www.", "&", "\\");
        assertThat(markdown.lines().filter(line -> line.startsWith("# "))).isEmpty();
    }
}
