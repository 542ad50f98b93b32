package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;

/** HAProxy did not obey. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String command, String answer) {
        super("HAProxy answered \"" + command + "\" with \"" + answer.lines().findFirst().orElse("") + "\". Expected it to obey"
                + " without a word.");
    }
}
