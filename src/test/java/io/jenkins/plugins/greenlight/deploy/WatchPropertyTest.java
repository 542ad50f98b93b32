package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a router may say: no number breaks the watch, and none that is none passes. */
class WatchPropertyTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private record Look(int millis, Router.Counters counters) { }

    @Provide Arbitrary<List<Look>> looks() {
        var number = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-3, 3), Arbitraries.longs().between(0, 5_000));
        var counters = Combinators.combine(number, number, number, number, number).as((answers, errors, connects, resets, elsewhere) ->
                new Router.Counters(answers, errors, connects, resets, 0, elsewhere));
        return Combinators.combine(Arbitraries.integers().between(-5_000, 60_000), counters).as(Look::new).list().ofMaxSize(30);
    }

    @Property void neverBreaksAndNeverPassesWithoutEnough(@ForAll("looks") List<Look> looks, @ForAll boolean forgets) {
        var settings = new DeploySettings.Watch(Duration.ofSeconds(10), Duration.ofMillis(250), 50, Expectations.parse("errors < 2%"));
        var watch = new Watch(settings, new Router.Counters(0, 0, 0, 0, 0));

        for (var look : looks) {
            watch.look(T0.plusMillis(look.millis()), look.counters());
            if (forgets && watch.isBad()) {
                watch.forget();
            }
            var verdict = watch.verdict();
            var errors = watch.measures().named("errors").orElseThrow();

            assertThat(watch.total()).isNotNegative();
            assertThat(watch.failed()).isBetween(0L, watch.total());
            assertThat(errors.value().isPresent()).isEqualTo(watch.enough());
            errors.value().ifPresent(share -> assertThat(share).isBetween(0.0, 100.0));
            assertThat(verdict.outcome() == Outcome.PASSED).isEqualTo(watch.enough() && 100.0 * watch.failed() / watch.total() < 2);
        }
    }

    @Property void noTimeOfAProbeBreaksThePercentile(@ForAll List<Long> nanos) {
        var times = new ProbeTimes(Expectations.parse("p95 < 250 ms"));

        nanos.forEach(took -> times.add(T0, Duration.ofNanos(took)));

        assertThat(times.p95().value().isPresent()).isEqualTo(nanos.size() >= 20);
        assertThat(times.against(T0).isPresent()).as("a no needs ten, five of them slow").matches(bad -> !bad || nanos.size() >= 10);
        assertThat(times.slow()).isBetween(0L, (long) nanos.size());
    }
}
