package io.jenkins.plugins.greenlight.gate;

import java.util.ArrayList;
import java.util.List;

/** What a gate decided: its worst check. No check at all is inconclusive, never a pass. */
public record Verdict(List<Check> checks) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    public static Verdict of(Check... checks) {
        return new Verdict(List.of(checks));
    }

    public Outcome outcome() {
        return checks.stream().map(Check::outcome).reduce(Outcome::and).orElse(Outcome.INCONCLUSIVE);
    }

    /** Both verdicts' checks, these first. */
    public Verdict and(Verdict other) {
        var all = new ArrayList<>(checks);
        all.addAll(other.checks);
        return new Verdict(all);
    }

    /** The same checks with what could not be measured made a warning, when the policy says so. Never touches FAILED. */
    public Verdict under(MissingPolicy policy) {
        return switch (policy) {
            case BLOCK -> this;
            case WARN -> new Verdict(checks.stream().map(check -> switch (check.outcome()) {
                case INCONCLUSIVE -> check.with(Outcome.WARNED);
                case PASSED, WARNED, FAILED -> check;
            }).toList());
        };
    }

    /** The same checks with every gate's no made a warning, when this is a dry run. */
    public Verdict under(GateMode mode) {
        return switch (mode) {
            case ENFORCE -> this;
            case OBSERVE -> new Verdict(checks.stream().map(check -> check.outcome().blocks()
                    ? check.with(Outcome.WARNED) : check).toList());
        };
    }
}
