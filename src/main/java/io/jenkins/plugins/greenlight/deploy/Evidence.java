package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What somebody else measured of the candidate: further than router and probes can see, and never instead of them. */
@FunctionalInterface
public interface Evidence {
    /** Nobody else measures. */
    Evidence NONE = question -> CompletableFuture.completedFuture(List.of());

    /**
     * @param metrics where to ask, and what
     * @param since   how long users have been on the candidate
     */
    record Question(DeploySettings.Metrics metrics, ReleaseId release, Slot slot, Duration since) { }

    /**
     * @param measure named and measured in the unit of its query; without a value when it is missing
     * @param newest  when its newest sample was taken, by our clock; empty when nothing says so, which makes it missing
     * @param why     it is missing; empty when it is not
     */
    record Reading(Measure measure, Optional<Instant> newest, String why) {
        public static Reading missing(DeploySettings.Query query, String why) {
            return new Reading(Measure.missing(query.name(), query.unit()), Optional.empty(), why);
        }
    }

    /** Asks and does not wait. Completes within some seconds with one reading a query, in any order; never exceptionally. */
    CompletableFuture<List<Reading>> ask(Question question) throws InterruptedException;
}
