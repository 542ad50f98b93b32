package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.stage.findings.Brief;
import io.jenkins.plugins.greenlight.stage.findings.Shown;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How the findings stand beside those of the baseline.
 *
 * @param file   the baseline as it is shown; empty for none
 * @param gone   what is gone, worst first, at most {@link Shown#MOST}
 * @param fixed  how much is gone of tools that looked again; empty when nobody can say
 * @param unseen how much is left of tools that did not look again: nobody knows whether it is gone
 * @param first  tools that look for the first time: all they find is new
 */
record Comparison(State state, String file, List<Finding> gone, OptionalLong fixed, long unseen, Set<String> first) {
    /** NONE: no baseline is configured. MISSING: its file is not there. UNREADABLE: its file does not tell. READ: compared. */
    enum State { NONE, MISSING, UNREADABLE, READ }

    static final Comparison NONE = of(State.NONE, "");

    Comparison {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(file, "file");
        gone = List.copyOf(gone);
        first = Set.copyOf(first);
    }

    /** With nothing to compare with. */
    static Comparison of(State state, String file) {
        return new Comparison(state, file, List.of(), OptionalLong.empty(), 0, Set.of());
    }

    boolean isMade() {
        return state == State.READ;
    }

    /** Empty when nobody can say. */
    OptionalDouble measuredFixed() {
        return fixed.isPresent() ? OptionalDouble.of(fixed.getAsLong()) : OptionalDouble.empty();
    }

    /** When not all was read: what is missing from it may be there all the same. */
    Comparison ofAPart() {
        return new Comparison(state, file, List.of(), OptionalLong.empty(), 0, first);
    }

    /** For a summary, with a blank before it; empty where there is nothing to say. */
    String sentences(long fresh) {
        return switch (state) {
            case NONE -> "";
            case MISSING -> " There is no baseline " + file + " yet.";
            case UNREADABLE -> " The baseline " + file + " cannot be read.";
            case READ -> " Against the baseline " + file + ": " + fresh + " new, "
                    + (fixed.isPresent() ? fixed.getAsLong() + " fixed." : "nobody knows how many fixed.")
                    + (first.isEmpty() ? "" : " It knows nothing of " + String.join(", ", first.stream().sorted().map(Brief::text)
                    .limit(10).toList()) + ": all found by that is new.")
                    + (unseen == 0 ? "" : " " + unseen + " of its findings are of tools that did not run now; they are not counted as"
                    + " fixed.");
        };
    }
}
