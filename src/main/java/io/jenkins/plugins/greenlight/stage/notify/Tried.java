package io.jenkins.plugins.greenlight.stage.notify;

import java.time.Duration;
import java.util.Optional;

/** How one try to tell somebody ended. */
sealed interface Tried {
    record Told() implements Tried { }

    /** Another try would end the same. */
    record Refused(String why) implements Tried { }

    /** @param pause for how long the other side asked to be left alone; empty when it did not */
    record Later(String why, Optional<Duration> pause) implements Tried {
        static Later of(String why) {
            return new Later(why, Optional.empty());
        }
    }
}
