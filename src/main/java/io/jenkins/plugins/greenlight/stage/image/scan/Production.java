package io.jenkins.plugins.greenlight.stage.image.scan;

import java.util.List;
import java.util.Objects;

/**
 * How the image stands beside the one that production runs.
 *
 * @param release that is live, with its image; empty unless it is known
 * @param why     nothing could be compared, in words; empty unless nobody knows
 * @param alone   platforms that production's image is not for: all that is found there is new
 */
record Production(State state, String release, String why, List<String> alone) {
    /** NOT_ASKED: no check names it. NONE_LIVE: all is new. SAME: it is this image. UNKNOWN: it could not be had or scanned. */
    enum State { NOT_ASKED, NONE_LIVE, SAME, COMPARED, UNKNOWN }

    static final Production NOT_ASKED = of(State.NOT_ASKED, "");

    Production {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(why, "why");
        alone = List.copyOf(alone);
    }

    static Production of(State state, String release) {
        return new Production(state, release, "", List.of());
    }

    static Production unknown(String why) {
        return new Production(State.UNKNOWN, "", why, List.of());
    }

    /** Whether it is known what is new. */
    boolean isMade() {
        return switch (state) {
            case NONE_LIVE, SAME, COMPARED -> true;
            case NOT_ASKED, UNKNOWN -> false;
        };
    }

    /** Whether what is new is not all there is, and so worth a list of its own. */
    boolean isTellingApart() {
        return state == State.COMPARED;
    }

    /** What a figure of it is to be read with; empty for nothing. */
    String note() {
        return switch (state) {
            case NONE_LIVE -> "no release is live in production: all is new";
            case COMPARED -> alone.isEmpty() ? "" : "production's image is not for " + String.join(", ", alone)
                    + ": all found there is new";
            case NOT_ASKED, SAME, UNKNOWN -> "";
        };
    }

    /** For a summary, with a blank before it; empty where there is nothing to say. */
    String sentence(long fresh) {
        return switch (state) {
            case NOT_ASKED -> "";
            case NONE_LIVE -> " No release is live in production: all of it is new.";
            case SAME -> " Production runs this very image, " + release + ".";
            case COMPARED -> " Against production's " + release + ": " + fresh + " new." + (alone.isEmpty() ? "" : " It is not for "
                    + String.join(", ", alone) + ": all found there is new.");
            case UNKNOWN -> " Nobody knows what is new in production: " + why + ".";
        };
    }
}
