package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** How a delivery ended. A closed list, in the order in which one wins over those after it. */
public enum Ending {
    /** It is not known, or not good, who serves; a person is needed. */
    HALTED(13, "it is not certain who serves, and nothing was moved further",
            "A person must look: greenlight status says who serves and what to run."),
    /** Users are back on the previous release. */
    ROLLED_BACK(12, "users are back on the previous release",
            "Read why the new release was taken back, mend it and deliver again."),
    /** The work could not be done; nothing is said of the release. */
    ERROR(1, "the work could not be done", "Mend what the message names and run again."),
    /** A lock, a freeze or a missing approval. */
    BLOCKED(20, "a lock, a freeze or a missing approval is in the way", "Wait or get the approval, then run again."),
    /** The configuration or the command line is wrong. */
    BAD_INPUT(2, "the input is wrong", "Correct what the message names and run again."),
    GATE_FAILED(10, "a gate said no", "Mend what failed above and run again."),
    /** Something could not be measured, which is not good enough. */
    INCONCLUSIVE(11, "a gate could not measure", "See that what it reads is there and fresh, and run again."),
    DELIVERED(0, "every gate passed", "Nothing needs doing.");

    private final int exitCode;
    private final String meaning;
    private final String next;

    Ending(int exitCode, String meaning, String next) {
        this.exitCode = exitCode;
        this.meaning = meaning;
        this.next = next;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Half a sentence for a person. */
    public String meaning() {
        return meaning;
    }

    /** What to do now: a sentence. */
    public String next() {
        return next;
    }

    public static Ending of(Outcome outcome) {
        return switch (outcome) {
            case PASSED, WARNED -> DELIVERED;
            case INCONCLUSIVE -> Ending.INCONCLUSIVE;
            case FAILED -> GATE_FAILED;
        };
    }

    /** Empty for a code that is none of these. */
    public static Optional<Ending> of(int exitCode) {
        return Arrays.stream(values()).filter(ending -> ending.exitCode == exitCode).findFirst();
    }

    /**
     * The one that wins when several apply. Of none it is INCONCLUSIVE: no stage ran, so nothing was measured; ERROR
     * would claim that something broke.
     */
    public static Ending first(Collection<Ending> endings) {
        return endings.stream().min(Ending::compareTo).orElse(Ending.INCONCLUSIVE);
    }
}
