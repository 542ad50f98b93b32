package io.jenkins.plugins.greenlight.stage.security;

import java.util.Objects;

/**
 * What the findings are compared with.
 *
 * @param file   SARIF, as this stage writes it
 * @param update when the stage writes it anew
 */
public record BaselineConfig(String file, Update update) {
    /** NEVER: people do. PASSED: after each run whose findings hold what the gate asks. NOW: this run does, whatever its verdict. */
    public enum Update { NEVER, PASSED, NOW }

    public BaselineConfig {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(update, "update");
    }
}
