package io.jenkins.plugins.greenlight.port;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Processes that outlive the engine: each in a session of its own, with only the environment it is given,
 * its output in a file.
 */
public interface Daemons {
    /** The environment variable in which every daemon carries its name; by it a daemon is found again. */
    String NAME_VARIABLE = "GREENLIGHT_DAEMON";

    /**
     * @param name        unique; a second start under the same name while the first lives is refused
     * @param directory   working directory; must exist
     * @param environment all of it: nothing is inherited
     * @param log         receives standard output and standard error, appended
     */
    record Spec(String name, List<String> argv, Path directory, Map<String, String> environment, Path log) {
        public Spec {
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * A process as it was seen.
     *
     * @param startMillis when the operating system started it, milliseconds since the machine's boot and so untouched by
     *                    a change of the clock: with the pid it tells this process from a later one with the same pid
     */
    record Daemon(String name, long pid, long startMillis) { }

    /** The program was there and ended at once: that is the program's doing. */
    final class EndedAtOnceException extends IOException {
        private static final long serialVersionUID = 1L;

        public EndedAtOnceException(String message) {
            super(message);
        }
    }

    /** Starts it; returns as soon as it runs.
     * @throws EndedAtOnceException when it did not stay long enough to be seen running */
    Daemon start(Spec spec) throws IOException, InterruptedException;

    /** The living daemons of this user whose name starts so, read from the process table and not from any note. */
    List<Daemon> named(String prefix) throws IOException;

    /** Whether just this process lives (a zombie does not). */
    boolean alive(Daemon daemon);

    /** SIGTERM to the daemon and what it started, SIGKILL after {@code grace}; returns when all are gone. */
    void stop(Daemon daemon, Duration grace) throws IOException, InterruptedException;

    /** This very process, for a lease to name. */
    Daemon self();
}
