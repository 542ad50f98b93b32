package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of a security scan by name. */
final class SecurityMeasures {
    static final String FINDINGS = "findings";
    static final String NEW = "new.";
    static final String FIXED = "fixed";
    static final String FIXABLE = "fixable.";
    static final String CVSS_MAX = "cvss.max";
    static final String KEV = "kev";
    static final String SUPPRESSED = "suppressed";
    static final Map<FindingKind, String> KINDS = kinds();
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
        var all = new ArrayList<Measure>();
        for (var severity : Severity.values()) {
            all.add(Measure.count(severity.measure(), counts.found(severity)));
        }
        all.add(Measure.count(FINDINGS, counts.found()));
        KINDS.forEach((kind, name) -> all.add(Measure.count(name, counts.found(kind))));
        for (var severity : Severity.values()) {
            all.add(count(NEW + severity.measure(), compared, counts.fresh(severity)));
        }
        all.add(count(NEW + FINDINGS, compared, counts.fresh()));
        all.add(new Measure(FIXED, Unit.COUNT, fixed));
        for (var severity : Severity.values()) {
            all.add(Measure.count(FIXABLE + severity.measure(), counts.fixable(severity)));
        }
        all.add(Measure.count(FIXABLE + FINDINGS, counts.fixable()));
        all.add(new Measure(CVSS_MAX, Unit.SCORE, counts.maxCvss()));
        all.add(count(KEV, listed, counts.exploited()));
        all.add(Measure.count(SUPPRESSED, counts.suppressed()));
        return new Measures(all);
    }

    /** None of them. */
    static Measures unknown() {
        return new Measures(VOCABULARY.measures().entrySet().stream().map(one -> Measure.missing(one.getKey(), one.getValue())).toList());
    }

    /** Whether it speaks of a baseline. */
    static boolean needsBaseline(String measure) {
        return measure.startsWith(NEW) || measure.equals(FIXED);
    }

    private static Measure count(String name, boolean measured, long count) {
        return measured ? Measure.count(name, count) : Measure.missing(name, Unit.COUNT);
    }

    private static Map<FindingKind, String> kinds() {
        var names = new LinkedHashMap<FindingKind, String>();
        names.put(FindingKind.VULNERABILITY, "vulnerabilities");
        names.put(FindingKind.SECRET, "secrets");
        names.put(FindingKind.MISCONFIGURATION, "misconfigurations");
        names.put(FindingKind.LICENSE, "licenses");
        return names;
    }

    private static Vocabulary vocabulary() {
        var units = new LinkedHashMap<String, Unit>();
        bySeverity("", units);
        KINDS.values().forEach(name -> units.put(name, Unit.COUNT));
        bySeverity(NEW, units);
        units.put(FIXED, Unit.COUNT);
        bySeverity(FIXABLE, units);
        units.put(CVSS_MAX, Unit.SCORE);
        List.of(KEV, SUPPRESSED).forEach(name -> units.put(name, Unit.COUNT));
        return new Vocabulary(units);
    }

    private static void bySeverity(String prefix, Map<String, Unit> units) {
        for (var severity : Severity.values()) {
            units.put(prefix + severity.measure(), Unit.COUNT);
        }
        units.put(prefix + FINDINGS, Unit.COUNT);
    }
}
