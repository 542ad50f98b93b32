package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.stage.findings.FindingMeasures;
import io.jenkins.plugins.greenlight.stage.findings.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The figures of an image's scan by name: of all platforms together, each finding of each. */
final class ScanMeasures {
    /** In the layers of the image below. */
    static final String BASE = "base";
    /** In the layers that this build made, and wherever nobody can say. */
    static final String APP = "app";
    /** Not in the image that production runs now. */
    static final String PRODUCTION_NEW = "production.new.";
    /** How many platforms' operating systems get no more updates. */
    static final String OS_EOL = "os.eol";
    static final Vocabulary VOCABULARY = vocabulary();

    private ScanMeasures() { }

    /**
     * What was counted, by name, in the vocabulary's order.
     *
     * @param compared whether it is known what production has
     * @param ended    platforms whose system is at its end
     */
    static Measures of(Seen seen, boolean compared, long ended) {
        var counts = seen.counts();
        var all = new ArrayList<>(FindingMeasures.bySeverity("", true, counts::found));
        all.addAll(FindingMeasures.byKind(counts));
        all.addAll(FindingMeasures.bySeverity(BASE + ".", true, seen.counts(BASE)::found));
        all.addAll(FindingMeasures.bySeverity(APP + ".", true, seen.counts(APP)::found));
        all.addAll(FindingMeasures.bySeverity(PRODUCTION_NEW, compared, counts::fresh));
        all.addAll(FindingMeasures.bySeverity(FindingMeasures.FIXABLE, true, counts::fixable));
        all.add(new Measure(FindingMeasures.CVSS_MAX, Unit.SCORE, counts.maxCvss()));
        all.add(Measure.count(FindingMeasures.SUPPRESSED, counts.suppressed()));
        all.add(Measure.count(OS_EOL, ended));
        return new Measures(all);
    }

    /** None of them. */
    static Measures unknown() {
        return FindingMeasures.unknown(VOCABULARY);
    }

    /** Whether it can only be measured against production's image. */
    static boolean needsProduction(String measure) {
        return measure.startsWith(PRODUCTION_NEW);
    }

    private static Vocabulary vocabulary() {
        var units = new LinkedHashMap<String, Unit>();
        counted(FindingMeasures.bySeverity(""), units);
        counted(FindingMeasures.KINDS.values(), units);
        List.of(BASE + ".", APP + ".", PRODUCTION_NEW, FindingMeasures.FIXABLE)
                .forEach(prefix -> counted(FindingMeasures.bySeverity(prefix), units));
        units.put(FindingMeasures.CVSS_MAX, Unit.SCORE);
        counted(List.of(FindingMeasures.SUPPRESSED, OS_EOL), units);
        return new Vocabulary(units);
    }

    private static void counted(Iterable<String> names, LinkedHashMap<String, Unit> units) {
        names.forEach(name -> units.put(name, Unit.COUNT));
    }
}
