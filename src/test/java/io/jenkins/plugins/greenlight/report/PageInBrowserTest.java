package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

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
    /** Writes of each frame: its name, how much wider than its window its page is, and what its page ran. */
    private static final String LOOK = """
            <script>onload = () => { document.getElementById('seen').textContent = [...document.querySelectorAll('iframe')].map(f => {
              const page = f.contentDocument.documentElement;
              return f.title + ' ' + (page.scrollWidth - page.clientWidth) + ' ' + !!f.contentWindow.ran
                + ' ' + getComputedStyle(f.contentDocument.querySelector('.glance')).display; }).join('\\n'); }</script>""";

    @TempDir Path folder;

    @Test void fitsAPhoneAndADeskAndRunsNothing() throws Exception {
        var seen = look(Map.of("full", ReportHtml.page(SampleReports.full()),
                "empty", ReportHtml.page(SampleReports.empty(Ending.BAD_INPUT)),
                "words", ReportHtml.page(Filled.with("W".repeat(400)).report()),
                "script", ReportHtml.page(Filled.with("<script>window.ran=1</script><img src=x onerror=window.ran=1>").report())));

        assertThat(seen).hasSize(8).allSatisfy((frame, what) -> assertThat(what).as(frame).isEqualTo("0 false grid"));
    }

    /** Were a page wider, or did it run something, the look would say so. */
    @Test void seesWhatIsTooWideAndWhatRuns() throws Exception {
        var seen = look(Map.of("wide", "<!DOCTYPE html><ol class=glance style='display:grid;width:2000px'>wide</ol><script>window.ran=1</script>"));

        assertThat(seen).containsEntry("wide-390", "1658 true grid");
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
