package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.TargetStatus;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How an environment stands. */
@Command(mixinStandardHelpOptions = true,
        description = "How an environment stands: who is live, who deploys, what is unfinished. Changes nothing; exits 13 when a person must look.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private EnvironmentOptions environment;

    @Override public Integer call() throws Exception {
        var target = environment.target(false);
        var status = TargetStatus.of(target);
        var log = target.ports().log();
        log.info("live      " + status.history().live().map(Object::toString).orElse("nobody"));
        log.info("previous  " + status.history().previous().map(Object::toString).orElse("none, there is no way back"));
        log.info("router    " + status.routed().map(Slot::word).orElse("sends users to nobody") + " at " + target.router().frontDoor());
        for (var instance : status.instances()) {
            log.info("instance  " + instance.name() + ": " + instance.release() + " in " + instance.slot().word() + " at " + instance.address());
        }
        status.lastMove().ifPresent(move -> log.info("last      " + move.deployment() + ", entry " + move.seq() + " at " + move.at()
                + ": " + move.headline()));
        status.lease().ifPresent(lease -> log.info("lease     " + lease.holder() + ", epoch " + lease.epoch()));
        log.info("audit     " + status.audit().length() + " lines, head " + status.audit().hash());
        status.unfinished().ifPresent(move -> log.warn("unfinished: " + move.deployment() + " in " + move.to().map(Enum::name).orElse("")
                + ". If its engine is dead: greenlight resume"));
        status.problem().ifPresent(log::warn);
        boolean halted = status.lastMove().flatMap(JournalEntry::to).filter(state -> state == DeployState.HALTED).isPresent();
        return halted || status.problem().isPresent() ? Ending.HALTED.exitCode() : Ending.DELIVERED.exitCode();
    }
}
