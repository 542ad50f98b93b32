package io.jenkins.plugins.greenlight.gate;

/** How a gate ended, best first. INCONCLUSIVE: it could not measure. */
public enum Outcome {
    PASSED, WARNED, INCONCLUSIVE, FAILED;

    /** Whether delivery stops here. */
    public boolean blocks() {
        return switch (this) {
            case PASSED, WARNED -> false;
            case INCONCLUSIVE, FAILED -> true;
        };
    }

    /** The worse of the two. */
    public Outcome and(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
