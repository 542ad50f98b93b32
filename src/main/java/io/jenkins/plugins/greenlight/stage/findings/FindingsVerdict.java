package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.stage.Thresholds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Holds findings against thresholds, and names what they leave open.
 *
 * @param key             where the checks stand in greenlight.yaml, e.g. {@code security.checks}
 * @param coveringUnknown measures each of which limits what is of unknown severity
 */
public record FindingsVerdict(Expectations checks, String key, Findings findings, Set<String> coveringUnknown) {
    public FindingsVerdict {
        coveringUnknown = Set.copyOf(coveringUnknown);
    }

    /**
     * Before anything of it is softened.
     *
     * @param measures as far as they can be trusted
     * @param least    what was counted, whatever the problems
     * @param advised  says more of a check, where the stage knows more
     */
    public Verdict strict(Measures measures, Measures least, UnaryOperator<Check> advised) {
        var judged = findings.isCounted() || checks.all().isEmpty() ? Thresholds.judge(checks, measures)
                : new LeastCounts(least).judge(checks);
        return findings.troubles().and(new Verdict(judged.checks().stream().map(advised).toList())).and(new Verdict(open()))
                .and(new Verdict(findings.accepted().checks()));
    }

    private List<Check> open() {
        var open = new ArrayList<Check>();
        var measures = checks.all().stream().map(Expectation::measure).collect(Collectors.toSet());
        if (!measures.isEmpty() && measures.stream().noneMatch(coveringUnknown::contains)) {
            unknown(measures, open);
        }
        var counts = findings.seen().counts();
        if (measures.contains(FindingMeasures.CVSS_MAX) && counts.unscored() > 0 && counts.maxCvss().isPresent()) {
            open.add(warning(FindingMeasures.CVSS_MAX, counts.unscored() + (counts.unscored() == 1 ? " vulnerability has"
                    : " vulnerabilities have") + " no score, which cvss.max cannot count", "a score for each",
                    "Hold them by their severity as well."));
        }
        return open;
    }

    private void unknown(Set<String> measures, List<Check> open) {
        var held = EnumSet.noneOf(FindingKind.class);
        FindingMeasures.KINDS.forEach((kind, name) -> {
            if (measures.contains(name)) {
                held.add(kind);
            }
        });
        long unknown = findings.seen().counts().unknownBut(held);
        if (unknown > 0) {
            open.add(warning("unknown", unknown + ", no threshold covers " + (unknown == 1 ? "it" : "them"),
                    "a threshold for what is of unknown severity",
                    "Add \"unknown == 0\" or \"findings <= N\" to " + key + ", or suppress what was looked at."));
        }
    }

    private static Check warning(String name, String measured, String required, String advice) {
        return new Check(name, Outcome.WARNED, measured, required, advice);
    }
}
