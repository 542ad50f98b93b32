package io.jenkins.plugins.greenlight.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How containers end, by their own doing and by others'. */
@Tag("slow")
class DockerEndingTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private DockerFixture docker;
    private DockerRuntime runtime;

    @BeforeEach void engineRuns() throws Exception {
        docker = new DockerFixture();
        runtime = docker.runtime();
        runtime.accept(DockerFixture.digest("one"), DockerFixture.archive("one"));
    }

    @AfterEach void nothingIsLeft() throws Exception {
        if (docker != null) {
            docker.close();
        }
    }

    private Instance start(Map<String, String> environment) throws Exception {
        return runtime.start(new Spec("blue-7", new ReleaseId("r1"), DockerFixture.digest("one"), Slot.BLUE, 7, RuntimeContract.freePort(),
                environment));
    }

    private int restarts() throws Exception {
        return docker.engine.read("look", client -> client.inspectContainerCmd(docker.container("blue-7")).exec()).getRestartCount();
    }

    private String state() throws Exception {
        return docker.engine.read("look", client -> client.inspectContainerCmd(docker.container("blue-7")).exec()).getState().getStatus();
    }

    @Test void saysWhyAReleaseDiedAtOnceAndStartsItNoMore() throws Exception {
        assertThatThrownBy(() -> start(Map.of("FAIL", "db:5432"))).isInstanceOf(Daemons.EndedAtOnceException.class)
                .hasMessageContaining("exit code 3").hasMessageContaining("No database at db:5432");

        assertThat(state()).isEqualTo("exited");
        assertThat(runtime.instances()).isEmpty();
        assertThat(docker.engine.read("look", client -> client.inspectContainerCmd(docker.container("blue-7")).exec()).getHostConfig()
                .getRestartPolicy().getName()).isEqualTo("unless-stopped");
        assertThat(runtime.exit("blue-7")).isPresent();
        assertThat(runtime.lastLines("blue-7", 1)).containsExactly("No database at db:5432");
        runtime.sweep(Slot.BLUE);
        assertThat(runtime.lastLines("blue-7", 1)).isEmpty();
    }

    @Test void reportsThatMemoryWasWanting() throws Exception {
        docker.site = new DockerSite(docker.site.host(), 8080, "127.0.0.1", 16 << 20, "", "");
        runtime = docker.runtime();

        try {
            var instance = start(Map.of("EAT", "1"));
            DockerFixture.await(() -> !runtime.alive(instance));
            assertThat(runtime.exit("blue-7")).hasValueSatisfying(how -> assertThat(how)
                    .startsWith("it was killed for want of memory (exit code 137)"));
        } catch (Daemons.EndedAtOnceException e) {
            assertThat(e).hasMessageContaining("it was killed for want of memory (exit code 137)").hasMessageContaining("eating");
        }
    }

    @Tag("slow")
    @Test void bringsBackOneThatCrashedButCountsItAsDeadUntilItHasProvedItself() throws Exception {
        var instance = start(Map.of());
        assertThat(runtime.alive(instance)).isTrue();
        docker.kill(instance);

        DockerFixture.await(() -> restarts() == 1 && state().equals("running"));
        assertThat(runtime.alive(instance)).as("nobody saw it dead").isFalse();
        assertThat(runtime.exit("blue-7")).hasValueSatisfying(how -> assertThat(how).contains("signal 9 (exit code 137)")
                .contains("started it again (1 times by now)"));
        assertThat(docker.runtime().alive(instance)).as("who sees it only now has no reason to doubt it").isTrue();
        assertThat(docker.ask(instance, "x").statusCode()).isEqualTo(200);
        DockerFixture.await(() -> runtime.alive(instance));
        assertThat(runtime.exit("blue-7")).isEmpty();
    }

    @Test void takesACrashLoopForDeadAndEndsIt() throws Exception {
        var instance = start(Map.of("DIE_AFTER", "1"));
        DockerFixture.await(() -> !runtime.alive(instance));
        DockerFixture.await(() -> state().equals("restarting"));

        assertThat(runtime.alive(instance)).isFalse();
        assertThat(runtime.exit("blue-7")).hasValueSatisfying(how -> assertThat(how).contains("exit code 137"));
        runtime.stop(instance, GRACE);
        assertThat(runtime.instances()).isEmpty();
    }

    @Test void findsAPausedOneInItsSlotAndNotAlive() throws Exception {
        var instance = start(Map.of());
        docker.engine.act("pause", client -> client.pauseContainerCmd(docker.container("blue-7")).exec());

        assertThat(runtime.instances()).containsExactly(instance);
        assertThat(runtime.alive(instance)).isFalse();
        assertThat(runtime.exit("blue-7")).isEmpty();
        runtime.stop(instance, GRACE);
        assertThat(runtime.instances()).isEmpty();
    }

    @Test void goesOnWhenAContainerWasRemovedOrStoppedByHand() throws Exception {
        var instance = start(Map.of());
        docker.engine.act("stop", client -> client.stopContainerCmd(docker.container("blue-7")).withTimeout(5).exec());
        assertThat(runtime.alive(instance)).isFalse();
        assertThat(runtime.instances()).isEmpty();
        assertThat(runtime.exit("blue-7")).contains("it was ended by signal 15 (exit code 143)");
        docker.engine.act("remove", client -> client.removeContainerCmd(docker.container("blue-7")).withForce(true).exec());

        assertThat(runtime.alive(instance)).isFalse();
        assertThat(runtime.exit("blue-7")).contains("its container was removed by hand");
        assertThat(runtime.lastLines("blue-7", 5)).isEmpty();
        runtime.stop(instance, GRACE);
        assertThat(runtime.exit("blue-7")).isEmpty();
    }

    @Test void asksWithSigtermFirstAndWaitsNoLongerThanTheGrace() throws Exception {
        var instance = start(Map.of());
        docker.ask(instance, "x");
        var before = Instant.now();

        runtime.stop(instance, Duration.ofSeconds(60));

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test void keepsTheLastLinesAndNoColours() throws Exception {
        start(Map.of());
        DockerFixture.await(() -> !runtime.lastLines("blue-7", 5).isEmpty());

        assertThat(runtime.lastLines("blue-7", 5)).containsExactly("listening on 8080");
        assertThat(runtime.lastLines("never-9", 5)).isEmpty();
    }
}
