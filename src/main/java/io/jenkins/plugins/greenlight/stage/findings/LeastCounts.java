package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/** Figures that can only grow: what breaks a limit already is certain, everything else is not. */
public record LeastCounts(Measures measures) {
    Verdict judge(Expectations checks) {
        return new Verdict(checks.all().stream().map(this::judge).toList());
    }

    private Check judge(Expectation expectation) {
        var check = new Expectations(List.of(expectation)).judge(measures).checks().get(0);
        var least = measures.named(check.name()).map(Measure::value).orElse(OptionalDouble.empty());
        if (least.isEmpty()) {
            return check;
        }
        boolean staysBroken = switch (expectation.comparison()) {
            case AT_MOST, BELOW -> true;
            case EQUAL -> least.getAsDouble() > expectation.limit();
            case AT_LEAST, ABOVE -> false;
        };
        String measured = "at least " + check.measured();
        return check.outcome() == Outcome.FAILED && staysBroken
                ? Check.failed(check.name(), measured, check.required(), check.advice())
                : Check.inconclusive(check.name(), measured, check.required(),
                "There may be more than was read. Clear the problems with the reports first.");
    }
}
