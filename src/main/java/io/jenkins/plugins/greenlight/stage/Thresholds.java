package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;

/** Holds measures against the configured thresholds; a gate without any says so and is inconclusive. */
public final class Thresholds {
    private Thresholds() { }

    public static Verdict judge(Expectations checks, Measures measures) {
        return checks.all().isEmpty() ? Verdict.of(Check.inconclusive("checks", "no threshold is configured", "at least one",
                "Write at least one threshold into \"checks\".")) : checks.judge(measures);
    }
}
