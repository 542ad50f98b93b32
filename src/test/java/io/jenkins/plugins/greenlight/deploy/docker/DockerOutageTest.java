package io.jenkins.plugins.greenlight.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine of its own that is killed, at any moment, and comes back. */
@Tag("slow")
class DockerOutageTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private PrivateDocker daemon;
    private DockerFixture docker;
    private DockerRuntime runtime;

    @BeforeEach void engineRuns() throws Exception {
        PrivateDocker.ready();
        daemon = new PrivateDocker();
        daemon.start();
        docker = new DockerFixture(daemon);
        runtime = docker.runtime();
        runtime.accept(DockerFixture.digest("one"), DockerFixture.archive("one"));
    }

    @AfterEach void nothingIsLeft() throws Exception {
        if (daemon != null) {
            docker.engine.close();
            daemon.close();
        }
    }

    private Spec spec(String name, Slot slot, long epoch) throws IOException {
        return new Spec(name, new ReleaseId("r1"), DockerFixture.digest("one"), slot, epoch, RuntimeContract.freePort(), Map.of("A", "1"));
    }

    @Test void findsItsContainersAgainAndServesAfterTheEngineWasKilled() throws Exception {
        var live = runtime.start(spec("blue-7", Slot.BLUE, 7));
        var stopped = runtime.start(spec("green-8", Slot.GREEN, 8));
        runtime.stop(stopped, GRACE);
        var failing = new Spec("green-9", new ReleaseId("r1"), DockerFixture.digest("one"), Slot.GREEN, 9, RuntimeContract.freePort(), Map.of("FAIL", "x"));
        assertThatThrownBy(() -> runtime.start(failing)).isInstanceOf(Daemons.EndedAtOnceException.class);
        assertThat(runtime.alive(live)).isTrue();

        daemon.kill();
        assertThatThrownBy(() -> runtime.instances()).isInstanceOf(IOException.class).hasMessageContaining("went away or does not run")
                .hasMessageContaining("Start it");
        daemon.start();

        assertThat(runtime.instances()).containsExactly(live);
        assertThat(answer(live).headers().firstValue("X-Greenlight-Release")).contains("r1");
        DockerFixture.await(() -> runtime.alive(live));
        assertThat(docker.runtime().start(spec(live))).isEqualTo(live);
        assertThat(runtime.holds(DockerFixture.digest("one"))).isTrue();
    }

    /** What the killed engine left may keep the port and forward it to nowhere: then one more restart helps, see docs/docker.md. */
    private HttpResponse<String> answer(Instance live) throws Exception {
        try {
            return docker.ask(live, "x");
        } catch (IOException e) {
            daemon.stop();
            daemon.start();
            return docker.ask(live, "x");
        }
    }

    private Spec spec(Instance live) {
        return new Spec(live.name(), live.release(), live.digest(), live.slot(), live.epoch(), live.address().getPort(), Map.of("A", "1"));
    }

    /** Whether it can be reached is not asked: what the killed engine left may keep its port, see docs/docker.md; checks find that. */
    @Test void startsJustOneWhenTheEngineIsKilledInTheMiddleOfAStart() throws Exception {
        for (int round = 0; round < 2; round++) {
            var spec = spec("blue-" + round, Slot.BLUE, round);
            var starting = CompletableFuture.supplyAsync(() -> outcome(spec));
            Thread.sleep(round * 160L); // the moment of the kill, which no condition can name
            daemon.kill();
            var outcome = starting.join();
            daemon.start();

            var instance = started(spec);

            assertThat(outcome).containsAnyOf("started", "went away", "does not exist", "did not answer");
            DockerFixture.await(() -> runtime.alive(instance));
            assertThat(runtime.instances()).containsExactly(instance);
            runtime.stop(instance, GRACE);
            runtime.sweep(Slot.BLUE);
            assertThat(names()).as("round %d", round).isEmpty();
        }
    }

    /** An engine that was killed in the middle of a start may keep the port; then it says what to do, and that helps. */
    private Instance started(Spec spec) throws Exception {
        try {
            return runtime.start(spec);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Port " + spec.port()).hasMessageContaining("keeps the port until it is restarted: do that");
            daemon.stop();
            daemon.start();
            return runtime.start(spec);
        }
    }

    private String outcome(Spec spec) {
        try {
            return "started " + runtime.start(spec);
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        docker.engine.read("list", client -> client.listContainersCmd().withShowAll(true).exec()).forEach(each -> names.addAll(List.of(each.getNames())));
        return names;
    }

    @Test void saysThatThereIsNoEngineWhenItsSocketIsGone() throws Exception {
        daemon.kill();
        Files.delete(daemon.socket());

        assertThatThrownBy(() -> runtime.instances()).isInstanceOf(IOException.class)
                .hasMessageContaining("the socket " + daemon.socket() + " does not exist");
        daemon.start();
        assertThat(runtime.instances()).isEmpty();
    }
}
