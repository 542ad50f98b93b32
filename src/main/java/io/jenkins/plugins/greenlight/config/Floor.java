package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a policy asks of one gate at the least.
 *
 * @param limits       each must be met by one of the gate's checks; none asks only that the gate is there and decides
 * @param allowObserve whether the gate may be a dry run
 * @param allowWarn    whether what cannot be measured may be a warning
 * @param duration     of a watch; empty for any
 * @param minSamples   of a watch; empty for any
 * @param place        in the policy
 */
record Floor(List<Limit> limits, boolean allowObserve, boolean allowWarn, Optional<Duration> duration, Optional<Integer> minSamples,
             Node.Place place) {
    Floor {
        limits = List.copyOf(limits);
    }

    /** @param unit  of the measure
     *  @param place in the policy */
    record Limit(Expectation expectation, Unit unit, Node.Place place) {
        boolean isMetBy(Expectation check) {
            return check.isAtLeastAsStrictAs(expectation, unit);
        }
    }
}
