package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real browser's screen. */
@Tag("slow")
class PageInBrowserTest {
    /** Writes of each frame: its name, how much wider than its window its page is, what its page ran, and how much of a table is out of sight. */
    private static final String LOOK = """
            <script>onload = () => { document.getElementById('seen').textContent = [...document.querySelectorAll('iframe')].map(f => {
              const page = f.contentDocument.documentElement;
              return f.title + ' ' + (page.scrollWidth - page.clientWidth) + ' ' + !!f.contentWindow.ran
                + ' ' + getComputedStyle(f.contentDocument.querySelector('.glance')).display
                + ' ' + Math.max(0, ...[...f.contentDocument.querySelectorAll('.many, .checks')].map(t => t.scrollWidth - t.clientWidth)); }).join('\\n'); }</script>""";

    @TempDir Path folder;

    @Test void fitsAPhoneAndADeskAndRunsNothing() throws Exception {
        var seen = look(Map.of("full", ReportHtml.page(SampleReports.full()),
                "empty", ReportHtml.page(SampleReports.empty(Ending.BAD_INPUT)),
                "words", ReportHtml.page(Filled.with("W".repeat(400)).report()),
                "script", ReportHtml.page(Filled.with("<script>window.ran=1</script><img src=x onerror=window.ran=1>").report())));

        assertThat(seen).hasSize(8).allSatisfy((frame, what) -> assertThat(what).as(frame).isEqualTo("0 false grid 0"));
    }

    @Test void showsEveryColumnOfATableOfManyWithoutScrolling() throws Exception {
        var row = List.of("CRITICAL 9.8", "SpotBugs", "PRMC_POSSIBLY_REDUNDANT_METHOD_CALLS", "org.apache.tomcat.embed:tomcat-embed-core 2.8.0",
                "hudson/plugins/tasks/util/HealthAwarePublisher.java:66", "A call that is made twice may be made once.",
                "suppressions.yaml:3", "Not ours, and replaced in autumn.");
        var columns = List.of("Severity", "Tool", "Rule", "Package", "Place", "Message", "By", "Why");

        var seen = look(Map.of("table", ReportHtml.page(SampleReports.seen(StageReport.of("", Measures.none())
                .with(new StageReport.Table("Suppressed", columns, List.of(row, row)))))));

        assertThat(seen).containsEntry("table-390", "0 false grid 0").containsEntry("table-1280", "0 false grid 0");
    }

    @Test void showsWhatToDoBesideALongDigestWithoutScrolling() throws Exception {
        var digest = Check.passed("digest", "sha256:" + "0f".repeat(32), "the archive's bytes are what it says");
        var scanners = Check.inconclusive("production.new.high", "trivy has no database of vulnerabilities in /var/cache/trivy", "a database",
                "Fetch it before: trivy image --download-db-only; or name image.scan.trivy.databaseRepository, from which Trivy may.");

        var seen = look(Map.of("checks", ReportHtml.page(SampleReports.seen(StageReport.of("", Measures.none()), digest, scanners))));

        assertThat(seen).containsEntry("checks-390", "0 false grid 0").containsEntry("checks-1280", "0 false grid 0");
    }

    /** Were a page wider, or did it run something, the look would say so. */
    @Test void seesWhatIsTooWideAndWhatRuns() throws Exception {
        var seen = look(Map.of("wide", "<!DOCTYPE html><ol class=glance style='display:grid;width:2000px'>wide</ol><script>window.ran=1</script>"));

        assertThat(seen).containsEntry("wide-390", "1658 true grid 0");
    }

    private Map<String, String> look(Map<String, String> pages) throws Exception {
        String frames = pages.entrySet().stream().flatMap(page -> List.of(390, 1280).stream().map(width -> "<iframe title=\"" + page.getKey()
                + "-" + width + "\" width=" + width + " height=20000 style=\"border:0\" srcdoc=\"" + page.getValue().replace("&", "&amp;")
                .replace("\"", "&quot;") + "\"></iframe>")).collect(Collectors.joining());
        var dom = Jsoup.parse(Chromium.run(folder, "<!DOCTYPE html><meta charset=utf-8><pre id=seen></pre>" + frames + LOOK));
        var seen = new LinkedHashMap<String, String>();
        dom.getElementById("seen").wholeText().lines().forEach(line -> seen.put(line.replaceAll(" .*", ""), line.replaceAll("^\\S+ ", "")));
        return seen;
    }
}
