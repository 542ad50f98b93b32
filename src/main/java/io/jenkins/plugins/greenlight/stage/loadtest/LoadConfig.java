package io.jenkins.plugins.greenlight.stage.loadtest;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code loadTest} in greenlight.yaml.
 *
 * @param url           what to load; empty loads a throw-away instance of this build's image
 * @param perSecond     arrivals per second, above 0, whatever the answers do (open model)
 * @param warmup        load before measuring, at the same rate; may be zero
 * @param timeout       after which a request counts as an error
 * @param connections   open at the same time at the most
 * @param requests      taken in turn; at least one
 * @param environment   of the throw-away instance
 * @param healthPath    asked until it answers 200 before load begins
 * @param releaseHeader the header in which a release answers its id
 */
public record LoadConfig(Optional<URI> url, double perSecond, Duration duration, Duration warmup, Duration timeout,
                         int connections, List<Request> requests, Map<String, String> environment, String healthPath,
                         String releaseHeader, Expectations checks, MissingPolicy onMissing, GateMode mode) {
    public static final Vocabulary MEASURES = Vocabulary.of("p50", Unit.MILLIS, "p90", Unit.MILLIS, "p95", Unit.MILLIS,
            "p99", Unit.MILLIS, "max", Unit.MILLIS, "mean", Unit.MILLIS, "errors", Unit.PERCENT,
            "throughput", Unit.PER_SECOND, "requests", Unit.COUNT);

    public LoadConfig {
        requests = List.copyOf(requests);
        environment = Map.copyOf(environment);
    }

    /** @param body sent with {@code Content-Type: application/json}; empty for none */
    public record Request(String method, String path, String body) { }
}
