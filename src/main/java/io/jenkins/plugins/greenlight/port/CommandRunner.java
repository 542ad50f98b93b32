package io.jenkins.plugins.greenlight.port;

import java.io.IOException;

/** Runs programs to their end. What must outlive the engine goes through {@link Daemons}. */
public interface CommandRunner {
    /**
     * @throws IOException when the program cannot be started or ran longer than its timeout
     */
    CommandResult run(Command command) throws IOException, InterruptedException;
}
