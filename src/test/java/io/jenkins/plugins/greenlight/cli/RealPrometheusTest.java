package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.Evidence;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.local.JdkHttp;
import io.jenkins.plugins.greenlight.metrics.PrometheusServer;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus says of a real, if small, service. */
@Tag("slow")
class RealPrometheusTest {
    private static final String EXPOSED = """
            shop_latency_seconds{release="r2"} 0.125
            shop_latency_seconds{release="r1"} 9
            shop_broken NaN
            shop_endless +Inf
            shop_requests_total{slot="green"} 7
            """;
    @TempDir Path folder;
    private final PrometheusEvidence evidence = new PrometheusEvidence(new JdkHttp(), Clock.systemUTC());

    private Evidence.Reading ask(PrometheusServer server, String promql, String newest, String unit) throws Exception {
        var metrics = new DeploySettings.Metrics(server.address, Duration.ofMinutes(1), List.of(new DeploySettings.Query("m", promql, newest, unit)));
        return evidence.ask(new Evidence.Question(metrics, new ReleaseId("r2"), Slot.GREEN, Duration.ofSeconds(10))).get().get(0);
    }

    /** Prometheus takes its time to come up, to scrape, and to notice that a service is gone. */
    private Evidence.Reading until(Predicate<Evidence.Reading> wanted, PrometheusServer server, String promql, String newest, String unit)
            throws Exception {
        var deadline = Instant.now().plusSeconds(60);
        var reading = ask(server, promql, newest, unit);
        while (!wanted.test(reading) && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
            reading = ask(server, promql, newest, unit);
        }
        return reading;
    }

    private static boolean there(Evidence.Reading reading) {
        return reading.measure().value().isPresent();
    }

    @Test void givesNumbersOfNowAndNothingElse() throws Exception {
        try (var server = PrometheusServer.scraping(folder, EXPOSED)) {
            var good = until(RealPrometheusTest::there, server, "shop_latency_seconds{release=\"${release}\"}",
                    "timestamp(shop_latency_seconds{release=\"${release}\"})", "s");
            assertThat(good.why()).isEmpty();
            assertThat(good.measure()).isEqualTo(Measure.of("m", Unit.MILLIS, 125));
            assertThat(Duration.between(good.newest().orElseThrow(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));

            assertThat(ask(server, "sum(shop_requests_total{slot=\"${slot}\"})", "", "").measure()).isEqualTo(Measure.count("m", 7));
            assertThat(ask(server, "max_over_time(shop_requests_total[${since}])", "", "").why()).isEmpty();
            assertThat(ask(server, "shop_broken", "", "").why()).isEqualTo("NaN is no number");
            assertThat(ask(server, "shop_endless", "", "").why()).contains("+Inf").contains("is no number");
            assertThat(ask(server, "1 / 0", "", "").why()).contains("is no number");
            assertThat(ask(server, "shop_absent", "", "").why()).isEqualTo("there is no such series");
            assertThat(ask(server, "sum(shop_absent)", "", "").why()).isEqualTo("there is no such series");
            assertThat(ask(server, "shop_latency_seconds", "", "").why()).startsWith("the query gives 2 series");
            assertThat(ask(server, "shop_latency_seconds[1m]", "", "").why()).contains("gives a matrix");
            assertThat(ask(server, "shop_latency_seconds{", "", "").why()).startsWith("it answered 400").contains("parse error");
            assertThat(ask(server, "scalar(shop_requests_total)", "timestamp(shop_absent)", "").why())
                    .isEqualTo("of when it is: there is no such series");
        }
    }

    @Test void saysSoWhenTheServiceIsGone() throws Exception {
        try (var server = PrometheusServer.scraping(folder, EXPOSED)) {
            until(RealPrometheusTest::there, server, "sum(shop_requests_total)", "", "");
            server.stopTheService();

            var gone = until(reading -> !there(reading), server, "sum(shop_requests_total)", "", "");
            var overTime = ask(server, "max(max_over_time(shop_requests_total[1m]))", "", "");
            var dated = ask(server, "max(max_over_time(shop_requests_total[1m]))", "max(timestamp(shop_requests_total))", "");

            assertThat(gone.why()).isEqualTo("there is no such series");
            assertThat(there(overTime)).as("a range goes on saying what was, which is why it can be dated").isTrue();
            assertThat(dated.why()).isEqualTo("of when it is: there is no such series");
        }
    }

    @Test void saysSoWhenPrometheusIsGone() throws Exception {
        try (var server = PrometheusServer.scraping(folder, EXPOSED)) {
            until(RealPrometheusTest::there, server, "sum(shop_requests_total)", "", "");
            server.kill();

            assertThat(ask(server, "sum(shop_requests_total)", "", "").why()).contains("nothing accepts connections there");
        }
    }
}
