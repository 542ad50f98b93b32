package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;
import java.time.Instant;

/** How long a candidate was really looked at: time that nobody looked in does not count, nor does a clock that is set. */
final class WatchTime {
    private final Duration most;
    private Instant last;
    private Duration elapsed = Duration.ZERO;

    /** @param interval between two looks; a longer gap counts as three of them, or as {@link Watch#WINDOW} */
    WatchTime(Instant begun, Duration interval) {
        this.last = begun;
        var three = interval.multipliedBy(3);
        this.most = three.compareTo(Watch.WINDOW) > 0 ? three : Watch.WINDOW;
    }

    void look(Instant at) {
        var step = Duration.between(last, at);
        last = at;
        if (!step.isNegative()) {
            elapsed = elapsed.plus(step.compareTo(most) > 0 ? most : step);
        }
    }

    Duration elapsed() {
        return elapsed;
    }

    boolean reached(Duration duration) {
        return elapsed.compareTo(duration) >= 0;
    }
}
