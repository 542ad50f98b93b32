package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.local.ConsoleLog;
import io.jenkins.plugins.greenlight.local.JsonLog;
import io.jenkins.plugins.greenlight.local.QuietLog;
import io.jenkins.plugins.greenlight.local.Terminal;
import io.jenkins.plugins.greenlight.local.TerminalLog;
import io.jenkins.plugins.greenlight.port.Log;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** How what goes on is told. */
final class LogOptions {
    enum Format { TEXT, JSON }

    static final class Words extends LowerCase<Format> {
        Words() {
            super(Format.class);
        }
    }

    private static final Terminal TERMINAL = new Terminal();
    private static final int OUT = 1;
    private static final int ERR = 2;

    @Option(names = "--log-format", order = 9, paramLabel = "STYLE", completionCandidates = Words.class,
            description = "text for people, json for programs: one object a line (default: text).")
    private Format format = Format.TEXT;

    @Option(names = {"-q", "--quiet"}, order = 9, description = "Print warnings and the end alone.")
    private boolean quiet;

    @Option(names = "--no-color", order = 9, description = "No colour on a terminal either; as with NO_COLOR set.")
    private boolean noColour;

    /** To the standard error when the standard output is for a document. What Ctrl-C has to say goes there as well. */
    Log log(boolean document) {
        var log = at(document ? System.err : System.out, document ? ERR : OUT);
        var told = quiet ? new QuietLog(log) : log;
        Farewell.ofThisProcess().speakThrough(told);
        return told;
    }

    private Log at(PrintStream out, int stream) {
        return switch (format) {
            case JSON -> new JsonLog(out, Clock.systemUTC());
            case TEXT -> TERMINAL.watches(stream) ? new TerminalLog(out, paint(), TERMINAL.columns()) : new ConsoleLog(out);
        };
    }

    private UnaryOperator<String> paint() {
        return noColour || !TERMINAL.wantsColour() ? UnaryOperator.identity() : Paint::line;
    }
}
