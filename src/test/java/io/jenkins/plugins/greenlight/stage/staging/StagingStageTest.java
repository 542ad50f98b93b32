package io.jenkins.plugins.greenlight.stage.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Cause;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingStageTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void releaseOneIsLive() throws Exception {
        world = new World(folder);
        world.deploy(1);
    }

    private StagingStage stage(int release) {
        return new StagingStage(new StagingConfig(World.settings()), world.engine(), World.release(release), Path.of("image.tar"));
    }

    @Test void deploysAndPasses() throws Exception {
        var stage = stage(2);

        var facts = stage.run(null);

        assertThat(stage.id()).isEqualTo(StageId.STAGING);
        assertThat(stage.judge(facts).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(world.liveRelease()).contains("r2");
        assertThat(facts.report().timeline()).extracting("what").first().asString().startsWith("PLANNED: r2 is to be live");
        assertThat(facts.report().measures().all()).extracting("name").contains("errors");
        assertThat(facts.report().summary()).contains("was watched for 5 s");
    }

    @Test void failsWithTheReasonWhenTheReleaseIsBad() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        var stage = stage(2);

        var verdict = stage.judge(stage.run(null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.checks().get(0).measured()).isEqualTo("ROLLED_BACK");
        assertThat(verdict.checks().get(0).advice()).contains("r2 is bad");
    }

    @Test void isTurnedAwayWhileSomebodyElseDeploys() throws Exception {
        world.leaseHeldBy("anna");
        var stage = stage(2);

        var facts = stage.run(null);

        assertThat(facts.result().cause()).isEqualTo(Cause.BLOCKED);
        assertThat(facts.result().reason()).contains("anna (process 4711 on elsewhere)");
        assertThat(stage.judge(facts).checks().get(0).measured()).isEqualTo("not deployed");
        assertThat(world.liveRelease()).contains("r1");
    }

    @Test void cannotBeginWhileTheRouterDoesNotAnswer() {
        world.router.down = true;

        assertThatThrownBy(() -> stage(2).run(null)).isInstanceOf(StageException.class)
                .hasMessage("Staging was not deployed to: The router does not answer.");
    }

    @Test void isInconclusiveAboutWhatCouldNotBeJudged() {
        var blocked = DeployResult.blocked("why");
        var unmeasured = new DeployResult(Optional.of(DeployState.ROLLED_BACK), Cause.UNMEASURED, "too few requests", Optional.empty(),
                Optional.empty(), List.of(), Measures.none(), blocked.audit());

        var verdict = stage(2).judge(new StagingReport(unmeasured));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.checks().get(0).advice()).isEqualTo("too few requests");
    }
}
