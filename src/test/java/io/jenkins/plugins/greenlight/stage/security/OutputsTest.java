package io.jenkins.plugins.greenlight.stage.security;

import static io.jenkins.plugins.greenlight.stage.security.Scene.result;
import static io.jenkins.plugins.greenlight.stage.security.Scene.sarif;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.findings.FindingsMarkdown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsTest {
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    /** A backslash before punctuation, or an entity. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\[!-/:-@\\[-`{-~]|&(?:amp|lt|gt|#64|#58|#8203);");

    @TempDir private Path folder;
    private Scene scene;

    @BeforeEach void setUp() {
        scene = new Scene(folder);
    }

    @Test void listsWhatItReadAndWhatItWrote() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "9.5", "a")));

        assertThat(scene.facts().files()).extracting(file -> file.path().getFileName().toString(), StageFile::mediaType).containsExactly(
                tuple("a.sarif", "application/sarif+json"),
                tuple("findings.sarif", "application/sarif+json"),
                tuple("findings.md", "text/markdown"),
                tuple("findings.json", "application/json"));
        assertThat(scene.output().resolve("findings.sarif")).exists();
    }

    @Test void mergesAllThatCountsIntoOneFile() throws Exception {
        scene.reports = List.of("*.sarif", "*.xml");
        scene.with("a.sarif", sarif("One", result("A", "9.5", "a"), result("B", "note", "b")))
                .with("b.sarif", sarif("Two", result("C", "error", "c"))).with("broken.sarif", sarif("Three", result("D", "9", "d")).replace("]}]}", ""))
                .with("s.xml", "<BugCollection version='4.8' sequence='0' timestamp='1' release=''>"
                + "<BugInstance type='XSS' priority='1' category='SECURITY' abbrev='X' rank='1'><LongMessage>m</LongMessage>"
                + "<Class classname='a.B' primary='true'><SourceLine classname='a.B' sourcepath='a/B.java' sourcefile='B.java'/></Class>"
                + "</BugInstance></BugCollection>");

        var facts = scene.facts();
        var merged = new CollectingSink();
        ReportRecogniser.read(scene.output().resolve("findings.sarif"), "merged", merged);

        assertThat(facts.findings().problems()).hasSize(1);
        assertThat(merged.runs()).extracting(run -> run.run().tool()).containsExactly("One", "Two", "SpotBugs");
        assertThat(merged.runs().stream().flatMap(run -> run.findings().stream())).extracting(Finding::rule).containsExactly("A", "B", "C", "XSS");
        assertThat(facts.findings().seen().counts().found()).isEqualTo(4);
    }

    @Test void showsNoFigureThatNothingIsConfiguredFor() throws Exception {
        scene.with("a.sarif", sarif("Scanner"));

        assertThat(scene.facts().report().measures().all()).extracting(Measure::name).contains("critical", "fixable.high", "suppressed")
                .doesNotContain("new.high", "fixed", "kev");

        scene.comparedWith("missing.sarif", BaselineConfig.Update.NEVER).kev = Optional.of("missing.txt");
        assertThat(scene.facts().report().measures().all()).extracting(Measure::name).contains("new.high", "fixed", "kev");
    }

    @Test void drawsTheWorstByWhatTheyAreAbout() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("A", "5", "x"), result("B", "note", "y"), result("C", "9.5", "y")));

        var tree = scene.facts().report().trees().get(0);

        assertThat(tree.children()).extracting(StageReport.Tree::label, StageReport.Tree::detail)
                .containsExactly(tuple("y", "1 critical, 1 low"), tuple("x", "1 medium"));
        assertThat(tree.children().get(0).children()).extracting(StageReport.Tree::label).containsExactly("CRITICAL 9.5 C", "LOW B");
        assertThat(scene.with("a.sarif", sarif("Scanner")).facts().report().trees()).isEmpty();
    }

    @Test void stopsWhenItIsInterrupted() throws Exception {
        scene.with("a.sarif", sarif("Scanner"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> scene.facts()).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(scene.output().resolve("findings.sarif")).doesNotExist();
    }

    @Test void takesAwayWhatAnEarlierRunLeft() throws Exception {
        scene.with("a.sarif", sarif("Scanner", result("OLD", "9.5", "a"))).facts();
        scene.with("a.sarif", "broken").facts();

        assertThat(scene.written("findings.sarif")).doesNotContain("OLD");
        assertThat(scene.written("findings.json")).doesNotContain("OLD");
    }

    /** Also of a scanner that is configured no more, or whose program is gone. */
    @ParameterizedTest
    @ValueSource(strings = {"trivy.json", "sbom.cdx.json", "spotbugs.xml", "bandit.json"})
    void takesAwayWhatScannersOfAnEarlierRunLeft(String name) throws Exception {
        scene.with("a.sarif", sarif("Scanner")).facts();
        Files.writeString(scene.output().resolve(name), "old");

        scene.facts();

        assertThat(scene.output().resolve(name)).doesNotExist();
    }

    @Test void tellsProgramsAllThatWasMeasured() throws Exception {
        scene.kev = Optional.of("kev.txt");
        scene.with("kev.txt", "CVE-2021-44228").with("a.sarif", sarif("Scanner", result("B", "note", "b"), result("CVE-2021-44228", "9.5", "a")));
        scene.facts();

        var json = Json.read(scene.written("findings.json"), "findings.json");

        assertThat(json.get("measures").get("critical").number()).isOne();
        assertThat(json.get("measures").get("kev").number()).isOne();
        assertThat(scene.written("findings.json")).contains("\"new.findings\" : null");
        assertThat(json.get("tools").items()).singleElement().satisfies(tool -> assertThat(tool.get("tool").text()).isEqualTo("Scanner"));
        assertThat(json.get("findings").items()).extracting(finding -> finding.get("rule").text()).containsExactly("CVE-2021-44228", "B");
        assertThat(json.get("findings").items().get(0).get("exploited").flag()).isTrue();
        assertThat(json.get("truncated").number()).isZero();
    }

    @ParameterizedTest @ValueSource(ints = {1000, 1001})
    void saysHowManyItLeavesOut(int findings) throws Exception {
        scene.with("a.sarif", sarif("Scanner", IntStream.range(0, findings).mapToObj(at -> result("R" + at, "5", "f")).toArray(String[]::new)));
        scene.facts();

        var json = Json.read(scene.written("findings.json"), "findings.json");

        assertThat(json.get("findings").items()).hasSize(1000);
        assertThat(json.get("truncated").integer()).isEqualTo(findings - 1000);
        assertThat(scene.written("findings.md")).contains("And " + (findings - 25) + " more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<!-- ", "| a | b |", "\\n\\n# Heading\\n- [ ] task", "[x](javascript:alert(1))",
        "![x](https://tracker.example/x.png)", "`code` ```", "@everyone #1 $x$ ~~no~~ ***b*** __i__", "https://evil.example www.evil.example",
        "\\u001b[31m \\u009b \\u202e \\u0000 \\u2028", "&lt;b&gt; &#60;", "\\\\", "\\\\|", "a@b.example", "> quote", ":tada:", "\\r\\n| --- |",
        "../../../../etc/passwd", "\\ud83d lone"})
    void showsWhateverAReportSaysAndLetsItDoNothing(String evil) throws Exception {
        scene.suppressions = List.of("suppressions.yaml");
        scene.with("suppressions.yaml", "version: 1\nsuppressions:\n  - id: hidden\n    reason: r\n    owner: o\n    expires: never\n");
        String finding = "{\"ruleId\": \"%s\", \"message\": {\"text\": \"" + evil + "\"}, \"level\": \"" + evil + "\", \"locations\": [{"
                + "\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"" + evil + "\"}, \"region\": {\"startLine\": 3}}}]}";
        scene.with("a.sarif", sarif(evil, finding.replace("%s", evil), finding.replace("%s", "hidden"), result("R", "9.5", "a")));

        var facts = scene.facts();
        String markdown = scene.written("findings.md");

        assertThat(facts.findings().seen().counts().found()).isEqualTo(2);
        assertThat(markdown.lines().filter(line -> line.startsWith("|"))).allSatisfy(row ->
                assertThat(CELL_END.matcher(row.replace("\\\\", "")).results().count()).as(row).isIn(4L, 5L));
        assertThat(markdown.lines().filter(line -> line.startsWith("#"))).containsExactly("## Security scan", "### Worst", "### Suppressed");
        assertThat(markdown).doesNotContain("\u001b", "\u009b", "\u202e", "\u0000", "\u2028", "\r");
        assertThat(ESCAPED.matcher(markdown).replaceAll("")).as("what could be markup")
                .doesNotContain("<", "`", "[", "]", "@", "~", "$", "*", "_", "!", "https:", "www.", "&", "\\");
    }

    @Test void staysShortEnoughForAComment() throws Exception {
        String[] many = IntStream.range(0, 300).mapToObj(at -> result("R" + at, "9.5", "\u00e4<&".repeat(100)).replace("found R" + at,
                "\u6f22<".repeat(300))).toArray(String[]::new);
        scene.comparedWith("base.sarif", BaselineConfig.Update.NEVER).with("base.sarif", sarif("Scanner")).with("a.sarif", sarif("Scanner", many));
        scene.facts();

        byte[] bytes = Files.readAllBytes(scene.output().resolve("findings.md"));

        assertThat(bytes).hasSizeLessThanOrEqualTo(FindingsMarkdown.MAX_BYTES).hasSizeGreaterThan(40_000);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("The rest did not fit", "### New");
    }
}
