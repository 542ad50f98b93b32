package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.stage.findings.FindingCounts;
import io.jenkins.plugins.greenlight.stage.findings.FindingMeasures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;

/** The figures of a security scan by name. */
final class SecurityMeasures {
    static final String NEW = "new.";
    static final String FIXED = "fixed";
    static final String KEV = "kev";
    static final Vocabulary VOCABULARY = vocabulary();

    private SecurityMeasures() { }

    /**
     * What was counted, by name, in the vocabulary's order.
     *
     * @param compared whether there is a baseline to say what is new
     * @param fixed    empty when nobody can say
     * @param listed   whether there is a list of what is exploited
     */
    static Measures of(FindingCounts counts, boolean compared, OptionalDouble fixed, boolean listed) {
        var all = new ArrayList<>(FindingMeasures.bySeverity("", true, counts::found));
        all.addAll(FindingMeasures.byKind(counts));
        all.addAll(FindingMeasures.bySeverity(NEW, compared, counts::fresh));
        all.add(new Measure(FIXED, Unit.COUNT, fixed));
        all.addAll(FindingMeasures.bySeverity(FindingMeasures.FIXABLE, true, counts::fixable));
        all.add(new Measure(FindingMeasures.CVSS_MAX, Unit.SCORE, counts.maxCvss()));
        all.add(FindingMeasures.count(KEV, listed, counts.exploited()));
        all.add(Measure.count(FindingMeasures.SUPPRESSED, counts.suppressed()));
        return new Measures(all);
    }

    /** None of them. */
    static Measures unknown() {
        return FindingMeasures.unknown(VOCABULARY);
    }

    /** Whether it speaks of a baseline. */
    static boolean needsBaseline(String measure) {
        return measure.startsWith(NEW) || measure.equals(FIXED);
    }

    private static Vocabulary vocabulary() {
        var units = new LinkedHashMap<String, Unit>();
        FindingMeasures.bySeverity("").forEach(name -> units.put(name, Unit.COUNT));
        FindingMeasures.KINDS.values().forEach(name -> units.put(name, Unit.COUNT));
        FindingMeasures.bySeverity(NEW).forEach(name -> units.put(name, Unit.COUNT));
        units.put(FIXED, Unit.COUNT);
        FindingMeasures.bySeverity(FindingMeasures.FIXABLE).forEach(name -> units.put(name, Unit.COUNT));
        units.put(FindingMeasures.CVSS_MAX, Unit.SCORE);
        units.put(KEV, Unit.COUNT);
        units.put(FindingMeasures.SUPPRESSED, Unit.COUNT);
        return new Vocabulary(units);
    }
}
