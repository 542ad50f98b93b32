package io.jenkins.plugins.greenlight.port;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before another try: a span that doubles, half of it by chance, so that not all who were refused at once come
 * again at once.
 *
 * @param first   the shortest wait, also where the other side asks for less; after the first try the span is twice as long
 * @param longest the span doubles no further
 * @param chance  from 0 to below 1
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    /**
     * @param tries made so far, 1 to 30
     * @param asked for how long the other side asked to be left alone: taken as it is; empty when it did not
     */
    public Duration wait(int tries, Optional<Duration> asked) {
        if (asked.isPresent()) {
            return asked.get().compareTo(first) > 0 ? asked.get() : first;
        }
        var span = first.multipliedBy(1L << tries);
        long millis = (span.compareTo(longest) < 0 ? span : longest).toMillis();
        return Duration.ofMillis(millis / 2 + (long) (millis / 2.0 * chance.getAsDouble()));
    }
}
