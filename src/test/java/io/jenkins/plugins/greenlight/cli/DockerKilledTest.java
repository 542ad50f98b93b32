package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.report.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Docker Engine comes back and starts every container anew: for a while nobody serves. */
class DockerKilledTest extends OutageTable {
    private PrivateDocker docker;

    static List<Outage> outages() {
        return List.of(Outage.of(DeployState.STARTING, Moment.AFTER_ACT, Mode.GOOD, Ending.DELIVERED),
                Outage.of(DeployState.CHECKING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.DELIVERED),
                Outage.of(DeployState.WATCHING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.DELIVERED, Ending.ROLLED_BACK),
                Outage.of(DeployState.ROLLED_BACK, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK));
    }

    /** One of its own: nobody else's containers die with it. */
    @BeforeAll void engineRuns() throws Exception {
        PrivateDocker.ready();
        docker = new PrivateDocker();
        docker.start();
    }

    @Override @AfterAll void results() throws Exception {
        super.results();
        if (docker != null) {
            docker.close();
        }
    }

    @ParameterizedTest @MethodSource("outages")
    void bringsUsersToAGoodReleaseWhenTheEngineWasKilled(Outage outage) throws Exception {
        survives(outage);
    }

    @Override SiteParts.Choice choice() {
        return site -> new DockerParts(site, docker);
    }

    /** Before the switch the deployment is given up; what is left of it, or of one that was rolled back, is resume's to clear away. */
    static List<Outage> outagesToGoOnIn() {
        return List.of(Outage.of(DeployState.STARTING, Moment.AFTER_ENTRY, Mode.GOOD, Ending.ERROR),
                Outage.of(DeployState.ROLLED_BACK, Moment.AFTER_ENTRY, Mode.BAD, Ending.ROLLED_BACK));
    }

    @ParameterizedTest @MethodSource("outagesToGoOnIn") void endsSafelyWhileTheEngineIsAwayForSomeSeconds(Outage outage) throws Exception {
        survives(outage, Duration.ofSeconds(3));
    }

    @Override void kill(TestSite at) throws Exception {
        docker.kill();
    }

    @Override void start(TestSite at) throws Exception {
        docker.start();
    }

    @Override String part() {
        return "docker";
    }
}
