package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.scanner.ScanProblem;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.Thresholds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what was seen against the thresholds, and names what they leave open. */
record SecurityVerdict(SecurityConfig config, SecurityReport report) {
    private static final Set<String> COVERING_UNKNOWN = Set.of("unknown", SecurityMeasures.FINDINGS, SecurityMeasures.NEW + "unknown",
            SecurityMeasures.NEW + SecurityMeasures.FINDINGS);

    /** Before anything of it is softened. */
    Verdict strict() {
        var problems = Stream.of(report.scanned().stream().flatMap(one -> one.problems().stream()).map(ScanProblem::check),
                report.problems().stream().map(ReportProblem::check), report.inputs().stream().map(InputProblem::check))
                .flatMap(checks -> checks).toList();
        return new Verdict(problems).and(thresholds()).and(new Verdict(open())).and(new Verdict(report.accepted().checks()));
    }

    private Verdict thresholds() {
        var judged = report.isCounted() || config.checks().all().isEmpty() ? Thresholds.judge(config.checks(), report.measures())
                : new LeastCounts(report.counted()).judge(config.checks());
        return new Verdict(judged.checks().stream().map(this::advised).toList());
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

    private List<Check> open() {
        var checks = new ArrayList<Check>();
        var measures = config.checks().all().stream().map(Expectation::measure).collect(Collectors.toSet());
        if (!measures.isEmpty() && measures.stream().noneMatch(COVERING_UNKNOWN::contains)) {
            unknown(measures, checks);
        }
        long unscored = report.seen().counts().unscored();
        if (measures.contains(SecurityMeasures.CVSS_MAX) && unscored > 0 && report.seen().counts().maxCvss().isPresent()) {
            checks.add(warning(SecurityMeasures.CVSS_MAX, unscored + (unscored == 1 ? " vulnerability has" : " vulnerabilities have")
                    + " no score, which cvss.max cannot count", "a score for each", "Hold them by their severity as well."));
        }
        return checks;
    }

    private void unknown(Set<String> measures, List<Check> checks) {
        var held = EnumSet.noneOf(FindingKind.class);
        SecurityMeasures.KINDS.forEach((kind, name) -> {
            if (measures.contains(name)) {
                held.add(kind);
            }
        });
        long open = report.seen().counts().unknownBut(held);
        if (open > 0) {
            checks.add(warning("unknown", open + ", no threshold covers " + (open == 1 ? "it" : "them"),
                    "a threshold for what is of unknown severity",
                    "Add \"unknown == 0\" or \"findings <= N\" to security.checks, or suppress what was looked at."));
        }
    }

    private static Check warning(String name, String measured, String required, String advice) {
        return new Check(name, Outcome.WARNED, measured, required, advice);
    }
}
