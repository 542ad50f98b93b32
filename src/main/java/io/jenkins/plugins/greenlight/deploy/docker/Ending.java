package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.Optional;

/** How a container ended, in words. */
final class Ending {
    private static final int SIGNAL = 128;

    private Ending() { }

    /** A clause about "it"; empty while it runs. */
    static Optional<String> of(InspectContainerResponse container) {
        var state = container.getState();
        if ("created".equals(state.getStatus())) {
            return Optional.of("it was created and never started" + error(state.getError()));
        }
        boolean again = Boolean.TRUE.equals(state.getRestarting());
        if (Boolean.TRUE.equals(state.getRunning()) && !again) {
            return Optional.empty();
        }
        long code = state.getExitCodeLong() == null ? -1 : state.getExitCodeLong();
        return Optional.of(how(code, Boolean.TRUE.equals(state.getOOMKilled())) + error(state.getError())
                + (again ? " and is started over and over (" + restarts(container) + " times by now)" : ""));
    }

    static String how(long code, boolean outOfMemory) {
        if (outOfMemory) {
            return "it was killed for want of memory (exit code " + code + ")";
        }
        return code > SIGNAL && code < SIGNAL + 65 ? "it was ended by signal " + (code - SIGNAL) + " (exit code " + code + ")"
                : "it ended by itself (exit code " + code + ")";
    }

    static int restarts(InspectContainerResponse container) {
        return container.getRestartCount() == null ? 0 : container.getRestartCount();
    }

    private static String error(String text) {
        return text == null || text.isBlank() ? "" : ": " + text.strip();
    }
}
