package io.jenkins.plugins.greenlight.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many runs are kept, and how long.
 *
 * @param runs 1 or more, the newest of all
 * @param age  since a run ended, more than zero; empty for any
 */
public record Retention(int runs, Optional<Duration> age) {
    public Retention {
        if (runs < 1) {
            throw new IllegalArgumentException("The runs to keep are " + runs + ". Expected 1 or more.");
        }
        if (age.filter(most -> most.isNegative() || most.isZero()).isPresent()) {
            throw new IllegalArgumentException("The age that runs are kept to is " + age.get() + ". Expected more than nothing.");
        }
    }

    /**
     * The runs to remove, oldest first: with each of them every older one, except the current. Where clocks ran backwards or
     * another run ended meanwhile, the current is not the newest; it stays beside those that are kept.
     */
    List<RunName> expired(Collection<RunName> all, RunName current, Instant now) {
        var newestFirst = all.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        return IntStream.range(0, newestFirst.size()).filter(place -> place >= runs || tooOld(newestFirst.get(place), now))
                .mapToObj(newestFirst::get).filter(run -> !run.equals(current)).sorted().toList();
    }

    private boolean tooOld(RunName run, Instant now) {
        return age.filter(most -> run.at().isBefore(now.minus(most))).isPresent();
    }
}
