package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.findings.FindingMeasures;
import io.jenkins.plugins.greenlight.stage.findings.FindingsVerdict;
import java.util.Set;

/** Holds what was seen in an image against the thresholds, and names what they leave open. */
record ScanVerdict(ScanConfig config, ScanReport report) {
    private static final String CHECKS = "image.scan.checks";
    private static final String REBUILD = "Rebuild on a base image whose operating system gets updates";
    private static final Set<String> COVERING_UNKNOWN = Set.of("unknown", FindingMeasures.FINDINGS, ScanMeasures.PRODUCTION_NEW
            + "unknown",
            ScanMeasures.PRODUCTION_NEW + FindingMeasures.FINDINGS);

    /** Before anything of it is softened. */
    Verdict strict() {
        var verdict = new FindingsVerdict(config.checks(), CHECKS, report.findings(), COVERING_UNKNOWN)
                .strict(report.judged(), report.counted(), this::advised);
        return isOpen() ? verdict.and(Verdict.of(new Check(ScanMeasures.OS_EOL, Outcome.WARNED, ended(),
                "a system that gets updates",
                REBUILD + ", or hold it: add \"os.eol == 0\" to " + CHECKS + "."))) : verdict;
    }

    private boolean isOpen() {
        return !report.endedSystems().isEmpty() && config.checks().all().stream().noneMatch(one -> one.measure()
                .equals(ScanMeasures.OS_EOL));
    }

    private String ended() {
        int count = report.endedSystems().size();
        return count + " (" + String.join(", ", report.endedSystems()) + ")";
    }

    private Check advised(Check check) {
        if (check.name().equals(ScanMeasures.OS_EOL) && check.outcome() == Outcome.FAILED) {
            return Check.failed(check.name(), ended(), check.required(), REBUILD + ".");
        }
        return ScanMeasures.needsProduction(check.name()) ? compared(check) : check;
    }

    private Check compared(Check check) {
        var production = report.production();
        if (production.state() == Production.State.UNKNOWN && check.outcome() == Outcome.INCONCLUSIVE) {
            return Check.inconclusive(check.name(), "not measured: " + production.why(), check.required(),
                    "Make production's image reachable and scannable, or hold the image without comparing: take "
                            + check.name() + " out of " + CHECKS + ".");
        }
        return production.note().isEmpty() ? check : new Check(check.name(), check.outcome(), check.measured() + " ("
                + production.note()
                + ")", check.required(), check.advice());
    }
}
