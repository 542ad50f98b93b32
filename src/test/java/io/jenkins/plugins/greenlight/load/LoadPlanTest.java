package io.jenkins.plugins.greenlight.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPlanTest {
    private static final Loads LOADS = Loads.of(URI.create("http://localhost"));

    interface Wish {
        Object make();
    }

    static Stream<Wish> wishesOutOfRange() {
        return Stream.of(() -> LOADS.rate(0, 1), () -> LOADS.rate(-1, 1), () -> LOADS.rate(Double.POSITIVE_INFINITY, 1),
                () -> LOADS.rate(Double.NaN, 1), () -> LOADS.rate(1, 0), () -> LOADS.warmup(-1), () -> LOADS.timeout(0),
                () -> LOADS.connections(0), LOADS::asking, () -> header("X Release"), () -> header("X:\r\n"));
    }

    @ParameterizedTest
    @MethodSource("wishesOutOfRange")
    void refusesWhatIsOutOfRange(Wish wish) {
        assertThatThrownBy(wish::make).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The load test's ").hasMessageContaining("Expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost", "/only/a/path", "http:opaque", "localhost"})
    void refusesAnAddressThatCannotBeLoaded(String base) {
        var uri = URI.create(base);

        assertThatThrownBy(() -> Loads.of(uri)).hasMessageContaining("Expected http:// or https:// with a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a b", "/a\r\nHost: evil", "/ü", "http://other/"})
    void refusesAPathThatWouldBreakTheRequestLine(String path) {
        assertThatThrownBy(() -> LoadPlan.Request.get(path)).hasMessageContaining("load test's path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "G\r\n"})
    void refusesAMethodThatIsNoWord(String method) {
        assertThatThrownBy(() -> new LoadPlan.Request(method, "/", "")).hasMessageContaining("load test's method");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost,80,false", "https://localhost,443,true", "https://localhost:8443/shop,8443,true"})
    void knowsThePortOfAnAddress(String base, int port, boolean secure) {
        var plan = Loads.of(URI.create(base)).plan();

        assertThat(plan.port()).isEqualTo(port);
        assertThat(plan.secure()).isEqualTo(secure);
    }

    @Test void asksTheBareHostWithoutAPort() {
        var message = new Messages(Loads.of(URI.create("http://shop.example")).plan()).of(0);

        assertThat(message.headers().get("host")).isEqualTo("shop.example");
        assertThat(message.uri()).isEqualTo("/");
    }

    private static LoadPlan header(String name) {
        return new LoadPlan(URI.create("http://localhost"), 1, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1), 1,
                List.of(LoadPlan.Request.get("/")), name);
    }
}
