package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** One part is killed by SIGKILL and started again while the engine stands at a moment of a real deployment; then it goes on. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutageTable {
    /** @param endings any of these is safe: which it is depends on how fast the part came back */
    record Outage(DeployState at, Moment moment, Mode candidate, List<Ending> endings) {
        static Outage of(DeployState at, Moment moment, Mode candidate, Ending... endings) {
            return new Outage(at, moment, candidate, List.of(endings));
        }

        @Override public String toString() {
            return candidate + " candidate, in " + at + " " + moment;
        }
    }

    private TestSite site;
    private int releases;
    private boolean settled;
    private int outages;
    private int lostWhileDown;

    abstract SiteParts.Choice choice() throws Exception;

    abstract void kill(TestSite at) throws Exception;

    /** Returns when it answers again. */
    abstract void start(TestSite at) throws Exception;

    /** In the names of results. */
    abstract String part();

    private String next() {
        releases++;
        return "r" + releases;
    }

    /** The engine stands still until it is back. */
    void survives(Outage outage) throws Exception {
        survives(outage, Duration.ZERO);
    }

    /** @param away how long the engine goes on without it before it is started again */
    void survives(Outage outage, Duration away) throws Exception {
        if (site == null) {
            site = TestSite.open(next(), choice());
        }
        settled = false;
        String before = site.live();
        String candidate = next();
        String moment = HeldEngine.name(outage.moment(), outage.at());
        var held = site.hold(candidate, outage.candidate(), moment).reach(moment);
        assertThat(site.users().lost()).as("lost before the outage").isEmpty();

        kill(site);
        if (!away.isZero()) {
            held.letGo(moment);
            TimeUnit.MILLISECONDS.sleep(away.toMillis()); // the case itself: nothing is waited for
        }
        start(site);
        Engine.await("somebody serves again", this::served);
        lostWhileDown += site.users().setApart().size();
        if (away.isZero()) {
            held.letGo(moment);
        }

        assertThat(held.engine().exitCode()).as(held.engine().said())
                .isIn(outage.endings().stream().map(Ending::exitCode).toList());
        assertThat(site.about("resume").exitCode()).as("resumed").isEqualTo(held.engine().exitCode());
        boolean delivered = held.engine().exitCode() == Ending.DELIVERED.exitCode();
        site.assertServes(delivered ? candidate : before, delivered ? List.of(before, candidate) : List.of(before));
        assertThat(site.users().lost()).as("lost once it was back").isEmpty();
        Result.say("outage." + part() + "." + moment + "." + outage.candidate() + ".away" + away.toSeconds() + "s.ending",
                held.engine().exitCode(), "exitcode");
        outages++;
        settled = true;
    }

    /** Many times in a row, on new connections as on those that users keep. */
    private boolean served() throws Exception {
        for (int i = 0; i < 10; i++) {
            if (!signed()) {
                return false;
            }
        }
        return true;
    }

    private boolean signed() throws InterruptedException {
        try {
            return !site.frontDoor().equals("nobody");
        } catch (IOException e) {
            return false;
        }
    }

    /** What went wrong in one case must not be the next one's. */
    @AfterEach void siteIsLeftSettledOrNotAtAll() throws Exception {
        if (!settled) {
            closeSite();
        }
    }

    @AfterAll void results() throws Exception {
        closeSite();
        Result.say("outages." + part() + ".cases", outages, "kills");
        Result.say("outages." + part() + ".lost.whileDown", lostWhileDown, "requests");
    }

    private void closeSite() throws Exception {
        if (site != null) {
            site.close();
            site = null;
        }
    }
}
