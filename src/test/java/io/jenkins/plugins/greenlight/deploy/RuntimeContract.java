package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Runtime.Health;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every runtime must do, whatever releases run as. */
public interface RuntimeContract {
    Duration GRACE = Duration.ofSeconds(5);

    /** Of the same application and environment each time, as another engine has it. */
    Runtime runtime() throws Exception;

    /** Of an image whose instances run until they are stopped. */
    Path archive() throws Exception;

    ImageDigest digest() throws Exception;

    private Spec spec(String name, Slot slot, long epoch, int port) throws Exception {
        return new Spec(name, new ReleaseId("r1"), digest(), slot, epoch, port, Map.of("A", "1"));
    }

    static int freePort() throws IOException {
        return LoopbackPorts.free();
    }

    @Test default void holdsAnImageOnceItWasAcceptedAndMayBeBroughtItAgain() throws Exception {
        runtime().accept(digest(), archive());
        runtime().accept(digest(), archive());

        assertThat(runtime().holds(digest())).isTrue();
        assertThat(runtime().holds(new ImageDigest("sha256:" + "0".repeat(64)))).isFalse();
    }

    @Test default void startsNothingFromAnImageThatIsNotThere() throws Exception {
        var absent = new ImageDigest("sha256:" + "0".repeat(64));
        var spec = new Spec("blue-1", new ReleaseId("r1"), absent, Slot.BLUE, 1, freePort(), Map.of());

        assertThatThrownBy(() -> runtime().start(spec)).isInstanceOf(IOException.class).hasMessageContaining(absent.value());
        assertThat(runtime().instances()).isEmpty();
    }

    @Test default void findsAgainWhatAnotherStarted() throws Exception {
        runtime().accept(digest(), archive());
        var spec = spec("green-7", Slot.GREEN, 7, freePort());

        var started = runtime().start(spec);

        assertThat(started.name()).isEqualTo("green-7");
        assertThat(started.address().getPort()).isEqualTo(spec.port());
        assertThat(runtime().instances()).containsExactly(started);
        assertThat(runtime().alive(started)).isTrue();
        assertThat(runtime().start(spec)).isEqualTo(started);
        assertThat(runtime().instances()).containsExactly(started);
    }

    @Test default void startsNothingElseUnderANameThatRuns() throws Exception {
        runtime().accept(digest(), archive());
        int port = freePort();
        var started = runtime().start(spec("blue-7", Slot.BLUE, 7, port));
        var other = new Spec("blue-7", new ReleaseId("r2"), digest(), Slot.BLUE, 7, port, Map.of("A", "1"));

        assertThatThrownBy(() -> runtime().start(other)).isInstanceOf(IOException.class).hasMessageContaining("blue-7");
        assertThat(runtime().instances()).containsExactly(started);
    }

    @Test default void stopsJustThatOneAndMayBeAskedAgain() throws Exception {
        runtime().accept(digest(), archive());
        var stays = runtime().start(spec("blue-77", Slot.BLUE, 77, freePort()));
        var goes = runtime().start(spec("blue-7", Slot.BLUE, 7, freePort()));

        runtime().stop(goes, GRACE);
        runtime().stop(goes, GRACE);

        assertThat(runtime().alive(goes)).isFalse();
        assertThat(runtime().alive(stays)).isTrue();
        assertThat(runtime().instances()).containsExactly(stays);
        assertThat(runtime().holds(digest())).isTrue();
    }

    @Test default void startsAgainWhatWasStopped() throws Exception {
        runtime().accept(digest(), archive());
        var spec = spec("blue-7", Slot.BLUE, 7, freePort());
        runtime().stop(runtime().start(spec), GRACE);

        var again = runtime().start(spec);

        assertThat(runtime().alive(again)).isTrue();
    }

    @Test default void sweepsUpNobodyWhoRuns() throws Exception {
        runtime().accept(digest(), archive());
        var running = runtime().start(spec("blue-7", Slot.BLUE, 7, freePort()));

        runtime().sweep(Slot.BLUE);
        runtime().sweep(Slot.GREEN);

        assertThat(runtime().instances()).containsExactly(running);
        assertThat(runtime().alive(running)).isTrue();
    }

    @Test default void saysNothingOfAnEndWhereThereWasNone() throws Exception {
        runtime().accept(digest(), archive());
        var running = runtime().start(spec("blue-7", Slot.BLUE, 7, freePort()));

        assertThat(runtime().exit(running.name())).isEmpty();
        assertThat(runtime().exit("never-9")).isEmpty();
        assertThat(runtime().health(running)).isEqualTo(Health.NONE);
    }
}
