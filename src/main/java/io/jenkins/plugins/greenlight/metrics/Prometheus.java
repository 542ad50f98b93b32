package io.jenkins.plugins.greenlight.metrics;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Http;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks a Prometheus, or whoever speaks as one, for single numbers of now. Whatever is no such number is missing, with its reason. */
public final class Prometheus {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** A number of another time is none of now; clocks may differ by as much. */
    private static final Duration OF_NOW = Duration.ofSeconds(30);
    private static final int REASON = 200;

    private final Http http;
    private final Clock clock;
    private final URI base;

    /** @param base its address, e.g. {@code http://127.0.0.1:9090}, with a path where it is not at the root */
    public Prometheus(Http http, Clock clock, URI base) {
        this.http = http;
        this.clock = clock;
        this.base = base;
    }

    /** Completes within some seconds, never exceptionally.
     * @param promql must give one number: a scalar, or a vector of one element */
    public CompletableFuture<Sample> ask(String promql) throws InterruptedException {
        var address = base.toString().replaceFirst("/+$", "") + "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8);
        return http.begin(Http.Request.get(URI.create(address), TIMEOUT)).handle((answer, thrown) ->
                thrown == null ? sample(answer) : Sample.missing(message(thrown)));
    }

    private static String message(Throwable thrown) {
        var cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return String.valueOf(cause.getMessage());
    }

    private Sample sample(Http.Answer answer) {
        if (answer.status() != 200) {
            return Sample.missing("it answered " + answer.status() + " " + shortened(answer.body()));
        }
        try {
            return sample(Json.read(answer.body(), "its answer"));
        } catch (ParseException e) {
            return Sample.missing(shortened(e.getMessage()));
        }
    }

    private Sample sample(Node answer) {
        if (!"success".equals(answer.get("status").text())) {
            return Sample.missing("it answered " + answer.get("status").text()
                    + answer.find("error").map(error -> ": " + shortened(error.text())).orElse(""));
        }
        var warnings = answer.find("warnings").map(Node::items).orElse(List.of());
        if (!warnings.isEmpty()) {
            return Sample.missing("it warns: " + shortened(warnings.get(0).text()));
        }
        var data = answer.get("data");
        return switch (data.get("resultType").text()) {
            case "scalar" -> number(data.get("result").items());
            case "vector" -> only(data.get("result").items());
            default -> Sample.missing("the query gives a " + data.get("resultType").text() + ", expected one number: a scalar or a vector");
        };
    }

    private Sample only(List<Node> series) {
        if (series.size() != 1) {
            return Sample.missing(series.isEmpty() ? "there is no such series" : "the query gives " + series.size()
                    + " series, expected one: put an aggregation such as sum(...) around it");
        }
        return number(series.get(0).get("value").items());
    }

    private Sample number(List<Node> stampAndText) {
        if (stampAndText.size() != 2) {
            return Sample.missing("its answer has " + stampAndText.size() + " values where a time and a number are expected");
        }
        var at = instant(stampAndText.get(0).number());
        double value;
        try {
            value = Double.parseDouble(stampAndText.get(1).text());
        } catch (NumberFormatException e) {
            return Sample.missing("\"" + shortened(stampAndText.get(1).text()) + "\" is no number");
        }
        if (!Double.isFinite(value)) {
            return Sample.missing(stampAndText.get(1).text() + " is no number");
        }
        var off = Duration.between(at, clock.instant());
        return off.abs().compareTo(OF_NOW) > 0 ? Sample.missing("its clock says " + at + ", " + off.abs().toSeconds() + " s "
                + (off.isNegative() ? "after" : "before") + " ours") : Sample.of(value, at);
    }

    /** Of seconds since 1970. */
    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli((long) (seconds * 1000));
    }

    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= REASON ? line : line.substring(0, REASON) + "...";
    }
}
