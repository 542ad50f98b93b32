package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Log;
import java.io.PrintStream;
import java.util.stream.Collectors;

/**
 * Lines for a person. What could steer a terminal or a CI server's log is spelt out, an escape as a backslash and
 * u001b; a line's further lines are marked, so that none passes for a line of its own.
 */
public final class ConsoleLog implements Log {
    private static final String FURTHER_LINE = System.lineSeparator() + "  | ";

    private final PrintStream out;

    public ConsoleLog(PrintStream out) {
        this.out = out;
    }

    @Override public void info(String line) {
        print(line);
    }

    @Override public void warn(String line) {
        print("WARNING: " + line);
    }

    private void print(String line) {
        out.println(line.lines().map(ConsoleLog::harmless).collect(Collectors.joining(FURTHER_LINE)));
        out.flush();
    }

    private static String harmless(String line) {
        var shown = new StringBuilder(line.length());
        line.codePoints().forEach(one -> {
            if (one != '\t' && steers(one)) {
                shown.append(String.format("\\u%04x", one));
            } else {
                shown.appendCodePoint(one);
            }
        });
        return shown.toString();
    }

    /** Control characters, and invisible ones such as those that turn the direction of writing. */
    private static boolean steers(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                 Character.SURROGATE -> true;
            default -> false;
        };
    }
}
