package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Log;
import java.io.PrintStream;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Lines for a person. What could steer a terminal or a CI server's log is spelt out, an escape as a backslash and
 * u001b; a line's further lines are marked, so that none passes for a line of its own.
 */
public final class ConsoleLog implements Log {
    private static final String FURTHER_LINE = System.lineSeparator() + "  | ";

    private final PrintStream out;
    private final UnaryOperator<String> paint;

    public ConsoleLog(PrintStream out) {
        this(out, UnaryOperator.identity());
    }

    /** @param paint gives a line that is harmless already its colours */
    public ConsoleLog(PrintStream out, UnaryOperator<String> paint) {
        this.out = out;
        this.paint = paint;
    }

    @Override public void info(String line) {
        print(line);
    }

    @Override public void warn(String line) {
        print("WARNING: " + line);
    }

    private void print(String line) {
        out.println(line.lines().map(HarmlessText::line).map(paint).collect(Collectors.joining(FURTHER_LINE)));
        out.flush();
    }
}
