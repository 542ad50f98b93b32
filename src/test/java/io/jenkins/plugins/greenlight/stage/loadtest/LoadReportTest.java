package io.jenkins.plugins.greenlight.stage.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.stage.StageReport.Point;
import io.jenkins.plugins.greenlight.stage.StageReport.Series;
import io.jenkins.plugins.greenlight.stage.StageReport.X;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    @Test void publishesExactlyTheMeasuresThatAThresholdMayName() {
        var measures = Facts.report(99, 1, Facts.all("r1", 99)).measures();

        assertThat(measures.all().stream().collect(Collectors.toMap(Measure::name, Measure::unit)))
                .isEqualTo(LoadConfig.MEASURES.measures());
        assertThat(measures.named("errors").orElseThrow().text()).isEqualTo("1.00 %");
    }

    @Test void saysInOneSentenceWhatWasMeasured() {
        assertThat(Facts.report(99, 1, Facts.all("r1", 99)).report().summary()).isEqualTo("100 requests in 2 s at 50 per second"
                + " to http://127.0.0.1:8081: p95 200.00 ms, 1 errors (1.00 %), 49.50/s.");
    }

    @Test void showsFiguresErrorsReleasesAndTheCourse() {
        var report = Facts.report(99, 1, Facts.all("r1", 99)).report();

        assertThat(report.tables()).hasSize(3).allSatisfy(table ->
                assertThat(table.rows()).isNotEmpty().allMatch(row -> row.size() == table.columns().size()));
        assertThat(report.tables().get(0).title()).contains("at least 10000.00 ms");
        assertThat(report.tables().get(0).rows()).contains(List.of("p95", "200.00 ms"), List.of("mean", "20.00 ms"));
        assertThat(report.tables().get(1).rows()).contains(List.of("STATUS 503", "of those above", "1"));
        assertThat(report.tables().get(2).rows()).containsExactly(List.of("r1", "100.00 %"));
        assertThat(report.series()).extracting(Series::title).containsExactly("p50", "p95", "p99", "good answers", "errors", "latency");
        assertThat(report.series()).extracting(Series::chart).containsExactly("Latency over time", "Latency over time",
                "Latency over time", "Answers over time", "Answers over time", "How the latencies are spread");
        assertThat(report.series().get(1).points()).containsExactly(new Point(0, 200));
        assertThat(report.series().get(3).points()).containsExactly(new Point(0, 25), new Point(1, 0));
        assertThat(report.series().get(4).points()).containsExactly(new Point(0, 1), new Point(1, 0));
        assertThat(report.series().get(5).points()).containsExactly(new Point(0, 5), new Point(99, 400));
        assertThat(report.series().get(5).x()).isEqualTo(X.PERCENTILE);
    }

    @Test void saysNotMeasuredInsteadOfZero() {
        var nothing = Facts.report(0, 0, Facts.nobody());

        assertThat(nothing.measures().all()).filteredOn(measure -> measure.value().isPresent())
                .extracting(Measure::name).containsExactly("requests");
        assertThat(nothing.report().tables().get(0).rows()).contains(List.of("p95", "not measured"));
        assertThat(nothing.report().summary()).contains("no good answer", "errors (not measured)");
        assertThat(nothing.report().tables().get(2).rows()).isEmpty();
    }

    @Test void measuresErrorsWhenNothingWasAnswered() {
        var errors = Facts.report(0, 7, Facts.nobody()).measures().named("errors").orElseThrow();

        assertThat(errors.value()).hasValue(100);
    }
}
