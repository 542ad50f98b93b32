package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.cli.TestSite.Said;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real engines told to end, by SIGTERM or as by Ctrl-C, under real users: they bring them to safety first. */
@Tag("slow")
class SigtermTest {
    private static final String HEARD = "A stop was asked for";

    private record Hold(DeployState at, Moment moment, Mode candidate, Ending ending) { }

    private static TestSite site;
    private static int releases;
    private boolean settled;

    @AfterEach void siteIsLeftSettledOrNotAtAll() throws Exception {
        if (!settled) {
            closeSite();
        }
    }

    @AfterAll static void closeSite() throws Exception {
        if (site != null) {
            site.close();
            site = null;
        }
    }

    private static String next() {
        releases++;
        return "r" + releases;
    }

    /** @return who is live */
    private static String open() throws Exception {
        if (site == null) {
            site = TestSite.open(next());
        }
        return site.live();
    }

    /** Long enough that whoever waits for its end is late. */
    private static String watchedLong() {
        return site.yaml(Mode.GOOD).replace("watch: {duration: 1s", "watch: {duration: 20m");
    }

    private static Engine production(Path workspace, String release) throws Exception {
        return site.engine(workspace, List.of(), TestSite.delivery("production", workspace, release));
    }

    private static void untilUsersAreOn(String release, Engine engine) throws Exception {
        engine.until("users are on " + release, () -> site.users().answersOf(release) > 5);
    }

    private static Delivered ended(Engine engine, Path workspace) throws Exception {
        int exitCode = engine.exitCode();
        return Delivered.in(workspace, new Said(exitCode, engine.said()));
    }

    private void assertUnharmed(String live, List<String> running) throws Exception {
        site.assertServes(live, running);
        assertThat(site.users().lost()).as("lost").isEmpty();
        settled = true;
    }

    @ParameterizedTest @ValueSource(strings = {"TERM", "INT"})
    void takesUsersBackFromAReleaseThatIsStillWatched(String signal) throws Exception {
        String before = open();
        String candidate = next();
        var workspace = site.workspace(watchedLong());
        var engine = production(workspace, candidate);
        untilUsersAreOn(candidate, engine);

        engine.tell(signal);

        ended(engine, workspace).ended(Ending.ROLLED_BACK, HEARD + " in WATCHING", "users are to be on " + before);
        assertThat(engine.said()).contains("in WATCHING: users go back to the previous release",
                "greenlight resume production --state " + site.state + " --app " + site.app);
        assertThat(last(engine)).isEqualTo("The deployment to production was rolled back: users are on the previous release,"
                + " and nothing is left to finish.");
        assertUnharmed(before, List.of(before));
    }

    private static String last(Engine engine) throws Exception {
        var lines = engine.said().lines().toList();
        return lines.get(lines.size() - 1);
    }

    /** The journal's folder is taken away from an engine that root's rights do not help: it cannot write how it ended. */
    @Test void namesTheCommandThatFinishesWhatItCouldNot() throws Exception {
        String before = open();
        String candidate = next();
        var engine = production(site.workspace(site.yaml(Mode.GOOD).replace("watch: {duration: 1s", "watch: {duration: 20s")), candidate);
        untilUsersAreOn(candidate, engine);
        var away = site.home.resolveSibling("production-away");
        Files.move(site.home, away);
        Files.createFile(site.home);

        engine.tell("INT");

        int exitCode = engine.exitCode();
        Files.delete(site.home);
        Files.move(away, site.home);
        assertThat(exitCode).as(engine.said()).isIn(Ending.ERROR.exitCode(), Ending.HALTED.exitCode());
        assertThat(last(engine)).isEqualTo("The deployment to production is left in WATCHING, as its journal says. Finish it with: "
                + "greenlight resume production --state " + site.state + " --app " + site.app);
        var words = last(engine).substring(last(engine).indexOf("resume")).split(" ");
        assertThat(TestSite.run(words).exitCode()).isIn(Ending.ROLLED_BACK.exitCode(), Ending.DELIVERED.exitCode());
        assertThat(site.status().unfinished()).isEmpty();
        assertThat(site.users().lost()).as("lost").isEmpty();
    }

