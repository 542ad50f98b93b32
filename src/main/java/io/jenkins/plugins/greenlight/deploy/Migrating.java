package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The act of MIGRATING: a backup that counts, the schema expanded once, and the live release well on it. No user is moved. */
final class Migrating {
    private final Target target;
    private final Logbook log;
    private final Plan plan;
    private final WayOut wayOut;

    Migrating(Target target, Logbook log, Plan plan, WayOut wayOut) {
        this.target = target;
        this.log = log;
        this.plan = plan;
        this.wayOut = wayOut;
    }

    Next act() throws IOException, InterruptedException {
        var migration = plan.settings().migration().filter(found -> found.has(Migration.Step.EXPAND));
        if (migration.isEmpty()) {
            return Next.to(DeployState.STARTING, "no migration is to be made");
        }
        var step = new SchemaStep(target, log, plan, Migration.Step.EXPAND, Map.of());
        var result = step.look();
        if (result.isEmpty()) {
            var refused = new Backup(target, log, plan).make();
            if (refused.isPresent()) {
                return Next.to(DeployState.ABANDONED, Cause.FAULT, "Nothing was migrated, " + refused.get());
            }
            var out = wayOut.from(DeployState.MIGRATING);
            result = out.isPresent() ? Optional.empty() : Optional.of(step.run());
        }
        var out = wayOut.from(DeployState.MIGRATING);
        return out.isPresent() || result.isEmpty() ? out.orElseThrow() : after(result.get(), migration.get());
    }

    private Next after(SchemaStep.Result result, Migration migration) throws IOException, InterruptedException {
        return switch (result.how()) {
            case DONE -> askLive(result.what(), migration);
            case DONE_BADLY -> Next.to(DeployState.ABANDONED, Cause.GATE, result.what() + ". No user was moved, and the"
                    + " schema stays at"
                    + " level " + migration.level() + ". Mend the program, deliver again");
            case FAILED -> Next.to(DeployState.ABANDONED, Cause.GATE, result.what() + ". No user was moved. Mend it, deliver"
                    + " again");
            case UNASKED -> Next.to(DeployState.ABANDONED, Cause.FAULT, "Nothing was migrated: " + result.what()
                    + ". Expected exit code " + StepStatus.DONE + " (done) or " + StepStatus.NOT_DONE + " (not done) of"
                    + " migration.status");
            case UNKNOWN -> Next.to(DeployState.HALTED, Cause.FAULT, result.what() + ". No user was moved: "
                    + plan.previous().map(live -> live + " is live").orElse("nobody is live") + ". Look at the schema, bring"
                    + " it to all or"
                    + " nothing of level " + migration.level() + " by hand, then: greenlight adopt");
        };
    }

    private Next askLive(String what, Migration migration) throws IOException, InterruptedException {
        var broken = new LiveOnSchema(target, plan).problem();
        return broken.isEmpty() ? Next.to(DeployState.STARTING, what + plan.previous().map(live -> "; " + live
                + " is asked and works on it").orElse(""))
                : Next.to(DeployState.ABANDONED, Cause.GATE, "The live release " + plan.previous().orElseThrow() + " does not"
                + " work on the"
                        + " migrated schema: " + broken.get() + ". Expected its own health and smoke test to pass, for it is"
                        + " the way back."
                        + " No user was moved. The schema stays at level " + migration.level() + ": see at once whether users get"
                        + " answers, then take the step back by hand or mend the schema for both releases");
    }
}
