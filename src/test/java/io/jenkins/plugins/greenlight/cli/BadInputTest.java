package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong configurations and reports, given to the whole command line beside a production that serves users. */
@Tag("slow")
class BadInputTest {
    private static final String LIVE = "live-before";
    private static TestSite site;

    @BeforeAll static void usersAreServed() throws Exception {
        site = TestSite.open(LIVE);
    }

    @AfterAll static void siteIsClosed() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @AfterEach void usersNeverNoticed() throws Exception {
        assertThat(site.frontDoor()).isEqualTo(LIVE);
        assertThat(site.running()).containsExactly(LIVE);
        assertThat(site.status().lastMove().orElseThrow().release().id().value()).isEqualTo(LIVE);
        assertThat(site.users().lost()).isEmpty();
    }

    private static Delivered deliver(Path workspace) throws Exception {
        return Delivered.in(workspace, TestSite.run(TestSite.delivery("run", workspace, "never-live")));
    }

    @Test void saysWhereItLookedForTheConfiguration() throws Exception {
        var workspace = site.emptyFolder();

        deliver(workspace).ended(Ending.BAD_INPUT, "There is no greenlight.yaml in " + workspace,
                "Expected the configuration there", "--config");
    }

    @ParameterizedTest @ValueSource(strings = {"", "\n", "# nothing yet\n", "---\n"})
    void saysWhatAnEmptyConfigurationLacks(String nothing) throws Exception {
        deliver(site.workspace(nothing)).ended(Ending.BAD_INPUT, "greenlight.yaml:", "Expected a");
    }

    @Test void suggestsTheKeyThatWasMeant() throws Exception {
        deliver(site.workspace(site.yaml(Mode.GOOD).replace("  smoke:", "  smok:")))
                .ended(Ending.BAD_INPUT, "greenlight.yaml:8:", "smok", "Did you mean", "smoke");
    }

    @Test void listsTheMeasuresWhenOneIsMisspelled() throws Exception {
        deliver(site.workspace(site.yaml(Mode.GOOD).replace("errors < 5%", "erors < 5%")))
                .ended(Ending.BAD_INPUT, "greenlight.yaml:9:", "erors", "errors", "requests");
    }

    @Test void saysWhichUnitAMeasureHas() throws Exception {
        deliver(site.workspace(site.yaml(Mode.GOOD).replace("errors < 5%", "errors < 5 ms")))
                .ended(Ending.BAD_INPUT, "greenlight.yaml:9:", "errors", "ms", "%");
    }

    @Test void deploysToTheEmbeddedTargetInProductionOnlyWhenToldThatItIsADemo() throws Exception {
        var workspace = site.workspace(site.yaml(Mode.GOOD));
        var args = Arrays.stream(TestSite.delivery("run", workspace, "never-live")).filter(arg -> !arg.equals("--demo"));

        Delivered.in(workspace, TestSite.run(args.toArray(String[]::new)))
                .ended(Ending.BAD_INPUT, "production.target is process", "Expected --demo");
    }

    @ParameterizedTest @ValueSource(strings = {"target/state", ".", "../inside/target/state"})
    void keepsNoStateWhereABuildMayThrowItAway(String state) throws Exception {
        var workspace = Files.createDirectories(site.emptyFolder().resolve("checkout/inside"));
        Files.writeString(workspace.resolve("greenlight.yaml"), site.yaml(Mode.GOOD).replace("production:", "staging:")
                .replace("state: " + site.state, "state: " + state));
        var args = Arrays.stream(TestSite.delivery("staging", workspace, "never-live")).filter(arg -> !arg.equals("--demo"));

        Delivered.in(workspace, TestSite.run(args.toArray(String[]::new)))
                .ended(Ending.BAD_INPUT, "The state folder", "lies in the workspace", "Expected a folder", "staging.state");
        assertThat(workspace.resolve("target/state")).doesNotExist();
    }

    /** What is wrong with a report. */
    private enum Flaw {
        NOTHING_MATCHES("no file matches"), EMPTY("report.xml"), TRUNCATED("report.xml"), YESTERDAY("is stale"),
        BOMB("report.xml"), ENTITY("report.xml");

        private final String word;

