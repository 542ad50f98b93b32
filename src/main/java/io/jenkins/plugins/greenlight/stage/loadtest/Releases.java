package io.jenkins.plugins.greenlight.stage.loadtest;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.load.LoadResult;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who answered, in percent of the answers that say something about it. */
record Releases(Map<String, Double> shares) {
    private static final String NO_ID = "(no release id)";
    private static final String OTHERS = "(other ids)";

    static Releases of(LoadResult.Releases found) {
        var counts = new LinkedHashMap<String, Long>(found.seen());
        counts.put(OTHERS, found.others());
        counts.put(NO_ID, found.none());
        counts.values().removeIf(count -> count == 0);
        var shares = new LinkedHashMap<String, Double>();
        counts.forEach((id, count) -> shares.put(id, 100.0 * count / found.answers()));
        return new Releases(shares);
    }

    /** A figure measured on another release says nothing about this one. */
    Check judge(ReleaseId expected, String header) {
        String required = "every answer from " + expected;
        String seen = shares.entrySet().stream().map(share -> share.getKey() + " " + Unit.PERCENT.format(share.getValue()))
                .collect(Collectors.joining(", "));
        return shares.keySet().equals(Set.of(expected.value())) ? Check.passed("release", seen, required)
                : Check.inconclusive("release", seen, required, "See that the address leads to this build only, and that it"
                        + " answers its release id (environment variable GREENLIGHT_RELEASE) in the header " + header + ".");
    }
}
