package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.pipeline.Places;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/** The command of one stage, or of all, over a world of a test's own. */
public final class StageRuns {
    private StageRuns() { }

    /** @return the exit code */
    public static int run(Set<StageId> stages, UnaryOperator<Ports> world, BiFunction<Ports, Boolean, Places> places, String... args) {
        return new CommandLine(new StageCommand(stages, world, places)).setExecutionExceptionHandler(new Failure())
                .setErr(new PrintWriter(new StringWriter())).execute(args);
    }
}
