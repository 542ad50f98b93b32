package io.jenkins.plugins.greenlight.stage.loadtest;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.load.LoadResult;
import io.jenkins.plugins.greenlight.load.LoadResult.Latency;
import io.jenkins.plugins.greenlight.load.LoadResult.Span;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.StageReport.Point;
import io.jenkins.plugins.greenlight.stage.StageReport.Series;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import io.jenkins.plugins.greenlight.stage.StageReport.X;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the load test saw.
 *
 * @param perSecond asked for
 * @param timeout   at least this is the latency of a request without a good answer
 */
public record LoadReport(URI base, double perSecond, Duration duration, Duration timeout, LoadResult result)
        implements StageFacts {
    /** Named as in {@link LoadConfig#MEASURES}. Latencies and throughput are missing when there was no good answer,
     *  errors too when there was no request. */
    public Measures measures() {
        return Measures.of(latency("p50", Latency::p50), latency("p90", Latency::p90), latency("p95", Latency::p95),
                latency("p99", Latency::p99), latency("max", Latency::max), latency("mean", Latency::mean), errors(),
                result.good() == 0 ? Measure.missing("throughput", Unit.PER_SECOND)
                        : Measure.of("throughput", Unit.PER_SECOND, result.throughput()),
                Measure.count("requests", result.requests()));
    }

    private Measure latency(String name, ToDoubleFunction<Latency> figure) {
        return result.latency().map(latency -> Measure.of(name, Unit.MILLIS, figure.applyAsDouble(latency)))
                .orElse(Measure.missing(name, Unit.MILLIS));
    }

    private Measure errors() {
        return result.requests() == 0 ? Measure.missing("errors", Unit.PERCENT)
                : Measure.of("errors", Unit.PERCENT, 100.0 * result.failed() / result.requests());
    }

    @Override public StageReport report() {
        return StageReport.of(summary(), measures()).with(latencies(), errorsByKind(), releases())
                .with(course("p50", Span::p50), course("p95", Span::p95), course("p99", Span::p99),
                        perSecond("good answers", Span::throughput), perSecond("errors", Span::errors), distribution());
    }

    private Series course(String line, Function<Span, OptionalDouble> figure) {
        return new Series("Latency over time", line, Unit.MILLIS.symbol(), X.SECONDS, result.course().stream()
                .filter(span -> figure.apply(span).isPresent())
                .map(span -> new Point(span.start(), figure.apply(span).getAsDouble())).toList());
    }

    private Series perSecond(String line, ToDoubleFunction<Span> figure) {
        return new Series("Answers over time", line, Unit.PER_SECOND.symbol(), X.SECONDS, result.course().stream()
                .map(span -> new Point(span.start(), figure.applyAsDouble(span))).toList());
    }

    private Series distribution() {
        return new Series("How the latencies are spread", "latency", Unit.MILLIS.symbol(), X.PERCENTILE, result.quantiles().stream()
                .map(quantile -> new Point(quantile.percent(), quantile.millis())).toList());
    }

    private String summary() {
        String p95 = result.latency().map(latency -> "p95 " + Unit.MILLIS.format(latency.p95())).orElse("no good answer");
        return String.format(Locale.ROOT, "%d requests in %s s at %s per second to %s: %s, %d errors (%s), %s.",
                result.requests(), number(duration.toMillis() / 1000.0), number(perSecond), base, p95, result.failed(),
                errors().text(), Unit.PER_SECOND.format(result.throughput()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private Table latencies() {
        var rows = measures().all().stream().filter(measure -> measure.unit() == Unit.MILLIS)
                .map(measure -> List.of(measure.name(), measure.text())).toList();
        return new Table("Latency from the intended start; without a good answer it counts as at least "
                + Unit.MILLIS.format(timeout.toMillis()), List.of("Figure", "Latency"), rows);
    }

    private Table errorsByKind() {
        var rows = new ArrayList<List<String>>();
        result.errors().forEach((kind, count) -> rows.add(List.of(kind.name(), kind.meaning(), count.toString())));
        result.statuses().forEach((status, count) -> rows.add(List.of("STATUS " + status, "of those above", count.toString())));
        return new Table("Errors by kind", List.of("Kind", "Meaning", "Requests"), rows);
    }

    private Table releases() {
        var seen = Releases.of(result.releases());
        return new Table("Answers by release", List.of("Release", "Share"), seen.shares().entrySet().stream()
                .map(share -> List.of(share.getKey(), Unit.PERCENT.format(share.getValue()))).toList());
    }
}
