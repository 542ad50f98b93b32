package io.jenkins.plugins.greenlight.stage.loadtest;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.load.ErrorKind;
import io.jenkins.plugins.greenlight.load.LoadResult;
import io.jenkins.plugins.greenlight.load.LoadResult.Latency;
import io.jenkins.plugins.greenlight.load.LoadResult.Span;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Configurations and results for tests. */
final class Facts {
    static final URI BASE = URI.create("http://127.0.0.1:8081");

    private Facts() { }

    static LoadConfig config(MissingPolicy onMissing, GateMode mode, String... checks) {
        return config("/", onMissing, mode, checks);
    }

    static LoadConfig config(String path, MissingPolicy onMissing, GateMode mode, String... checks) {
        return new LoadConfig(Optional.empty(), 50, Duration.ofMillis(400), Duration.ZERO, Duration.ofSeconds(10), 10,
                List.of(new LoadConfig.Request("GET", path, "")), Map.of(), "/health", "X-Greenlight-Release",
                Expectations.parse(checks), onMissing, mode);
    }

    /** {@code good} answers by the releases and {@code bad} answers with 503; p95 is 200 ms. */
    static LoadReport report(long good, long bad, LoadResult.Releases releases) {
        var errors = new EnumMap<ErrorKind, Long>(ErrorKind.class);
        for (var kind : ErrorKind.values()) {
            errors.put(kind, kind == ErrorKind.STATUS ? bad : 0);
        }
        var latency = good == 0 ? Optional.<Latency>empty() : Optional.of(new Latency(10, 100, 200, 300, 400, 20));
        var course = List.of(new Span(0, OptionalDouble.of(100), OptionalDouble.of(200), OptionalDouble.of(300), 25, 1),
                new Span(1, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0, 0));
        return new LoadReport(BASE, 50, Duration.ofSeconds(2), Duration.ofSeconds(10), new LoadResult(good + bad, good, errors,
                bad == 0 ? Map.of() : Map.of(503, bad), latency, good / 2.0, course,
                good == 0 ? List.of() : List.of(new LoadResult.Quantile(0, 5), new LoadResult.Quantile(99, 400)), releases));
    }

    static LoadResult.Releases all(String release, long count) {
        return new LoadResult.Releases(Map.of(release, count), 0, 0);
    }

    static LoadResult.Releases nobody() {
        return new LoadResult.Releases(Map.of(), 0, 0);
    }
}
