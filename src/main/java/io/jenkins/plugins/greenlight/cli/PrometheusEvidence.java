package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Evidence;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.metrics.Prometheus;
import io.jenkins.plugins.greenlight.metrics.Sample;
import io.jenkins.plugins.greenlight.port.Http;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a Prometheus measured of a candidate, for whoever deploys, resumes or rolls back: the queries stand in the plan. */
final class PrometheusEvidence implements Evidence {
    private final Http http;
    private final Clock clock;

    PrometheusEvidence(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override public CompletableFuture<List<Reading>> ask(Question question) throws InterruptedException {
        var prometheus = new Prometheus(http, clock, question.metrics().url());
        var readings = new ArrayList<CompletableFuture<Reading>>();
        for (var query : question.metrics().queries()) {
            var value = prometheus.ask(filled(query.promql(), question));
            readings.add(query.newest().isEmpty() ? value.thenApply(sample -> reading(query, sample))
                    : value.thenCombine(prometheus.ask(filled(query.newest(), question)), (sample, newest) -> dated(query, sample, newest)));
        }
        return CompletableFuture.allOf(readings.toArray(CompletableFuture[]::new))
                .thenApply(all -> readings.stream().map(CompletableFuture::join).toList());
    }

    private static String filled(String promql, Question question) {
        return promql.replace("${release}", question.release().value()).replace("${slot}", question.slot().word())
                .replace("${since}", Math.max(1, question.since().toSeconds()) + "s");
    }

    private static Reading reading(DeploySettings.Query query, Sample sample) {
        if (sample.value().isEmpty()) {
            return Reading.missing(query, sample.why());
        }
        double value = sample.value().getAsDouble() * query.factor();
        return Double.isFinite(value) ? new Reading(Measure.of(query.name(), query.unit(), value), sample.at(), "")
                : Reading.missing(query, value + " is no number");
    }

    /** Their age by the clock of whoever has them, so that it does not matter whether ours is the same. */
    private Reading dated(DeploySettings.Query query, Sample sample, Sample newest) {
        if (newest.value().isEmpty()) {
            return Reading.missing(query, "of when it is: " + newest.why());
        }
        double age = newest.at().orElseThrow().toEpochMilli() / 1000.0 - newest.value().getAsDouble();
        if (Math.abs(age) > Integer.MAX_VALUE) {
            return Reading.missing(query, "of when it is: " + newest.value().getAsDouble() + " are no seconds since 1970");
        }
        var reading = reading(query, sample);
        return reading.why().isEmpty() ? new Reading(reading.measure(), Optional.of(clock.instant().minusMillis((long) (age * 1000))), "")
                : reading;
    }
}
