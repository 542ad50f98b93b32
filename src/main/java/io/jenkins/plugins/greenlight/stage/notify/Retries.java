package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.port.Backoff;
import io.jenkins.plugins.greenlight.port.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Tells a channel, again when that may help: a few times, ever further apart, never past the deadline. */
final class Retries {
    static final int MOST = 6;
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Clock clock;
    private final Pause pause;
    private final Backoff backoff;
    private final Instant deadline;

    /** @param chance from 0 to below 1, so that not all who were refused at once come again at once */
    Retries(Clock clock, Pause pause, DoubleSupplier chance, Instant deadline) {
        this.clock = clock;
        this.pause = pause;
        this.backoff = new Backoff(FIRST, LONGEST, chance);
        this.deadline = deadline;
    }

    NotifyReport.Told tell(Channel channel) throws InterruptedException {
        for (int tries = 1; left().compareTo(Duration.ZERO) > 0; tries++) {
            var tried = channel.tell(left());
            if (tried instanceof Tried.Told) {
                return NotifyReport.Told.told(channel.name(), channel.where(), tries);
            }
            if (tried instanceof Tried.Refused refused) {
                return notTold(channel, refused.why(), tries);
            }
            var later = (Tried.Later) tried;
            var wait = backoff.wait(tries, later.pause());
            if (tries == MOST || wait.compareTo(left()) >= 0) {
                return notTold(channel, later.why() + (tries == MOST ? "" : "; the next try would be in " + seconds(wait)
                        + " s, past the time there is"), tries);
            }
            pause.pause(wait);
        }
        return notTold(channel, "no time was left to try", 0);
    }

    private Duration left() {
        return Duration.between(clock.instant(), deadline);
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f", wait.toMillis() / 1000.0);
    }

    private static NotifyReport.Told notTold(Channel channel, String why, int tries) {
        return NotifyReport.Told.not(channel.name(), channel.where(), why + (tries > 1 ? " (the last of " + tries + " tries)" : ""));
    }
}
