package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {
    @TempDir Path folder;
    private final AtomicInteger made = new AtomicInteger();

    @Test void waitsTwiceAsLongEachTimeUpToALimitHalfOfItByChance() {
        var scene = new RegistryScene(folder);
        var attempts = new Attempts(8, scene.ports(), () -> 0.5);

        assertThatThrownBy(() -> attempts.run("Pushing x", () -> {
            made.incrementAndGet();
            throw Failure.passing("it is down", "Expected it to be up.", null);
        })).isInstanceOf(RegistryException.class).hasMessage("Pushing x failed: it is down (the last of 8 attempts). Expected it"
                + " to be up.");
        assertThat(made).hasValue(8);
        assertThat(scene.pauses).extracting(Duration::toMillis).containsExactly(750L, 1500L, 3000L, 6000L, 12_000L, 12_000L,
                12_000L);
    }

    @Test void waitsAtMostTwoMinutesBecauseItWasAskedTo() throws Exception {
        var scene = new RegistryScene(folder);
        var attempts = new Attempts(2, scene.ports(), () -> 0);

        assertThat(attempts.<String>run("Pushing x", () -> {
            if (made.incrementAndGet() == 1) {
                throw Failure.passing("it is busy", "", Optional.of(Attempts.LONGEST_PAUSE), 429);
            }
            return "done";
        })).isEqualTo("done");
        assertThat(scene.pauses).containsExactly(Attempts.LONGEST_PAUSE);
    }

    @Test void makesNoOtherAttemptAtWhatWouldEndTheSame() {
        var scene = new RegistryScene(folder);

        assertThatThrownBy(() -> new Attempts(8, scene.ports()).run("Pushing x", () -> {
            made.incrementAndGet();
            throw Failure.lasting("it refused", "Ask.", 403);
        })).hasMessage("Pushing x failed: it refused. Ask.");
        assertThatThrownBy(() -> new Attempts(8, scene.ports()).run("Pushing x", () -> {
            made.incrementAndGet();
            throw new IOException("the disk is full");
        })).isExactlyInstanceOf(IOException.class).hasMessage("the disk is full");
        assertThat(made).hasValue(2);
        assertThat(scene.pauses).isEmpty();
    }
}
