package io.jenkins.plugins.greenlight.port;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A program to run to its end.
 *
 * @param argv        program and arguments, never a shell line
 * @param directory   where it runs
 * @param environment added to what it inherits of this process's own: PATH, HOME, the language and the like, and no variable
 *                    that may be secret; of one that is apart, all it sees beside PATH
 * @param timeout     after which it is killed, with what it started
 * @param apart       in a session of its own, with nothing of this process's environment but PATH: neither Ctrl-C nor a build
 *                    server that ends its build's processes tears it in the middle
 * @param input       what it reads from standard input, at most {@value #MOST_INPUT} bytes in UTF-8; empty for nothing
 */
public record Command(List<String> argv, Path directory, Map<String, String> environment, Duration timeout, boolean apart,
        String input) {
    /** As much as a pipe takes of a program that reads nothing. */
    public static final int MOST_INPUT = 32 * 1024;

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(timeout, "timeout");
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("A command needs at least a program.");
        }
        if (input.getBytes(StandardCharsets.UTF_8).length > MOST_INPUT) {
            throw new IllegalArgumentException(argv.get(0) + " was given more than " + MOST_INPUT
                    + " bytes of input. Expected a file instead.");
        }
    }

    /** With nothing to read from standard input. */
    public Command(List<String> argv, Path directory, Map<String, String> environment, Duration timeout, boolean apart) {
        this(argv, directory, environment, timeout, apart, "");
    }

    /** With what is not secret of this process's environment, in its session. */
    public Command(List<String> argv, Path directory, Map<String, String> environment, Duration timeout) {
        this(argv, directory, environment, timeout, false);
    }

    public static Command of(Path directory, Duration timeout, String... argv) {
        return new Command(List.of(argv), directory, Map.of(), timeout);
    }

    /** The same, with this to read from standard input. */
    public Command reading(String text) {
        return new Command(argv, directory, environment, timeout, apart, text);
    }
}
