package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in whichever field, a page shows it and is no other page for it. */
class HostileTextTest {
    /** What no page shows: how whoever started a run knows its report, and what a file is for programs. */
    private static final Set<String> NOT_SHOWN = Set.of("DeliveryReport.nonce", "Artifact.mediaType");
    private static final Set<String> LEADING_ELSEWHERE = Set.of("src", "srcset", "action", "formaction", "xlink:href", "ping", "poster",
            "background", "data", "style", "http-equiv", "srcdoc", "target");

    static List<String> texts() {
        return List.of("plain words", "<script>alert(1)</script>", "</title></style></pre></svg><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "<!--", "]]>",
                "<a href=javascript:alert(1)>x</a>", "javascript:alert(1)", "https://example.org/?a=1&b=2", "&lt;b&gt; &amp; &#60; &nbsp",
                "\u001b[31mred\u001b[0m \u001b]8;;https://example.org\u0007link\u001b]8;;\u0007", "\u009b31m \u007f \b\b\b", "a\u0000b",
                "\u202eevil\u202c \u2066x\u2069 \u200b\ufeff", "\ud800 lone", "line\r\nline\rline\u2028line\tend", "W".repeat(3000),
                "${7*7} {{7*7}} <%= 7*7 %>", "ümläut 漢字 \ud83d\ude80");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsItsShapeAndShowsEveryText(String text) {
        var filled = Filled.with(text);

        var page = parsed(ReportHtml.page(filled.report()));

        assertThat(shape(page.body())).isEqualTo(shape(parsed(ReportHtml.page(Filled.with("x").report())).body()));
        assertThat(page.title()).isEqualTo(shown(filled.report().app()).strip().replaceAll("\\s+", " ") + ": " + filled.report().ending());
        assertHarmless(page);
        assertShown(filled, page);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsItsShapeAsAPartOfAnotherPage(String text) {
        var filled = Filled.with(text);

        var body = Jsoup.parse(ReportHtml.fragment("g-", List.of(filled.report()))).body();

        assertThat(body.children()).hasSize(1);
        assertThat(body.select("style, meta, title:not(svg title)")).isEmpty();
        assertHarmless(body.ownerDocument());
        assertShown(filled, body.ownerDocument());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isReadBackAsItWasWritten(String text) {
        var report = Filled.with(text).report();

        var read = ReportJson.read(ReportJson.write(report), Json.read(ReportJson.write(report), "report.json").get("nonce").text());

        assertThat(ReportHtml.page(read)).isEqualTo(ReportHtml.page(report));
    }

    @Test void fillsEveryPartOfAReport() {
        var fields = Filled.with("x").texts().keySet().stream().map(field -> field.replaceAll(" .*", "")).collect(Collectors.toSet());

        assertThat(fields).contains("DeliveryReport.app", "DeliveryReport.release", "StageResult.error", "Check.advice", "Measure.name",
                "Table.rows", "Tree.detail", "Series.unit", "Event.what", "Stretch.label", "Deployed.previous", "AuditHead.head",
                "Artifact.path");
    }

    private static Document parsed(String page) {
        var parser = Parser.htmlParser().setTrackErrors(20);
        var document = Jsoup.parse(page, "", parser);
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }

    /** Every element and the names of its attributes; how much room a label has shows in a class, so values do not count. */
    private static String shape(Element part) {
        return part.getAllElements().stream().map(element -> element.tagName() + element.attributes().asList().stream()
                .map(Attribute::getKey).toList()).collect(Collectors.joining("\n"));
    }

    private static void assertHarmless(Document page) {
        assertThat(page.select("script, iframe, object, embed, link, base, form, input, button, img, image, use, foreignObject, audio,"
                + " video, template, noscript, math, animate, set")).isEmpty();
        for (var element : page.getAllElements()) {
            assertThat(element.attributes().asList()).allSatisfy(attribute -> {
                assertThat(attribute.getKey()).doesNotStartWith("on");
                assertThat(element.tagName().equals("meta") || !LEADING_ELSEWHERE.contains(attribute.getKey())).isTrue();
            });
        }
        assertThat(page.select("[href]")).isNotEmpty().allSatisfy(link -> {
            assertThat(link.attr("href")).matches("#[a-z0-9-]+");
            assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
        });
        assertThat(page.html().codePoints().filter(c -> c != '\n' && c != '\t').mapToObj(Character::getType)
                .map(type -> (byte) (int) type)).doesNotContain(Character.CONTROL, Character.FORMAT, Character.SURROGATE);
    }

    private static void assertShown(Filled.Report filled, Document page) {
        String all = page.wholeText();
        var missing = filled.texts().entrySet().stream().filter(text -> !all.contains(shown(text.getValue())))
                .map(text -> text.getKey().replaceAll(" .*", "")).filter(field -> !NOT_SHOWN.contains(field)).distinct().toList();
        assertThat(missing).as("fields whose text no page shows").isEmpty();
    }

    private static String shown(String text) {
        return Visible.text(text);
    }

    @Test void hasAPolicyThatForbidsAllButItsOwnStyles() {
        var page = parsed(ReportHtml.page(SampleReports.full()));

        assertThat(page.select("meta[http-equiv]")).hasSize(1);
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content").split("; "))
                .contains("default-src 'none'", "style-src 'unsafe-inline'");
        assertThat(page.select("style")).hasSize(1);
    }

    @Test void hasHeadingsInOrder() {
        var levels = parsed(ReportHtml.page(Filled.with("x").report())).select("h1, h2, h3, h4, h5, h6").stream()
                .map(heading -> heading.tagName().charAt(1) - '0').toList();

        assertThat(levels.get(0)).isEqualTo(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i) - levels.get(i - 1)).isLessThanOrEqualTo(1);
        }
    }

    @Test void saysInWordsWhatItDraws() {
        var page = parsed(ReportHtml.page(Filled.with("x").report()));

        assertThat(page.select("svg[role=img]")).isNotEmpty().allSatisfy(drawing -> {
            assertThat(drawing.child(0).tagName()).isEqualTo("title");
            assertThat(drawing.child(1).tagName()).isEqualTo("desc");
            assertThat(Arrays.asList(drawing.child(0).text(), drawing.child(1).text())).allMatch(words -> !words.isBlank());
        });
    }
}
