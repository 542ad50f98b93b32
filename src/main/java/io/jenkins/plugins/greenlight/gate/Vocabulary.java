package io.jenkins.plugins.greenlight.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The measures a stage can be held to, with their units: what a threshold may name. */
public record Vocabulary(Map<String, Unit> measures) {
    public Vocabulary {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** Names and units alternating: {@code of("line", PERCENT, "branch", PERCENT)}. */
    public static Vocabulary of(Object... namesAndUnits) {
        var measures = new LinkedHashMap<String, Unit>();
        for (int i = 0; i < namesAndUnits.length; i += 2) {
            measures.put((String) namesAndUnits[i], (Unit) namesAndUnits[i + 1]);
        }
        return new Vocabulary(measures);
    }
}
