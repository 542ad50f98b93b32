package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Lease;
import io.jenkins.plugins.greenlight.deploy.Unlocking;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the lease from a holder that is really gone and that neither its death nor its time has parted from it. */
@Command(mixinStandardHelpOptions = true,
        description = "Takes the lease from a holder that is gone for certain, and gives it back."
        + " A lease ends by itself after 30 s: this is for a clock that stands wrong and for an engine that hangs.")
final class UnlockCommand implements Callable<Integer> {
    @Mixin private EnvironmentOptions environment;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "How you know; stands in journal and audit.")
    private String reason;

    @Override public Integer call() throws Exception {
        if (reason.isBlank()) {
            throw new BadInputException("--reason is empty. Expected how you know that whoever holds the lease is gone.");
        }
        var target = environment.target(false);
        var log = target.ports().log();
        boolean held = new Unlocking(target).held().isPresent(); // before a router is started for it
        var unlocked = new Unlocking(held ? environment.target(true) : target).unlock(reason);
        var was = unlocked.lease();
        if (was.isEmpty()) {
            log.info(target.environment() + ": nobody holds the lease: there is nothing to unlock, and nothing was changed");
        } else {
            log.info(target.environment() + ": the lease was taken from " + words(was.get())
                    + " and given back; router and journal refuse"
                    + " its holder from now on. No process was ended.");
        }
        unlocked.unfinished().ifPresent(move -> log.warn(target.environment() + ": " + move.deployment() + " is unfinished in "
                + move.to().map(Enum::name).orElse("") + ". Go on with: greenlight resume"));
        return Ending.DELIVERED.exitCode();
    }

    private static String words(Lease lease) {
        return lease.holder() + ", epoch " + lease.epoch() + ", last heartbeat " + lease.heartbeat();
    }
}
