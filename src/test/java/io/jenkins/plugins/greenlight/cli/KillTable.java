package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real engines, killed by SIGKILL in every state of a real deployment with real users; another one goes on. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillTable {
    /** @param ending of {@code resume}; only a GOOD candidate can be DELIVERED */
    private record Kill(DeployState at, Moment moment, Mode candidate, Ending ending) {
        String name() {
            return HeldEngine.name(moment, at);
        }

        /** Before its first entry there is no deployment to go on with. */
        boolean begun() {
            return at != DeployState.PLANNED || moment != Moment.BEFORE_ENTRY;
        }

        boolean movesUsers() {
            return begun() && (ending == Ending.DELIVERED || ending == Ending.HALTED);
        }

        @Override public String toString() {
            return candidate + " candidate, killed in " + at + " " + moment;
        }
    }

    private TestSite site;
    private int releases;
    private boolean settled;
    private int kills;
    private int answers;
    private int lostApart;

    /** A release is live in it, and users have come. */
    abstract TestSite open(String release) throws Exception;

    /** What users lost when both releases were bad, one of them dead. */
    abstract void assertLostWithoutAGoodRelease(List<String> lost);

    /** In the names of results. */
    abstract String parts();

    /** Some; with -Dgreenlight.scale=full every moment of every state. */
    static List<Kill> kills() {
        return "full".equals(System.getProperty("greenlight.scale")) ? all() : some();
    }

    private static List<Kill> all() {
        var kills = new ArrayList<Kill>();
        for (var moment : Moment.values()) {
            for (var at : List.of(DeployState.WATCHING, DeployState.PLANNED, DeployState.MIGRATING, DeployState.STARTING, DeployState.CHECKING,
                    DeployState.SWITCHING, DeployState.LIVE)) {
                kills.add(good(at, moment));
            }
            kills.add(new Kill(DeployState.ABANDONED, moment, Mode.UNHEALTHY, Ending.GATE_FAILED));
            kills.add(new Kill(DeployState.ROLLING_BACK, moment, Mode.BAD, Ending.ROLLED_BACK));
            kills.add(new Kill(DeployState.ROLLED_BACK, moment, Mode.BAD, Ending.ROLLED_BACK));
            kills.add(new Kill(DeployState.HALTED, moment, Mode.BAD, Ending.HALTED));
        }
        return kills;
    }

    /** The first one leaves a previous release behind, so that those after it have a slot to clear. */
    private static List<Kill> some() {
        return List.of(good(DeployState.WATCHING, Moment.AFTER_ENTRY), good(DeployState.PLANNED, Moment.AFTER_ENTRY),
                good(DeployState.MIGRATING, Moment.AFTER_ENTRY), good(DeployState.STARTING, Moment.AFTER_ENTRY),
                good(DeployState.STARTING, Moment.AFTER_ACT), good(DeployState.CHECKING, Moment.AFTER_ENTRY),
                good(DeployState.SWITCHING, Moment.AFTER_ENTRY), good(DeployState.SWITCHING, Moment.AFTER_ACT),
                good(DeployState.LIVE, Moment.AFTER_ENTRY),
                new Kill(DeployState.ABANDONED, Moment.AFTER_ENTRY, Mode.UNHEALTHY, Ending.GATE_FAILED),
                new Kill(DeployState.ROLLING_BACK, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK),
                new Kill(DeployState.ROLLED_BACK, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK),
                new Kill(DeployState.HALTED, Moment.AFTER_ENTRY, Mode.BAD, Ending.HALTED));
    }

    private static Kill good(DeployState at, Moment moment) {
        return new Kill(at, moment, Mode.GOOD, Ending.DELIVERED);
    }

    /** What went wrong in one case must not be the next one's. */
    @AfterEach void siteIsLeftSettledOrNotAtAll() throws Exception {
        if (!settled) {
            closeSite();
        }
    }

    @AfterAll void results() throws Exception {
        closeSite();
        Result.say("kills." + parts() + ".cases", kills, "kills");
        Result.say("kills." + parts() + ".answers", answers, "requests");
        Result.say("kills." + parts() + ".lost.nobodyGood", lostApart, "requests");
    }

    private void closeSite() throws Exception {
        if (site != null) {
            answers += site.users().answers();
            site.close();
            site = null;
        }
    }

    private String next() {
        releases++;
        return "r" + releases;
    }

    @Test void everyStateReachableTodayIsKilled() {
        assertThat(kills().stream().map(Kill::at).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(DeployState.AWAITING_APPROVAL)));
        settled = true;
    }

    @ParameterizedTest @MethodSource("kills") void resumesFromTheStateAlone(Kill kill) throws Exception {
        if (site == null) {
            site = open(next());
        }
        String before = site.live();
        var ranBefore = site.running();
        String candidate = next();
        var held = kill.ending() == Ending.HALTED ? candidateIsBadAndPreviousDead(kill, before, candidate)
                : site.hold(candidate, kill.candidate(), kill.name());
        held.reach(kill.name()).engine().kill();
        int answeredAtTheKill = site.users().answers();

        var resume = site.engine(site.emptyFolder(), List.of(), "resume", "--state", site.state.toString());

        assertThat(resume.exitCode()).as(resume.said()).isEqualTo(kill.ending().exitCode());
        String live = kill.movesUsers() ? candidate : before;
        var running = !kill.begun() ? ranBefore : kill.ending() == Ending.DELIVERED ? List.of(before, candidate) : List.of(live);
        site.assertServes(live, running);
        assertThat(site.about("resume")).as("resumed twice").extracting(TestSite.Said::exitCode)
                .isEqualTo(kill.ending().exitCode());
        site.assertServes(live, running);
        assertThat(site.users().lost()).as("lost").isEmpty();
        assertThat(site.users().answers()).isGreaterThan(answeredAtTheKill + 10);
        kills++;
        settled = kill.ending() != Ending.HALTED;
    }

    /** Once users are on the bad candidate, their way back dies. A router that fails over asks the dead one first. */
    private TestSite.Held candidateIsBadAndPreviousDead(Kill kill, String before, String candidate) throws Exception {
        var watching = HeldEngine.name(Moment.AFTER_ENTRY, DeployState.WATCHING);
        var held = site.hold(candidate, kill.candidate(), watching, kill.name()).reach(watching);
        assertThat(site.users().lost()).as("lost before").isEmpty();
        site.killAllBut(candidate);
        int answered = site.users().answersOf(candidate);
        held.engine().until("users are on " + candidate, () -> site.users().answersOf(candidate) > answered + 5);
        var lost = site.users().setApart();
        assertLostWithoutAGoodRelease(lost);
        lostApart += lost.size();
        held.letGo(watching);
        return held;
    }
}
