package io.jenkins.plugins.greenlight.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.port.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long STAMP = NOW.getEpochSecond();
    private final List<Http.Request> asked = new ArrayList<>();

    private Sample ask(Http.Answer answer) throws Exception {
        return new Prometheus(request -> {
            asked.add(request);
            return answer;
        }, Clock.fixed(NOW, ZoneOffset.UTC), URI.create("http://127.0.0.1:9090/prom/")).ask("sum(rate(x{a=\"b c\"}[1m]))").get();
    }

    private static Http.Answer ok(String body) {
        return new Http.Answer(200, Map.of(), body);
    }

    private static String vector(String... stampsAndValues) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", Stream.of(stampsAndValues)
                .map(value -> "{\"metric\":{},\"value\":[" + value + "]}").toList()) + "]}}";
    }

    @Test void readsTheOneNumberOfAVector() throws Exception {
        assertThat(ask(ok(vector(STAMP + ".25, \"0.125\"")))).isEqualTo(Sample.of(0.125, NOW.plusMillis(250)));
        assertThat(asked.get(0).uri()).hasToString("http://127.0.0.1:9090/prom/api/v1/query?query=sum%28rate%28x%7Ba%3D%22b+c%22%7D%5B1m%5D%29%29");
    }

    @Test void readsAScalar() throws Exception {
        assertThat(ask(ok("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[" + STAMP + ",\"-3e2\"]}}")))
                .isEqualTo(Sample.of(-300, NOW));
    }

    @ParameterizedTest
    @ValueSource(longs = {-30, 30})
    void takesANumberWhoseClockIsNotFarOff(long seconds) throws Exception {
        assertThat(ask(ok(vector(STAMP + seconds + ", \"1\""))).value()).hasValue(1);
    }

    static Stream<Arguments> noNumbers() {
        return Stream.of(
                Arguments.of(ok(vector()), "there is no such series"),
                Arguments.of(ok(vector(STAMP + ", \"NaN\"")), "NaN is no number"),
                Arguments.of(ok(vector(STAMP + ", \"+Inf\"")), "\"+Inf\" is no number"),
                Arguments.of(ok(vector(STAMP + ", \"-Inf\"")), "\"-Inf\" is no number"),
                Arguments.of(ok(vector(STAMP + ", \"Infinity\"")), "Infinity is no number"),
                Arguments.of(ok(vector(STAMP + ", \"1e999\"")), "1e999 is no number"),
                Arguments.of(ok(vector(STAMP + ", \"\"")), "\"\" is no number"),
                Arguments.of(ok(vector(STAMP + ", \"many\"")), "\"many\" is no number"),
                Arguments.of(ok(vector(STAMP + ", 1")), "Expected a text"),
                Arguments.of(ok(vector(STAMP + "")), "1 values where a time and a number are expected"),
                Arguments.of(ok(vector("\"now\", \"1\"")), "Expected a number"),
                Arguments.of(ok(vector("null, \"1\"")), "Expected a number"),
                Arguments.of(ok(vector("1e300, \"1\"")), "after ours"),
                Arguments.of(ok(vector(STAMP + ", \"1\"", STAMP + ", \"2\"")), "2 series, expected one: put an aggregation"),
                Arguments.of(ok(vector(STAMP - 31 + ", \"1\"")), "31 s before ours"),
                Arguments.of(ok(vector(STAMP + 31 + ", \"1\"")), "31 s after ours"),
                Arguments.of(ok("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"), "it answered error: parse error"),
                Arguments.of(ok(vector(STAMP + ", \"1\"").replace("{\"status", "{\"warnings\":[\"half is missing\"],\"status")), "it warns: half is missing"),
                Arguments.of(ok("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"), "gives a matrix"),
                Arguments.of(ok("{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[" + STAMP + ",\"1\"]}}"), "gives a string"),
                Arguments.of(ok("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":[]}]}}"),
                        "has no \"value\""),
                Arguments.of(ok("{\"status\":\"success\"}"), "has no \"data\""),
                Arguments.of(ok("{\"status\":\"success\",\"data\":[]}"), "has no \"resultType\""),
                Arguments.of(ok("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}"), "Expected a list"),
                Arguments.of(ok("[]"), "has no \"status\""),
                Arguments.of(ok("<html>sign in</html>"), "is no JSON"),
                Arguments.of(ok(""), "is empty"),
                Arguments.of(ok(vector(STAMP + ", \"1\"").substring(0, 60)), "is no JSON"),
                Arguments.of(new Http.Answer(200, Map.of(), "{\"status\":7}"), "Expected a text"),
                Arguments.of(new Http.Answer(302, Map.of(), ""), "it answered 302"),
                Arguments.of(new Http.Answer(400, Map.of(), vector(STAMP + ", \"1\"")), "it answered 400"),
                Arguments.of(new Http.Answer(422, Map.of(), "{\"status\":\"error\"}"), "it answered 422 {\"status\":\"error\"}"),
                Arguments.of(new Http.Answer(503, Map.of(), "away\nfor now"), "it answered 503 away for now"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("noNumbers")
    void whateverIsNoNumberOfNowIsMissingWithItsReason(Http.Answer answer, String why) throws Exception {
        var sample = ask(answer);

        assertThat(sample.value()).isEmpty();
        assertThat(sample.at()).isEmpty();
        assertThat(sample.why()).contains(why).hasSizeLessThan(400);
    }

    @Test void isMissingWhenThereIsNoAnswer() throws Exception {
        Http silent = request -> {
            throw new IOException("no complete answer within 3.0 s");
        };

        var sample = new Prometheus(silent, Clock.fixed(NOW, ZoneOffset.UTC), URI.create("http://127.0.0.1:9")).ask("x").get();

        assertThat(sample).isEqualTo(Sample.missing("no complete answer within 3.0 s"));
    }

    @Test void doesNotWaitForTheAnswer() throws Exception {
        var never = new CompletableFuture<Http.Answer>();
        var http = new Http() {
            @Override public Answer send(Request request) {
                throw new AssertionError("waits");
            }

            @Override public CompletableFuture<Answer> begin(Request request) {
                assertThat(request.timeout()).isLessThanOrEqualTo(Duration.ofSeconds(3));
                return never;
            }
        };

        assertThat(new Prometheus(http, Clock.systemUTC(), URI.create("http://127.0.0.1:9")).ask("x")).isNotDone();
    }
}
