package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What was seen of containers while this runtime looked. The Docker Engine starts a crashed one again within a tenth of a second,
 * which must not hide the crash: it counts as dead until it has run for {@link #PROOF}.
 */
final class Lives {
    /** A container that ran so long is no longer taken for one in a crash loop; the Docker Engine uses the same span. */
    static final Duration PROOF = Duration.ofSeconds(10);

    private record Life(int restarts, Instant died) { }

    private final Clock clock;
    private final Map<String, Life> lives = new HashMap<>();
    private final Map<String, String> started = new HashMap<>();

    Lives(Clock clock) {
        this.clock = clock;
    }

    synchronized void started(String name, String id) {
        started.put(name, id);
    }

    synchronized void stopped(String name) {
        lives.remove(started.remove(name));
    }

    /** Whether an instance of this name was started here and not stopped here. */
    synchronized boolean wasStarted(String name) {
        return started.containsKey(name);
    }

    /** Whether it runs now and did not die a moment ago. */
    synchronized boolean alive(InspectContainerResponse container) {
        var before = lives.get(container.getId());
        int restarts = Ending.restarts(container);
        boolean died = Ending.of(container).isPresent() || before != null && restarts > before.restarts();
        if (died || before == null) {
            lives.put(container.getId(), new Life(restarts, died ? clock.instant() : Instant.MIN));
        }
        return !died && !Boolean.TRUE.equals(container.getState().getPaused())
                && (before == null || !clock.instant().isBefore(before.died().plus(PROOF)));
    }
}