        Flaw(String word) {
            this.word = word;
        }
    }

    static Stream<Arguments> flaws() {
        return Arrays.stream(Flaw.values()).flatMap(flaw -> Stream.of(StageId.SECURITY, StageId.COVERAGE).flatMap(stage ->
                Stream.of("", "  onMissing: block\n").map(policy -> Arguments.of(flaw, stage, policy))));
    }

    @ParameterizedTest @MethodSource("flaws") @Timeout(30)
    void neverTakesAReportItCannotTrustForAGoodOne(Flaw flaw, StageId stage, String policy) throws Exception {
        var workspace = reported(stage, policy);
        spoil(workspace, flaw);

        var delivered = deliver(workspace).ended(Ending.INCONCLUSIVE, flaw.word);

        assertThat(delivered.report().stages()).extracting(each -> each.id()).doesNotContain(StageId.PRODUCTION);
        assertThat(delivered.said().text()).doesNotContain("top-secret");
        assertThat(Files.readString(workspace.resolve("target/greenlight/report/report.json"))).doesNotContain("top-secret");
    }

    /** Or the test above would be of the fixture. */
    @ParameterizedTest @MethodSource("gates") void takesTheSameReportWhenItIsSound(StageId stage) throws Exception {
        var workspace = reported(stage, "");

        Delivered.in(workspace, TestSite.run(TestSite.delivery(stage.word(), workspace, "never-live"))).ended(Ending.DELIVERED);
    }

    static List<StageId> gates() {
        return List.of(StageId.SECURITY, StageId.COVERAGE);
    }

    private static Path reported(StageId stage, String policy) throws IOException {
        boolean security = stage == StageId.SECURITY;
        var workspace = site.workspace(site.yaml(Mode.GOOD) + stage.word() + ":\n  reports: [reports/*.xml]\n  checks: [\""
                + (security ? "findings == 0" : "line >= 80%") + "\"]\n" + policy);
        Files.createDirectories(workspace.resolve("src"));
        Files.writeString(workspace.resolve("src/Main.java"), "class Main { }");
        Files.createDirectories(workspace.resolve("reports"));
        Files.writeString(workspace.resolve("reports/report.xml"), security
                ? "<?xml version=\"1.0\"?>\n<BugCollection version=\"4.9.8\"><Project projectName=\"shop\"/>"
                        + "<FindBugsSummary total_classes=\"3\" num_packages=\"1\"/></BugCollection>"
                : "<?xml version=\"1.0\"?>\n<report name=\"shop\"><package name=\"shop\"><sourcefile name=\"Main.java\">"
                        + "<line nr=\"1\" mi=\"0\" ci=\"3\" mb=\"0\" cb=\"0\"/>"
                        + "<counter type=\"LINE\" missed=\"0\" covered=\"1\"/></sourcefile></package>"
                        + "<counter type=\"LINE\" missed=\"0\" covered=\"1\"/></report>");
        return workspace;
    }

    private static void spoil(Path workspace, Flaw flaw) throws IOException {
        var report = workspace.resolve("reports/report.xml");
        var text = Files.readString(report);
        switch (flaw) {
            case NOTHING_MATCHES -> Files.delete(report);
            case EMPTY -> Files.writeString(report, "");
            case TRUNCATED -> Files.writeString(report, text.substring(0, text.length() - 20));
            case YESTERDAY -> Files.setLastModifiedTime(report, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
            case BOMB -> Files.writeString(report, withEntity(text, "<!ENTITY a0 \"ha\">" + bomb(), "a30"));
            case ENTITY -> {
                var secret = Files.writeString(workspace.resolve("secret"), "top-secret");
                Files.writeString(report, withEntity(text, "<!ENTITY x SYSTEM \"" + secret.toUri() + "\">", "x"));
            }
        }
    }

    private static String bomb() {
        var bomb = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return bomb.toString();
    }

    private static String withEntity(String text, String declaration, String entity) {
        int root = text.indexOf('\n') + 1;
        return text.substring(0, root) + "<!DOCTYPE report [" + declaration + "]>\n"
                + text.substring(root).replaceFirst("(?<=<report name=\"|projectName=\")shop", "&" + entity + ";");
    }
}
