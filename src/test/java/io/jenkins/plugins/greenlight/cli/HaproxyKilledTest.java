package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HAProxy comes back with what its map file says: where users were, or where they were just going. */
class HaproxyKilledTest extends OutageTable {
    static List<Outage> outages() {
        return List.of(Outage.of(DeployState.CHECKING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.DELIVERED),
                Outage.of(DeployState.SWITCHING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.DELIVERED),
                Outage.of(DeployState.SWITCHING, Moment.AFTER_ACT, Mode.GOOD, Ending.DELIVERED),
                Outage.of(DeployState.WATCHING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.DELIVERED),
                Outage.of(DeployState.WATCHING, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK),
                Outage.of(DeployState.ROLLING_BACK, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK),
                Outage.of(DeployState.ROLLING_BACK, Moment.AFTER_ACT, Mode.BAD, Ending.ROLLED_BACK));
    }

    @ParameterizedTest @MethodSource("outages")
    void bringsUsersToAGoodReleaseWhenHaproxyWasKilled(Outage outage) throws Exception {
        survives(outage);
    }

    @Override SiteParts.Choice choice() {
        return DockerParts::of;
    }

    /** Whoever finds no HAProxy asks again, and fences the new one. */
    @ParameterizedTest @MethodSource("outages") void goesOnWhileHaproxyIsAwayForSomeSeconds(Outage outage) throws Exception {
        survives(outage, Duration.ofSeconds(3));
    }

    @Override void kill(TestSite at) throws Exception {
        ((DockerParts) at.parts).haproxy.kill();
    }

    @Override void start(TestSite at) throws Exception {
        ((DockerParts) at.parts).haproxy.start();
    }

    @Override String part() {
        return "haproxy";
    }
}
