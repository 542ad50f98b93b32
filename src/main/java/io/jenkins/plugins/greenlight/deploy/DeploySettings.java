package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one environment is deployed to: what {@code staging} and {@code production} share in greenlight.yaml.
 *
 * @param health        when a candidate counts as up
 * @param smoke         requests a candidate must answer with 2xx before it gets users, e.g. {@code GET /products}
 * @param watch         how it is watched once it has them
 * @param config        what a release is started with
 * @param releaseHeader the header in which a release answers its id
 * @param drainTimeout  how long requests in flight are waited for before an instance is stopped
 * @param grace         how long an instance has between SIGTERM and SIGKILL
 * @param migration     what is done to the data's schema; empty for nothing
 */
public record DeploySettings(DeploySite site, Health health, List<String> smoke, Watch watch, ReleaseConfig config,
                             String releaseHeader, Duration drainTimeout, Duration grace, Optional<Migration> migration) {
    /** What {@link Watch#checks} may name. */
    public static final Vocabulary WATCHED = Vocabulary.of("errors", Unit.PERCENT, "requests", Unit.COUNT, "p95",
            Unit.MILLIS);

    public DeploySettings {
        smoke = List.copyOf(smoke);
    }

    /** Of a release without migrations. */
    public DeploySettings(DeploySite site, Health health, List<String> smoke, Watch watch, ReleaseConfig config,
                          String releaseHeader, Duration drainTimeout, Duration grace) {
        this(site, health, smoke, watch, config, releaseHeader, drainTimeout, grace, Optional.empty());
    }

    /** The same, elsewhere: a release's settings at the places where another's say that releases run now. */
    public DeploySettings at(DeploySite place) {
        return new DeploySettings(place, health, smoke, watch, config, releaseHeader, drainTimeout, grace, migration);
    }

    public DeploySettings with(ReleaseConfig other) {
        return new DeploySettings(site, health, smoke, watch, other, releaseHeader, drainTimeout, grace, migration);
    }

    public DeploySettings with(Health other) {
        return new DeploySettings(site, other, smoke, watch, config, releaseHeader, drainTimeout, grace, migration);
    }

    public DeploySettings with(Watch other) {
        return new DeploySettings(site, health, smoke, other, config, releaseHeader, drainTimeout, grace, migration);
    }

    public DeploySettings with(Migration other) {
        return new DeploySettings(site, health, smoke, watch, config, releaseHeader, drainTimeout, grace, Optional.of(other));
    }

    /** Of a release that comes back: the schema is not touched for it. */
    DeploySettings comingBack() {
        return migration.map(Migration::withoutExpand).map(this::with).orElse(this);
    }

    public DeploySettings asking(List<String> requests) {
        return new DeploySettings(site, health, requests, watch, config, releaseHeader, drainTimeout, grace, migration);
    }

    public DeploySettings ending(Duration drain, Duration graceful) {
        return new DeploySettings(site, health, smoke, watch, config, releaseHeader, drain, graceful, migration);
    }

    /**
     * @param consecutive good answers in a row
     * @param deadline    from the start
     * @param body        what a good answer's body must hold; empty for anything
     * @param headers     what a good answer must carry beside its release, by name
     */
    public record Health(String path, int consecutive, Duration interval, Duration deadline, String body, Map<String, String> headers) {
        public Health {
            headers = Map.copyOf(headers);
        }

        public Health(String path, int consecutive, Duration interval, Duration deadline) {
            this(path, consecutive, interval, deadline, "", Map.of());
        }
    }

    /**
     * @param duration   how long a candidate is watched before it is LIVE
     * @param interval   between two looks at the router's counters
     * @param minSamples answers needed for a judgement; probes fill up what users do not send
     * @param metrics    who else is asked; empty for nobody
     * @param onUnknown  what happens when they do not say and all else is well
     */
    public record Watch(Duration duration, Duration interval, int minSamples, Expectations checks, Optional<Metrics> metrics,
                        OnUnknown onUnknown) {
        public Watch(Duration duration, Duration interval, int minSamples, Expectations checks) {
            this(duration, interval, minSamples, checks, Optional.empty(), OnUnknown.HOLD);
        }
    }

    /** HOLD: LIVE, with a warning. BACK: users go back, since it could not be judged. */
    public enum OnUnknown { HOLD, BACK }

    /**
     * A Prometheus.
     *
     * @param maxAge of the newest sample; an older one says nothing of now
     */
    public record Metrics(URI url, Duration maxAge, List<Query> queries) {
        public Metrics {
            queries = List.copyOf(queries);
        }
    }

    /**
     * One further measure.
     *
     * @param promql   must give one number; {@code ${release}}, {@code ${slot}} and {@code ${since}} stand for the candidate
     * @param newest   PromQL for the time of its newest sample, in seconds since 1970; empty to trust the provider's clock
     * @param spelling of the unit its number has, e.g. {@code s}; empty for a plain count
     */
    public record Query(String name, String promql, String newest, String spelling) {
        /** @throws java.util.NoSuchElementException when there is no unit of this spelling */
        public Unit unit() {
            return Arrays.stream(Unit.values()).filter(unit -> unit.factor(spelling).isPresent()).findFirst().orElseThrow();
        }

        /** How many of {@link #unit()} one of its number is. */
        public double factor() {
            return unit().factor(spelling).orElseThrow();
        }
    }
}
