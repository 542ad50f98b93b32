package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Guard;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.pipeline.Endings;
import io.jenkins.plugins.greenlight.report.Ending;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Somebody who always watches: goes on with what a killed engine left behind. */
@Command(mixinStandardHelpOptions = true,
        description = "Watches an environment until it is told to end: goes on with a deployment whose"
        + " engine is dead, and says what else needs a person. To be run as a service.")
final class GuardCommand implements Callable<Integer> {
    private static final Pattern SECONDS = Pattern.compile("([1-9]\\d?)s");

    @Spec private CommandSpec spec;
    @Mixin private EnvironmentOptions environment;

    @Option(names = "--once",
            description = "Look once and end: 0 when all is well or somebody deploys, 13 when a person must look, else"
            + " the exit code of the deployment that was brought to its end.")
    private boolean once;

    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "10s",
            description = "Between two looks, 1s to 30s (default: ${DEFAULT-VALUE}).")
    private String interval;

    @Option(names = "--print-unit", description = "Print a systemd unit that runs this guard, and end.")
    private boolean printUnit;

    @Override public Integer call() throws Exception {
        var between = between();
        var recorded = environment.recorded();
        if (printUnit) {
            spec.commandLine().getOut().print(GuardUnit.of(recorded.app(), environment.name(), recorded.place(), interval));
            spec.commandLine().getOut().flush();
            return Ending.DELIVERED.exitCode();
        }
        var ports = environment.ports();
        var guard = new Guard(awake -> environment.target(LocalPorts.withTheTimeOfNow(ports), awake), ports.log(), ports.pause(),
                Farewell.ofThisProcess().stop());
        if (once) {
            var look = guard.look();
            if (look.finding() == Guard.Finding.WELL) {
                ports.log().info("guard: all is well");
            }
            return exitCode(look);
        }
        ports.log().info("guard: watching " + recorded.app() + "/" + environment.name() + " in " + recorded.place() + ", every "
                + interval);
        guard.watch(between);
        return Ending.DELIVERED.exitCode();
    }

    private int exitCode(Guard.Look look) {
        return switch (look.finding()) {
            case WELL, UNDER_WAY -> Ending.DELIVERED.exitCode();
            case NEEDS_A_PERSON -> Ending.HALTED.exitCode();
            case BROUGHT_TO_AN_END, STILL_UNFINISHED -> Endings.of(environment.stage().orElseThrow(),
                    look.result().orElseThrow()).exitCode();
        };
    }

    private Duration between() throws BadInputException {
        var seconds = SECONDS.matcher(interval);
        if (!seconds.matches() || Duration.ofSeconds(Long.parseLong(seconds.group(1))).compareTo(Guard.LONGEST) > 0) {
            throw new BadInputException("--interval is \"" + interval + "\". Expected 1s to " + Guard.LONGEST.toSeconds() + "s.");
        }
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }
}
