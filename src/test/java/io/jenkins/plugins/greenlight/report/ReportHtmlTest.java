package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportHtmlTest {
    private static final String EVIL = "<script>alert(\"'&</script><img src=x onerror=alert(1)>"
            + "\u001b[31m\u009b\u202e\u0000\u007f";

    @Test void showsEveryStageItsChecksAndWhatToDo() {
        String page = ReportHtml.page(SampleReports.full());

        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\" class=\"greenlight-page\">").contains("<title>shop: ERROR</title>",
                "<a href=\"#coverage\">Coverage gate</a><span class=\"word failed\">FAILED</span>",
                "<a>Production</a><span class=\"word not-configured\">not configured</span>",
                "<a>Staging</a><span class=\"word not-run\">not run</span>", "79.00 %", "&gt;= 80.00 %",
                "Expected line &gt;= 80%.",
                "not measured", "CVE-1", "netty", "<polyline points=\"0.0,687.5 400.0,1000.0 1000.0,0.0\" class=\"line line0\"></polyline>",
                "0.00001 ms to 40 ms within 2.5 s", "target/shop.jar is missing.", "Took 1 min 28 s.", "Took 0.4 s.",
                "Audit: 7 entries", "r-1 in blue", "sha256 efef", "Two things");
    }

    @Test void needsNothingFromAnywhereElse() {
        String page = ReportHtml.page(SampleReports.full());

        assertThat(page).contains("default-src &#39;none&#39;", "prefers-color-scheme: dark", "width=device-width")
                .doesNotContain("<script").doesNotContain("http://").doesNotContain("https://").doesNotContain("url(")
                .doesNotContain(" style=").doesNotContain("@import");
    }

    @Test void letsNoTextBecomeMarkupOrMoveATerminal() {
        String page = ReportHtml.page(SampleReports.filled(EVIL));
        String plain = ReportHtml.page(SampleReports.full());

        assertThat(page).doesNotContain("<script", "<img", "alert(\"", "\u001b", "\u009b", "\u202e", "\u0000", "\u007f")
                .contains("&lt;script&gt;alert(&quot;&#39;&amp;&lt;/script&gt;", "\u241b[31m");
        assertThat(page.chars().filter(c -> c == '<').count()).isEqualTo(plain.chars().filter(c -> c == '<').count());
        assertThat(page.chars().filter(c -> c == '"').count()).isEqualTo(plain.chars().filter(c -> c == '"').count());
        assertThat(page.split("&lt;script&gt;", -1)).hasSizeGreaterThan(30);
    }

    @Test void letsNoTextBecomeMarkupInAnotherPage() {
        String part = ReportHtml.fragment("a-", List.of(SampleReports.filled(EVIL)));
        String plain = ReportHtml.fragment("a-", List.of(SampleReports.full()));

        assertThat(part).doesNotContain("<script", "<img", "<style", " style=", "alert(\"", "\u001b", "\u202e", "\u0000")
                .contains("&lt;script&gt;alert(&quot;&#39;&amp;&lt;/script&gt;");
        assertThat(part.chars().filter(c -> c == '<').count()).isEqualTo(plain.chars().filter(c -> c == '<').count());
        assertThat(part.chars().filter(c -> c == '"').count()).isEqualTo(plain.chars().filter(c -> c == '"').count());
    }

    @Test void isOneElementOfAnotherPageBelowItsHeading() {
        String part = ReportHtml.fragment("a-", List.of(SampleReports.full()));

        assertThat(part).startsWith("<div class=\"greenlight-report\"><header><h2 ").endsWith("</footer></div>")
                .doesNotContain("<!DOCTYPE", "<h1", "<html", "<main", "<body").contains("<h3 ", "<h4 ");
        assertThat(part.split("greenlight-report", -1)).hasSize(2);
        assertThat(ReportHtml.page(SampleReports.full())).contains("<html lang=\"en\" class=\"greenlight-page\">",
                "<body><main><div class=\"greenlight-report\"><header><h1 ");
    }

    @Test void foldsMostOfManyMeasuresAndBreaksTheirNamesBehindDots() {
        var names = IntStream.rangeClosed(1, 19).mapToObj(i -> Measure.count("production.new.m" + i, i)).toList();
        var full = measured(names);
        var few = measured(names.subList(0, 18));

        assertThat(full.split("<summary>7 more measures</summary>")).hasSize(2);
        assertThat(full.split("<summary>7 more measures</summary>")[0]).contains("<dt>production.<wbr>new.<wbr>m12</dt>").doesNotContain("m13</dt>");
        assertThat(full).contains("<dt>production.<wbr>new.<wbr>m19</dt><dd>19</dd>");
        assertThat(few).contains("m18</dt>").doesNotContain("more measures");
    }

    private static String measured(List<Measure> measures) {
        var html = new Markup();
        var report = new StageReport("", new Measures(measures), List.of(), List.of(), List.of(), List.of(), List.of());
        var at = Instant.EPOCH;
        new StageHtml(html, "").draw(List.of(new StageResult(StageId.IMAGE, Optional.of(report), Verdict.of(Check.passed("a", "1", "1")),
                Ending.DELIVERED, "", at, at)));
        return html.toString();
    }

    @Test void leadsToEveryStageThatRanWhereverItStands() {
        var twice = List.of(SampleReports.full(), SampleReports.full());

        String page = ReportHtml.fragment("a-", twice) + ReportHtml.fragment("b-", twice);

        assertThat(found(" id=\"([^\"]*)\"", page)).doesNotHaveDuplicates().hasSize(12).contains("a-image", "a-image-2", "b-image-2")
                .containsAll(found(" href=\"#([^\"]*)\"", page));
        assertThat(found("<a href=\"#([^\"]*)\">[^<]*</a><span class=\"word", page)).hasSize(6);
    }

    @Test void showsTheRunsOfABuildUnderOneHead() {
        var failed = SampleReports.full();
        var passed = new DeliveryReport("n-2", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.DELIVERED, "",
                SampleReports.START, SampleReports.START, failed.stages().subList(0, 1), Optional.empty(), Optional.empty(), List.of());

        String part = ReportHtml.fragment("a-", List.of(failed, passed));

        assertThat(found("<(header)>", part)).hasSize(1);
        assertThat(part).contains("shop <span class=\"word error\">ERROR</span>", "2 runs",
                        ">Security scan, run 1 of 2 ", ">Security scan, run 2 of 2 ", ">Coverage gate <span")
                .doesNotContain("3 runs").doesNotContain("Exit code");
        assertThat(part.indexOf("run 2 of 2")).isLessThan(part.indexOf(">Coverage gate <span"));
    }

    @Test void doesNotSayOfABuildsOwnStepsThatNobodyWasTold() {
        String part = ReportHtml.fragment("a-", List.of(SampleReports.empty(Ending.DELIVERED)));

        assertThat(part.split("not run", -1)).hasSize(7);
        assertThat(part).doesNotContain("Notify");
    }

    @Test void stylesNothingButReports() throws Exception {
        String css;
        try (var stream = ReportHtml.class.getResourceAsStream("/io/jenkins/plugins/greenlight/report.css")) {
            css = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        }

        var rules = found("([^{};]+)\\{", css);

        assertThat(rules).hasSizeGreaterThan(40).allSatisfy(rule -> assertThat(rule.strip().split("\\s*,\\s*"))
                .allMatch(selector -> selector.matches("(?s)(\\.greenlight-report|:root\\.greenlight-page)( .*)?|@media .*")));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
    }

    @Test void drawsAReportInWhichNothingRan() {
        String page = ReportHtml.page(SampleReports.empty(Ending.INCONCLUSIVE));

        assertThat(page.split("not run", -1)).hasSize(8);
        assertThat(page).doesNotContain("<section").doesNotContain("Audit");
    }

    @Test void drawsASeriesOfOnePointOfNoneAndBelowZero() {
        var one = drawn(new StageReport.Series("One", "ms", List.of(new StageReport.Point(3, 0))));
        var none = drawn(new StageReport.Series("None", "ms", List.of(new StageReport.Point(3, Double.NaN))));
        var below = drawn(new StageReport.Series("Below", "pp", List.of(new StageReport.Point(0, -1), new StageReport.Point(1, 1))));

        assertThat(one).contains("points=\"0.0,1000.0 0.0,1000.0\"");
        assertThat(none).contains("No data.").doesNotContain("svg");
        assertThat(below).contains("points=\"0.0,1000.0 1000.0,0.0\"", "-1 pp to 1 pp within 1 s", ">-1 pp<", ">0 pp<", ">1 pp<");
    }

    @Test void drawsLinesOfOneChartOnCommonAxes() {
        var p50 = new StageReport.Series("Latency", "p50", "ms", StageReport.X.SECONDS,
                List.of(new StageReport.Point(0, 1), new StageReport.Point(2, 5)));
        var p99 = new StageReport.Series("Latency", "p99", "ms", StageReport.X.SECONDS, List.of(new StageReport.Point(0, 10)));
        var rate = new StageReport.Series("Latency", "rate", "/s", StageReport.X.SECONDS, List.of(new StageReport.Point(0, 10)));

        String page = drawn(p50, p99, rate);

        assertThat(found("<(figure)", page)).hasSize(2);
        assertThat(page).contains("points=\"0.0,900.0 1000.0,500.0\" class=\"line line0\"",
                "points=\"0.0,0.0 0.0,0.0\" class=\"line line1\"",
                "<desc>p50: 1 ms to 5 ms within 2 s; p99: 10 ms within 0 s. Over time from the start.</desc>");
    }

    @Test void showsAsManyWordsInABandAsItHasRoomFor() {
        var html = new Markup();
        BandSvg.draw(html, List.of(new StageReport.Band("Who served users", List.of(
                stretch(null, 60, "shop-1 in blue"), stretch(60, 61, "on the way to shop-2 in green"), stretch(61, 80, "shop-2 in green"),
                stretch(80, null, "shop-1 in blue")))));

        String page = html.toString();

        assertThat(found("class=\"(fits|wider|none)\"", page)).containsExactly("wider", "none", "fits", "wider");
        assertThat(page).contains("<strong>shop-1 in blue</strong> until <time", "<strong>shop-2 in green</strong> from <time",
                ">19.0 s</span>", "<strong>shop-1 in blue</strong> since <time", ">2026-03-01 10:01:00.000 UTC</time>",
                "<svg x=\"0.00%\" width=\"12.50%\"", "<svg x=\"87.50%\" width=\"12.50%\"");
    }

    private static StageReport.Stretch stretch(Integer from, Integer until, String label) {
        return new StageReport.Stretch(Optional.ofNullable(from).map(SampleReports.START::plusSeconds),
                Optional.ofNullable(until).map(SampleReports.START::plusSeconds), label, StageReport.Tone.PLAIN);
    }

    @Test void showsTheBeginningOfALongTableAndFoldsTheRest() {
        var rows = Collections.nCopies(16, List.of("x"));
        var stage = StageResult.judged(StageId.SECURITY, StageReport.of("", new Measures(List.of()))
                .with(new StageReport.Table("Many", List.of("C"), rows), new StageReport.Table("Few", List.of("C"), rows.subList(0, 15)),
                        new StageReport.Table("Nothing", List.of("C"), List.of())), Verdict.of(), SampleReports.START, SampleReports.START);
        var html = new Markup();

        new StageHtml(html, "").draw(List.of(stage));

        assertThat(html.toString()).containsOnlyOnce("<details>").contains("<summary>6 more rows</summary>")
                .contains(">Nothing</h3><p class=\"quiet\">None.</p>");
    }

    @Test void saysOfADeliveryWithWarningsWhatTheyWere() {
        var warned = StageResult.judged(StageId.SECURITY, StageReport.of("", new Measures(List.of())),
                Verdict.of(new Check("high", Outcome.WARNED, "2", "== 0", "Look at them.")), SampleReports.START, SampleReports.START);
        var report = new DeliveryReport("", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.DELIVERED, "",
                SampleReports.START, SampleReports.START, List.of(warned), Optional.empty(), Optional.empty(), List.of());

        assertThat(ReportHtml.page(report)).contains("Every gate passed, some with a warning. Nothing needs doing.", ">Warnings</h2>",
                "<a href=\"#security\">Security scan</a>: high: measured 2, required == 0. Look at them.");
        assertThat(ReportHtml.page(SampleReports.empty(Ending.DELIVERED))).doesNotContain("What to do<", "Warnings");
    }

    @Test void saysInEachCellOfATableOfManyColumnsWhatItIs() {
        var columns = List.of("Severity", "Tool", "Rule", "Place", "Message");
        var table = new StageReport.Table("Findings", columns, List.of(List.of("HIGH", "Trivy", "CVE-1", "pom.xml", "Old")));

        String page = ReportHtml.page(SampleReports.seen(StageReport.of("", Measures.none()).with(table)));

        assertThat(page).contains("<td>HIGH</td><td data-label=\"Tool\">Trivy</td>", "<td data-label=\"Message\">Old</td>", "class=\"wide many stacked\"");
    }

    @Test void foldsATreeOfMoreThanFifteenNodesBelowItsFirst() {
        assertThat(ReportHtml.page(SampleReports.seen(tree(13)))).contains("<li>all<ul class=\"tree\"><li>p <span class=\"quiet\">13</span><ul")
                .doesNotContain("<details");
        assertThat(ReportHtml.page(SampleReports.seen(tree(14)))).contains("<li><details open=\"open\"><summary>all</summary>",
                "<li><details><summary>p <span class=\"quiet\">14</span></summary>");
    }

    private static StageReport tree(int leaves) {
        var all = Collections.nCopies(leaves, new StageReport.Tree("CVE-1", "", List.of()));
        return new StageReport("", Measures.none(), List.of(), List.of(new StageReport.Tree("all", "", List.of(
                new StageReport.Tree("p", Integer.toString(leaves), all)))), List.of(), List.of(), List.of());
    }

    private static String drawn(StageReport.Series... series) {
        var html = new Markup();
        ChartSvg.drawAll(html, List.of(series));
        return html.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "style", "iframe", "a b", "a>", ""})
    void refusesElementsThatNoReportNeeds(String tag) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Markup().element(tag, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "style", "a b", "x\""})
    void refusesAttributesThatNoReportNeeds(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Markup().element("p", "x", name, "y"));
    }

    @Test void refusesAStyleSheetThatCouldEndItsElement() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Markup().style("</style>"));
    }

    @Test void saysOfEveryEndingWhatToDoNext() {
        assertThat(Ending.values()).allSatisfy(ending ->
                assertThat(ReportHtml.page(SampleReports.empty(ending))).contains(ending.next(), ending.name()));
    }
}
