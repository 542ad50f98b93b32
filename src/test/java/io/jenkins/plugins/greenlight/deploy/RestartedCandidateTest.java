package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A candidate that dies under users and is started again before anybody misses it. */
class RestartedCandidateTest {
    private final WatchStage stage = new WatchStage(1);

    @Test void goesBackFromOneThatDiedThoughItAnswersAgain() throws Exception {
        stage.at(1_000, () -> {
            stage.world.runtime.exit = "it was killed for want of memory (exit code 137), and the Docker Engine started it again";
            stage.world.runtime.shaken.add(World.release(2).id());
        });

        var result = stage.play();

        assertThat(result.state()).contains(DeployState.ROLLED_BACK);
        assertThat(result.reason()).contains("r2 died while it had users: it was killed for want of memory");
        assertThat(stage.sinceWatching()).isLessThan(Duration.ofMillis(1_500));
        assertThat(stage.world.liveRelease()).contains("r1");
    }

    @Test void leavesOneThatIsHeldStillToTheProbes() throws Exception {
        stage.at(1_000, () -> stage.world.runtime.shaken.add(World.release(2).id()));

        var result = stage.play();

        assertThat(result.delivered()).isTrue();
    }
}
