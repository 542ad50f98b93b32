package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import java.util.Map;

/**
 * One JaCoCo report.
 *
 * @param lines    empty when it lists none
 * @param totals   by its counters
 * @param packages by their counters
 * @param methods  whether each was entered, by name
 * @param classes  whether each was entered, by name
 */
record JacocoReport(Lines lines, Counters totals, Map<String, Counters> packages, Map<String, Boolean> methods,
                    Map<String, Boolean> classes) {
    boolean isEmpty() {
        return lines.isEmpty() && totals.isEmpty();
    }
}
