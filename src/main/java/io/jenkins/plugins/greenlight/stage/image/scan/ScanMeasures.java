package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of an image's scan by name: of all platforms together, each finding of each. */
final class ScanMeasures {
    static final String FINDINGS = "findings";
    /** In the layers of the image below. */
    static final String BASE = "base.";
    /** In the layers that this build made. */
    static final String APP = "app.";
    /** Not in the image that production runs now. */
    static final String PRODUCTION_NEW = "production.new.";
    static final String FIXABLE = "fixable.";
    static final String CVSS_MAX = "cvss.max";
    static final String SUPPRESSED = "suppressed";
    /** How many platforms' operating systems get no more updates. */
    static final String OS_EOL = "os.eol";
    static final Map<FindingKind, String> KINDS = kinds();
    static final Vocabulary VOCABULARY = vocabulary();

    private ScanMeasures() { }

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
        List.of(BASE, APP, PRODUCTION_NEW, FIXABLE).forEach(prefix -> bySeverity(prefix, units));
        units.put(CVSS_MAX, Unit.SCORE);
        List.of(SUPPRESSED, OS_EOL).forEach(name -> units.put(name, Unit.COUNT));
        return new Vocabulary(units);
    }

    private static void bySeverity(String prefix, Map<String, Unit> units) {
        for (var severity : Severity.values()) {
            units.put(prefix + severity.measure(), Unit.COUNT);
        }
        units.put(prefix + FINDINGS, Unit.COUNT);
    }
}
