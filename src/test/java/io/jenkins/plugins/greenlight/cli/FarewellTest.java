package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.local.ConsoleLog;
import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.port.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private void deploys(DeployState... states) throws Exception {
        for (var state : states) {
            following.reached(Moment.AFTER_ENTRY, state);
            following.reached(Moment.AFTER_ACT, state);
        }
    }

    @Test void saysAtLastThatUsersWereTakenBack() throws Exception {
        deploys(DeployState.WATCHING, DeployState.ROLLING_BACK, DeployState.ROLLED_BACK);

        assertThat(farewell.lastWords()).isEqualTo("The deployment to staging was rolled back: users are on the previous release,"
                + " and nothing is left to finish.");
    }

    @Test void saysAtLastThatNobodyWasMoved() throws Exception {
        deploys(DeployState.CHECKING, DeployState.ABANDONED);

        assertThat(farewell.lastWords()).contains("no user was moved, and nothing is left to finish");
    }

    @Test void saysAtLastThatItWasDoneAlready() throws Exception {
        deploys(DeployState.WATCHING, DeployState.LIVE);

        assertThat(farewell.lastWords()).contains("the new release is live, and nothing is left to finish");
    }

    @Test void sendsAPersonToLookAtOneThatIsHalted() throws Exception {
        deploys(DeployState.ROLLING_BACK, DeployState.HALTED);

        assertThat(farewell.lastWords()).endsWith("is halted, and a person must look. See: greenlight status staging"
                + " --state /var/lib/greenlight --app shop");
    }

    @ParameterizedTest @EnumSource
    void namesAtLastTheCommandThatFinishesWhatIsLeft(DeployState state) throws Exception {
        following.reached(Moment.AFTER_ENTRY, state);

        assertThat(farewell.lastWords()).isEqualTo("The deployment to staging is left in " + state + ", as its journal says."
                + " Finish it with: greenlight resume staging --state /var/lib/greenlight --app shop");
    }

    @Test void saysThatThereWasNoDeployment() {
        assertThat(farewell.lastWords()).isEqualTo("No deployment was under way: nothing is left to finish.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/my state", "/var/it's", "/var/$HOME;ls&", "/var/*?"})
    void namesACommandThatAShellTakesAsItIs(String folder) throws Exception {
        farewell.following("shop", "production", StatePlace.of(folder, "", Path.of("/")), Crashpoint.NONE)
                .reached(Moment.AFTER_ENTRY, DeployState.WATCHING);
        var command = farewell.lastWords().substring(farewell.lastWords().indexOf("greenlight resume"));

        var words = new LocalCommands().run(Command.of(Path.of("/"), Duration.ofMinutes(1), "bash", "-c",
                "greenlight() { printf '%s\\n' \"$@\"; }; " + command));

        assertThat(words.output().lines()).containsExactly("resume", "production", "--state", folder, "--app", "shop");
    }

    @Test void doesNotHoldUpAnOrdinaryEnd() {
        assertThat(farewell.after(() -> 12)).isEqualTo(12);

        assertThat(farewell.stop().asked()).isFalse();
    }
}
