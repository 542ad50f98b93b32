package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.local.ConsoleLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FarewellTest {
    private final Farewell farewell = new Farewell(new StopSignal(), new ConsoleLog(System.out));
    private final Crashpoint following = farewell.following("shop", "staging",
            StatePlace.of("/var/lib/greenlight", "", Path.of("/")), Crashpoint.NONE);

    @ParameterizedTest @EnumSource
    void saysWhereItIsAndHowToGoOnShouldItBeKilled(DeployState state) throws Exception {
        following.reached(Moment.AFTER_ENTRY, state);

        assertThat(farewell.words()).contains("The deployment to staging is in " + state + ": ",
                "greenlight resume staging --state /var/lib/greenlight --app shop");
    }

    @Test void speaksOfNoDeploymentBeforeAndAfterOne() throws Exception {
        var before = farewell.words();
        following.reached(Moment.AFTER_ENTRY, DeployState.LIVE);
        following.reached(Moment.AFTER_ACT, DeployState.LIVE);

        assertThat(farewell.words()).isEqualTo(before).doesNotContain("deployment");
    }

    @Test void doesNotHoldUpAnOrdinaryEnd() {
        assertThat(farewell.after(() -> 12)).isEqualTo(12);

        assertThat(farewell.stop().asked()).isFalse();
    }
}
