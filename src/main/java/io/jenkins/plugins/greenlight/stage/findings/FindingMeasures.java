package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.gate.Measures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The figures that every stage with findings publishes under the same names. */
public final class FindingMeasures {
    public static final String FINDINGS = "findings";
    public static final String FIXABLE = "fixable.";
    public static final String CVSS_MAX = "cvss.max";
    public static final String SUPPRESSED = "suppressed";
    public static final Map<FindingKind, String> KINDS = kinds();

    private FindingMeasures() { }

    /** One for each severity, then their sum. @param prefix may be empty */
    public static List<String> bySeverity(String prefix) {
        var names = new ArrayList<String>();
        for (var severity : Severity.values()) {
            names.add(prefix + severity.measure());
        }
        names.add(prefix + FINDINGS);
        return names;
    }

    /** As {@link #bySeverity(String)} names them. @param measured else none of them has a value */
    public static List<Measure> bySeverity(String prefix, boolean measured, ToLongFunction<Severity> count) {
        var all = new ArrayList<Measure>();
        long sum = 0;
        for (var severity : Severity.values()) {
            long counted = count.applyAsLong(severity);
            sum += counted;
            all.add(count(prefix + severity.measure(), measured, counted));
        }
        all.add(count(prefix + FINDINGS, measured, sum));
        return all;
    }

    /** Of each kind that has a measure. */
    public static List<Measure> byKind(FindingCounts counts) {
        return KINDS.entrySet().stream().map(kind -> Measure.count(kind.getValue(), counts.found(kind.getKey()))).toList();
    }

    public static Measure count(String name, boolean measured, long count) {
        return measured ? Measure.count(name, count) : Measure.missing(name, Unit.COUNT);
    }

    /** None of them has a value. */
    public static Measures unknown(Vocabulary vocabulary) {
        return new Measures(vocabulary.measures().entrySet().stream().map(one -> Measure.missing(one.getKey(), one.getValue())).toList());
    }

    private static Map<FindingKind, String> kinds() {
        var names = new LinkedHashMap<FindingKind, String>();
        names.put(FindingKind.VULNERABILITY, "vulnerabilities");
        names.put(FindingKind.SECRET, "secrets");
        names.put(FindingKind.MISCONFIGURATION, "misconfigurations");
        names.put(FindingKind.LICENSE, "licenses");
        return Collections.unmodifiableMap(names);
    }
}
