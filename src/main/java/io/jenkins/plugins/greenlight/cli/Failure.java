package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.deploy.LeaseHeldException;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.Visible;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import picocli.CommandLine;

/** The one place that prints what stopped a command: the message, and the trace only for what nobody expected. */
final class Failure implements CommandLine.IExecutionExceptionHandler {
    @Override public int handleExecutionException(Exception e, CommandLine line, CommandLine.ParseResult result) {
        var ending = ending(e);
        line.getErr().println("greenlight: " + Visible.text(message(e)));
        if (e instanceof RuntimeException && !(e instanceof IllegalArgumentException)) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            line.getErr().print(Visible.text(trace.toString()));
        }
        line.getErr().println(ending + " (exit code " + ending.exitCode() + ")");
        if (line.getParseResult() != null && line.getParseResult().hasMatchedOption(JsonOption.NAME)) {
            Document.printJson(json(ending, message(e)));
        }
        return ending.exitCode();
    }

    /** Whoever reads a result as JSON reads what kept it away as JSON too. */
    private static String json(Ending ending, String message) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "greenlight.error");
        json.put("version", 1);
        json.put("ending", ending.name());
        json.put("exitCode", ending.exitCode());
        json.put("message", message);
        return Json.writePretty(json);
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
