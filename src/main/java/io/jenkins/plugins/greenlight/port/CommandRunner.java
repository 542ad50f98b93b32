package io.jenkins.plugins.greenlight.port;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs programs to their end. What must outlive the engine goes through {@link Daemons}. */
public interface CommandRunner {
    /**
     * @throws CommandTimeoutException when the program ran longer than its timeout
     * @throws IOException             when it cannot be started
     */
    CommandResult run(Command command) throws IOException, InterruptedException;

    /**
     * The same, for a program that somebody watches.
     *
     * @param errors told each line of standard error, as it comes where that can be had, in order and never two at a time, from any
     *               thread; its first MiB, without its end. None is told after this has returned. Throws nothing
     */
    default CommandResult run(Command command, Consumer<String> errors) throws IOException, InterruptedException {
        var result = run(command);
        result.errors().lines().forEach(errors);
        return result;
    }
}
