package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.stage.StageException;

/** A gate at the stage's door said no: the stage did nothing. */
final class NotBegunException extends StageException {
    private static final long serialVersionUID = 1L;
    private final transient Check check;

    NotBegunException(Check check) {
        super(check.measured());
        this.check = check;
    }

    Check check() {
        return check;
    }
}
