package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.Target;
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

    @Mixin private JsonOption json;

    @Override public Integer call() throws Exception {
        var target = environment.printing(json).target(false);
        var status = TargetStatus.of(target);
        boolean halted = status.lastMove().flatMap(JournalEntry::to).filter(state -> state == DeployState.HALTED).isPresent();
        var ending = halted || status.problem().isPresent() ? Ending.HALTED : Ending.DELIVERED;
        if (json.wanted()) {
            Document.printJson(StatusJson.of(status, target, ending));
        } else {
            tell(status, target);
        }
        return ending.exitCode();
    }

    private static void tell(TargetStatus status, Target target) {
        var log = target.ports().log();
        log.result("live      " + status.history().live().map(Object::toString).orElse("nobody"));
        log.result("previous  " + status.history().previous().map(Object::toString).orElse("none, there is no way back"));
        log.result("router    " + status.routed().map(Slot::word).orElse("sends users to nobody") + " at " + target.router().frontDoor());
        for (var instance : status.instances()) {
            log.result("instance  " + instance.name() + ": " + instance.release() + " in " + instance.slot().word() + " at " + instance.address());
        }
        status.lastMove().ifPresent(move -> log.result("last      " + move.deployment() + ", entry " + move.seq() + " at " + move.at()
                + ": " + move.headline()));
        status.lease().ifPresent(lease -> log.result("lease     " + lease.holder() + ", epoch " + lease.epoch()));
        log.result("audit     " + status.audit().length() + " lines, head " + status.audit().hash());
        status.unfinished().ifPresent(move -> log.warn("unfinished: " + move.deployment() + " in " + move.to().map(Enum::name).orElse("")
                + ". If its engine is dead: greenlight resume"));
        status.problem().ifPresent(log::warn);
    }
}
