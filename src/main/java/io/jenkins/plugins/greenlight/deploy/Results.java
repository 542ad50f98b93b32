package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Puts together how a deployment ended from journal, audit and machine. */
final class Results {
    private Results() { }

    static DeployResult of(Target target, Logbook log, Deployment deployment, Optional<DeployState> state, Cause cause, String reason)
            throws InterruptedException {
        var journal = log.journal();
        var history = History.of(journal.entries());
        boolean halted = state.equals(Optional.of(DeployState.HALTED));
        return new DeployResult(state, cause, reason, halted ? served(target, history, deployment.plan()) : history.live(),
                halted ? history.live().filter(live -> live.slot() != deployment.plan().slot()) : history.previous(),
                journal.of(log.deployment()), deployment.watched(), head(target), deployment.course());
    }

    /** After a halt the journal does not know; the router may. Empty when it does not say, or names nobody we know. */
    private static Optional<History.Placed> served(Target target, History history, Plan plan) throws InterruptedException {
        try {
            var live = target.router().route().live();
            return live.flatMap(slot -> slot == plan.slot() ? Optional.of(new History.Placed(plan.candidate(), slot, plan.deployment()))
                    : history.live().filter(placed -> placed.slot() == slot));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Something broke where it is not known who serves. */
    static DeployResult unknown(Target target, String reason) {
        return new DeployResult(Optional.of(DeployState.HALTED), Cause.FAULT, reason, Optional.empty(), Optional.empty(), List.of(),
                Measures.none(), head(target));
    }

    /** An audit that cannot be read now must not hide how the deployment ended: it is told as empty. */
    static Audit.Head head(Target target) {
        try {
            return new Audit(target.store()).head();
        } catch (IOException | ParseException e) {
            target.ports().log().warn(target.environment() + ": the audit could not be read: " + e.getMessage());
            return new Audit.Head(0, "");
        }
    }

    /** Nothing was begun: HALTED for a fault, else no state. */
    static DeployResult refused(Target target, Journal journal, Cause cause, String reason) throws IOException {
        var history = History.of(journal.entries());
        return new DeployResult(cause == Cause.FAULT ? Optional.of(DeployState.HALTED) : Optional.empty(), cause, reason,
                history.live(), history.previous(), List.of(), Measures.none(), new Audit(target.store()).head());
    }

    /** Nothing was begun. */
    static DeployResult stopped(Target target, Journal journal) throws IOException {
        return refused(target, journal, Cause.STOPPED, "A stop was asked for before anything was begun in " + target.environment()
                + ". Nothing was changed. Run again when it may go on.");
    }

    /** How the last deployment ended, told again. */
    static DeployResult last(Target target, Journal journal) throws IOException {
        var history = History.of(journal.entries());
        var last = journal.lastMove();
        var adopted = history.live().filter(live -> last.isEmpty());
        return new DeployResult(last.flatMap(JournalEntry::to).or(() -> adopted.map(live -> DeployState.LIVE)),
                last.map(JournalEntry::cause).orElse(adopted.isPresent() ? Cause.PLAN : Cause.UNMEASURED),
                last.map(JournalEntry::reason).or(() -> adopted.map(live -> live + " was adopted, and nothing was deployed since"))
                        .orElse("Nothing was ever deployed to " + target.environment() + "."),
                history.live(), history.previous(), last.map(move -> journal.of(move.deployment())).orElse(List.of()),
                Measures.none(), new Audit(target.store()).head());
    }
}
