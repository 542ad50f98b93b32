package io.jenkins.plugins.greenlight.jenkins;

import io.jenkins.plugins.greenlight.report.Ending;

/** What becomes of the step. */
enum StepEnding {
    SUCCESS, UNSTABLE, FAILURE, NOT_BUILT;

    /** @param unstable whether a gate's no is to let the build go on; errors and what was taken back never do */
    static StepEnding of(Ending ending, boolean unstable) {
        return switch (ending) {
            case DELIVERED -> SUCCESS;
            case GATE_FAILED, INCONCLUSIVE -> unstable ? UNSTABLE : FAILURE;
            case BLOCKED -> NOT_BUILT;
            case HALTED, ROLLED_BACK, ERROR, BAD_INPUT -> FAILURE;
        };
    }
}
