package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether a person watches what this process prints, and what their terminal can do. */
public final class Terminal {
    private static final int WIDTH = 80;
    private static final Path STREAMS = Path.of("/proc/self/fd");

    private final Map<String, String> environment;
    private final Path streams;

    /** Of this process. */
    public Terminal() {
        this(System.getenv(), STREAMS);
    }

    Terminal(Map<String, String> environment, Path streams) {
        this.environment = environment;
        this.streams = streams;
    }

    /** Whether lines can be redrawn there. Java has no word for one stream alone, Linux has; elsewhere it is no.
     *  @param stream 1 for the standard output, 2 for the standard error */
    public boolean watches(int stream) {
        var term = environment.getOrDefault("TERM", "");
        return !term.isEmpty() && !term.equals("dumb") && isTerminal(stream);
    }

    /** Whether it wants colour: https://no-color.org. */
    public boolean wantsColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** What the shell exports as COLUMNS; 80 when it does not. */
    public int columns() {
        var columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : WIDTH;
    }

    private boolean isTerminal(int stream) {
        try {
            var name = Files.readSymbolicLink(streams.resolve(String.valueOf(stream))).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
