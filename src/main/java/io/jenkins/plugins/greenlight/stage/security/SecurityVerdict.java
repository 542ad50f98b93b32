package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.findings.FindingMeasures;
import io.jenkins.plugins.greenlight.stage.findings.FindingsVerdict;
import java.util.Set;

/** Holds what was seen against the thresholds, and names what they leave open. */
record SecurityVerdict(SecurityConfig config, SecurityReport report) {
    private static final Set<String> COVERING_UNKNOWN = Set.of("unknown", FindingMeasures.FINDINGS, SecurityMeasures.NEW + "unknown",
            SecurityMeasures.NEW + FindingMeasures.FINDINGS);

    /** Before anything of it is softened. */
    Verdict strict() {
        return new FindingsVerdict(config.checks(), "security.checks", report.findings(), COVERING_UNKNOWN)
                .strict(report.measures(), report.counted(), this::advised);
    }

    /** Where it is another file than a report that keeps something from being measured. */
    private Check advised(Check check) {
        if (check.outcome() != Outcome.INCONCLUSIVE) {
            return check;
        }
        if (check.name().equals(SecurityMeasures.KEV) && !report.listed()) {
            return because(check, "the list of what is exploited cannot be read", "See what is said of security.kev's file above.");
        }
        return SecurityMeasures.needsBaseline(check.name()) ? withoutBaseline(check) : check;
    }

    private Check withoutBaseline(Check check) {
        String file = report.comparison().file();
        return switch (report.comparison().state()) {
            case READ, NONE -> check;
            case UNREADABLE -> because(check, "the baseline " + file + " cannot be read", "See what is said of the baseline above.");
            case MISSING -> because(check, "there " + (isWriting() ? "was" : "is") + " no baseline " + file, isWriting()
                    ? "It is there now: keep it under version control. The next run is compared with it."
                    : "Accept what is there now by writing one: greenlight security --write-baseline");
        };
    }

    private boolean isWriting() {
        return config.baseline().filter(own -> own.update() == BaselineConfig.Update.NOW).isPresent();
    }

    private static Check because(Check check, String why, String advice) {
        return Check.inconclusive(check.name(), "not measured: " + why, check.required(), advice);
    }
}