    @Test void movesNobodyWhenTheCandidateIsStillChecked() throws Exception {
        String before = open();
        String candidate = next();
        var workspace = site.workspace(site.yaml(Mode.UNHEALTHY).replace("deadline: 1s", "deadline: 20m"));
        var engine = production(workspace, candidate);
        engine.until("it is checked", () -> engine.said().contains("production: CHECKING"));

        engine.tell("TERM");

        ended(engine, workspace).ended(Ending.ERROR, HEARD + " in CHECKING", "no user was moved");
        assertThat(last(engine)).contains("no user was moved, and nothing is left to finish");
        assertThat(site.users().answersOf(candidate)).isZero();
        assertUnharmed(before, List.of(before));
    }

    @Test void takesUsersBackWhenAResumeIsToldToEnd() throws Exception {
        String before = open();
        String candidate = next();
        var dead = production(site.workspace(watchedLong()), candidate);
        untilUsersAreOn(candidate, dead);
        dead.kill();
        var resume = site.engine(site.emptyFolder(), List.of(), "resume", "--state", site.state.toString());
        resume.until("it goes on", () -> resume.said().contains("going on with"));

        resume.tell("TERM");

        assertThat(resume.exitCode()).as(resume.said()).isEqualTo(Ending.ROLLED_BACK.exitCode());
        assertUnharmed(before, List.of(before));
    }

    static List<Hold> holds() {
        return List.of(new Hold(DeployState.STARTING, Moment.AFTER_ACT, Mode.GOOD, Ending.ERROR),
                new Hold(DeployState.SWITCHING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.ROLLED_BACK),
                new Hold(DeployState.SWITCHING, Moment.AFTER_ACT, Mode.GOOD, Ending.ROLLED_BACK),
                new Hold(DeployState.ROLLING_BACK, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK),
                new Hold(DeployState.LIVE, Moment.AFTER_ENTRY, Mode.GOOD, Ending.DELIVERED));
    }

    @ParameterizedTest @MethodSource("holds") void endsSafelyFromEveryState(Hold at) throws Exception {
        String before = open();
        String candidate = next();
        var moment = HeldEngine.name(at.moment(), at.at());
        var held = site.hold(candidate, at.candidate(), moment).reach(moment);

        held.engine().tell("TERM");
        held.letGo(moment);

        assertThat(held.engine().exitCode()).as(held.engine().said()).isEqualTo(at.ending().exitCode());
        boolean delivered = at.ending() == Ending.DELIVERED;
        assertUnharmed(delivered ? candidate : before, delivered ? List.of(before, candidate) : List.of(before));
    }

    @Test void leavesNothingOfALoadTest() throws Exception {
        String before = open();
        var running = site.running();
        var workspace = site.workspace(site.yaml(Mode.GOOD)
                + "loadTest: {rate: 50/s, duration: 20m, warmup: 0s, requests: [GET /], checks: [\"errors < 50%\"]}\n");
        var engine = site.engine(workspace, List.of(), TestSite.delivery("run", workspace, next()));
        engine.until("the load test runs", () -> engine.said().contains("Load: 50"));

        engine.tell("TERM");

        ended(engine, workspace).ended(Ending.ERROR, HEARD + " in the middle of it");
        assertThat(site.daemons().named(site.app + "/load/")).isEmpty();
        assertUnharmed(before, running);
    }

    @Test void leavesNoProgramOfAnImageBuild() throws Exception {
        String before = open();
        var running = site.running();
        var workspace = site.workspace(site.yaml(Mode.GOOD)
                + "image: {name: linked, javaModules: [java.se], files: {greenlight.yaml: app/a}, entrypoint: [jre/bin/java]}\n");
        var engine = site.engine(workspace, List.of(), "run", "--workspace", workspace.toString(), "--demo", "--release", next());
        var self = ProcessHandle.of(engine.pid()).orElseThrow();
        engine.until("jlink runs", () -> engine.said().contains("== Image") && self.descendants().findAny().isPresent());
        var programs = self.descendants().toList();

        engine.tell("TERM");

        ended(engine, workspace).ended(Ending.ERROR, HEARD);
        assertThat(programs).noneMatch(ProcessHandle::isAlive);
        assertThat(workspace.resolve("target/greenlight/runtime")).isEmptyDirectory();
        assertUnharmed(before, running);
    }
}
