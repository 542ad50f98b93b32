package io.jenkins.plugins.greenlight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.Http;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes back: a number is finite, and nothing breaks. */
class PrometheusPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Sample answered(String body) throws Exception {
        return new Prometheus(request -> new Http.Answer(200, Map.of(), body), Clock.fixed(NOW, ZoneOffset.UTC),
                URI.create("http://127.0.0.1:9090")).ask("x").get();
    }

    private static String vector(Object stamp, Object value) {
        return Json.write(Map.of("status", "success", "data", Map.of("resultType", "vector", "result",
                List.of(Map.of("metric", Map.of(), "value", List.of(stamp, value))))));
    }

    @Provide Arbitrary<Double> values() {
        return Arbitraries.doubles().withStandardSpecialValues();
    }

    @Property void aNumberIsFiniteOrMissing(@ForAll("values") double value) throws Exception {
        var sample = answered(vector(NOW.getEpochSecond(), Double.toString(value)));

        assertThat(sample.value().isPresent()).isEqualTo(Double.isFinite(value));
        assertThat(sample.why().isEmpty()).isEqualTo(Double.isFinite(value));
    }

    @Property void noTextBreaksIt(@ForAll String text, @ForAll String body) throws Exception {
        answered(vector(NOW.getEpochSecond(), text)).value().ifPresent(value -> assertThat(value).isFinite());
        assertThat(answered(body).value()).isEmpty();
    }

    @Property void noTimeBreaksIt(@ForAll long seconds) throws Exception {
        long off = Math.abs(Math.floorDiv(seconds, 2) - NOW.getEpochSecond() / 2);

        assertThat(answered(vector(seconds, "1")).value().isPresent()).isEqualTo(off <= 15 && Math.abs(seconds - NOW.getEpochSecond()) <= 30);
    }
}
