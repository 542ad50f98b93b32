package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.deploy.LeaseHeldException;
import io.jenkins.plugins.greenlight.report.Ending;
import picocli.CommandLine;

/** The one place that prints what stopped a command: the message, and the trace only for what nobody expected. */
final class Failure implements CommandLine.IExecutionExceptionHandler {
    @Override public int handleExecutionException(Exception e, CommandLine line, CommandLine.ParseResult result) {
        var ending = ending(e);
        line.getErr().println("greenlight: " + message(e));
        if (e instanceof RuntimeException && !(e instanceof IllegalArgumentException)) {
            e.printStackTrace(line.getErr());
        }
        line.getErr().println(ending + " (exit code " + ending.exitCode() + ")");
        return ending.exitCode();
    }

    static String message(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    static Ending ending(Exception e) {
        if (e instanceof ConfigException || e instanceof IllegalArgumentException || e instanceof BadInputException) {
            return Ending.BAD_INPUT;
        }
        return e instanceof LeaseHeldException ? Ending.BLOCKED : Ending.ERROR;
    }
}
