package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Unit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Through the readers, as a repository and its platform meet. */
class PolicyPropertyTest {
    private static final String CONFIG = """
            version: 1
            app: shop
            loadTest:
              rate: 1/s
              duration: 1s
              requests: [GET /]
              checks: ["%s"]
            """;
    private static final String POLICY = "version: 1\nfloors: {loadTest: {checks: [\"%s\"]}}\n";

    @Provide Arbitrary<String> thresholds() {
        var sign = Arbitraries.of("<", "<=", "==", ">=", ">");
        var limit = Arbitraries.of("-1", "0", "0.1", "0.2", "0.3", "1", "1.5", "2", "100", "200", "300", "60000", "0.00001");
        var unit = Arbitraries.of("us", "ms", "s", "min");
        return Combinators.combine(sign, limit, unit).as((a, b, c) -> "p95 " + a + " " + b + " " + c);
    }

    /** What may be measured: limits as a machine multiplies them, their neighbours, and anything. */
    @Provide Arbitrary<Double> values() {
        var limits = Arbitraries.of(-1d, 0d, 0.1, 0.2, 0.3, 1d, 1.5, 2d, 100d, 200d, 300d, 60_000d, 0.00001)
                .flatMap(limit -> Arbitraries.of(0.001, 1d, 1000d, 60_000d).map(factor -> limit * factor));
        return Arbitraries.oneOf(limits, limits.map(Math::nextUp), limits.map(Math::nextDown), Arbitraries.doubles());
    }

    private static boolean accepted(String check, String floor) throws ConfigException {
        var policy = PolicyReader.read(POLICY.formatted(floor), "policy.yaml");
        try {
            ConfigReader.read(List.of(Layer.of(CONFIG.formatted(check), "greenlight.yaml")), policy);
            return true;
        } catch (ConfigException e) {
            assertThat(e.problems()).singleElement().satisfies(problem -> assertThat(problem.toString())
                    .startsWith("greenlight.yaml:7:12: loadTest.checks asks only for \"" + check + "\"").contains("policy.yaml:2:"));
            return false;
        }
    }

    private static boolean passes(String threshold, double value) {
        var measures = Measures.of(Measure.of("p95", Unit.MILLIS, value));
        return Expectations.parse(threshold).judge(measures).outcome() == Outcome.PASSED;
    }

    @Property(tries = 2000) void whatPassesAnAcceptedCheckPassesTheFloor(@ForAll("thresholds") String check,
                                                            @ForAll("thresholds") String floor,
                                                            @ForAll("values") double value) throws ConfigException {
        boolean accepted = accepted(check, floor);
        Statistics.label("accepted").collect(accepted);

        assertThat(!accepted || !passes(check, value) || passes(floor, value)).as("%s accepted for %s, and %s", check, floor, value).isTrue();
    }

    /** A floor that accepts nothing would hold the property above too. */
    @Property(tries = 500) void everyThresholdMeetsItself(@ForAll("thresholds") String check) throws ConfigException {
        assertThat(accepted(check, check)).isTrue();
    }
}
