package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassagesTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach void anEmptyWorld() {
        world = new World(folder);
    }

    private static Instant entered(DeployResult result, DeployState state) {
        return result.entries().stream().filter(entry -> entry.enters(state)).findFirst().orElseThrow().at();
    }

    private static List<String> told(List<Passage> passages) {
        return passages.stream().map(passage -> passage.kind() + " " + passage.what()).toList();
    }

    @Test void tellsWhoServedBeforeAndAfterADelivery() throws Exception {
        world.deploy(1);

        var result = world.deploy(2);
        var served = new Passages(result).served();

        assertThat(told(served)).containsExactly("BEFORE r1 in blue", "MOVING on the way to r2 in green", "AFTER r2 in green");
        assertThat(served.get(0).from()).isEmpty();
        assertThat(served.get(0).until()).contains(entered(result, DeployState.SWITCHING)).isEqualTo(served.get(1).from());
        assertThat(served.get(1).until()).contains(entered(result, DeployState.WATCHING)).isEqualTo(served.get(2).from());
        assertThat(served.get(2).until()).isEmpty();
    }

    @Test void tellsOfTheFirstThatNobodyServedBefore() throws Exception {
        assertThat(told(new Passages(world.deploy(1)).served()).get(0)).isEqualTo("BEFORE no release");
    }

    @Test void tellsOfTheWayBack() throws Exception {
        world.deploy(1);
        world.runtime.errorPercent.put(World.release(2).id(), 30);

        var result = world.deploy(2);
        var served = new Passages(result).served();

        assertThat(told(served)).containsExactly("BEFORE r1 in blue", "MOVING on the way to r2 in green", "AFTER r2 in green",
                "MOVING on the way back to r1 in blue", "BEFORE r1 in blue");
        assertThat(served.get(4).from()).contains(entered(result, DeployState.ROLLED_BACK));
        assertThat(told(new Passages(result).states())).containsExactly("PLAIN PLANNED", "PLAIN MIGRATING", "PLAIN STARTING",
                "PLAIN CHECKING", "MOVING SWITCHING", "MOVING WATCHING", "WARN ROLLING_BACK", "BAD ROLLED_BACK");
    }

    @Test void tellsOfOneThatNeverCameToUsers() throws Exception {
        world.deploy(1);
        world.runtime.unhealthy.add(World.release(2).id());

        var result = world.deploy(2);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(told(new Passages(result).served())).containsExactly("BEFORE r1 in blue");
    }

    @Test void saysWhenItIsNotKnownWhoServes() throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.runtime.kill(World.release(1).id());
                world.runtime.kill(World.release(2).id());
            }
        };

        var result = world.deploy(2);
        var unknown = new DeployResult(result.state(), result.cause(), result.reason(), Optional.empty(), Optional.empty(), result.entries(),
                result.watched(), result.audit());

        assertThat(result.halted()).isTrue();
        assertThat(told(new Passages(result).served())).endsWith("MOVING on the way back to r1 in blue", "AFTER r2 in green");
        assertThat(told(new Passages(unknown).served())).endsWith("UNSURE not known");
    }

    @Test void tellsWhatTheRouterDidItself() throws Exception {
        world.deploy(1);
        var result = world.deploy(2);

        var moved = new Passages(watched(result, Measure.count("elsewhere", 12))).byRouter();

        assertThat(moved).singleElement().satisfies(passage -> {
            assertThat(passage.what()).isEqualTo("12 requests that r2 had failed were taken to another release by the router itself");
            assertThat(passage.from()).contains(entered(result, DeployState.WATCHING));
            assertThat(passage.until()).contains(entered(result, DeployState.LIVE));
        });
        assertThat(new Passages(result).byRouter()).isEmpty();
        assertThat(new Passages(watched(result, Measure.missing("elsewhere", Unit.COUNT))).byRouter()).isEmpty();
    }

    private static DeployResult watched(DeployResult result, Measure measure) {
        return new DeployResult(result.state(), result.cause(), result.reason(), result.live(), result.previous(), result.entries(),
                Measures.of(measure), result.audit());
    }

    @Test void isSilentWhereNothingWasBegun() {
        var blocked = new Passages(DeployResult.blocked("somebody else deploys"));

        assertThat(blocked.served()).isEmpty();
        assertThat(blocked.states()).isEmpty();
        assertThat(blocked.byRouter()).isEmpty();
    }
}
