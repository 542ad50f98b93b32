package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.port.Backoff;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Does something at a registry, again when that may help: a few times, ever further apart. */
final class Attempts {
    /** Whoever asks for more time is not waited for. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(16);

    /** Ends with a {@link Failure} when it came to nothing; any other exception has nothing to do with the registry. */
    interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    private final int most;
    private final Ports ports;
    private final Backoff backoff;

    Attempts(int most, Ports ports) {
        this(most, ports, () -> ThreadLocalRandom.current().nextDouble());
    }

    Attempts(int most, Ports ports, DoubleSupplier chance) {
        this.most = most;
        this.ports = ports;
        this.backoff = new Backoff(FIRST, LONGEST, chance);
    }

    /** @param doing such as {@code Pushing 127.0.0.1:5055/team/shop}, for messages */
    <T> T run(String doing, Attempt<T> attempt) throws RegistryException, IOException, InterruptedException {
        for (int tries = 1;; tries++) {
            try {
                return attempt.make();
            } catch (Failure e) {
                var wait = backoff.wait(tries, e.pause());
                if (!e.isPassing() || tries == most || wait.compareTo(LONGEST_PAUSE) > 0) {
                    throw ended(doing, e, tries, wait);
                }
                ports.log().warn(doing + ": " + e.getMessage() + ". Attempt " + (tries + 1) + " of " + most + " in "
                        + seconds(wait) + " s");
                ports.pause().pause(wait);
            }
        }
    }

    private RegistryException ended(String doing, Failure last, int tries, Duration wait) {
        var how = !last.isPassing() ? "" : tries == most ? " (the last of " + tries + (tries == 1 ? " attempt)" : " attempts)")
                : "; it asks to be left alone for " + seconds(wait) + " s, more than the " + LONGEST_PAUSE.toSeconds()
                + " s that are waited";
        return new RegistryException(doing + " failed: " + last.getMessage() + how + ". " + last.advice(), last.status(), last);
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f", wait.toMillis() / 1000.0);
    }
}
