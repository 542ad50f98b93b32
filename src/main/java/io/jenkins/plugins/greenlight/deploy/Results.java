package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Puts together how a deployment ended from journal, audit and machine. */
final class Results {
    private Results() { }

    static DeployResult of(Target target, Logbook log, Deployment deployment, Optional<DeployState> state, Cause cause, String reason) {
        var journal = log.journal();
        var history = History.of(journal.entries());
        return new DeployResult(state, cause, reason, history.live(), history.previous(), journal.of(log.deployment()), deployment.watched(),
                head(target));
    }

    /** An audit that cannot be read now must not hide how the deployment ended: it is told as empty. */
    private static Audit.Head head(Target target) {
        try {
            return new Audit(target.store()).head();
        } catch (IOException | ParseException e) {
            target.ports().log().warn(target.environment() + ": the audit could not be read: " + e.getMessage());
            return new Audit.Head(0, "");
        }
    }

    /** Nothing was begun: HALTED for a fault, no state for what could not be measured. */
    static DeployResult refused(Target target, Journal journal, Cause cause, String reason) throws IOException {
        var history = History.of(journal.entries());
        return new DeployResult(cause == Cause.FAULT ? Optional.of(DeployState.HALTED) : Optional.empty(), cause, reason,
                history.live(), history.previous(), List.of(), Measures.none(), new Audit(target.store()).head());
    }

    /** How the last deployment ended, told again. */
    static DeployResult last(Target target, Journal journal) throws IOException {
        var history = History.of(journal.entries());
        var last = journal.lastMove();
        if (last.isEmpty() && history.live().isPresent()) {
            return new DeployResult(Optional.of(DeployState.LIVE), Cause.PLAN, "Nothing is unfinished; " + history.live().get()
                    + " was adopted.", history.live(), history.previous(), List.of(), Measures.none(), new Audit(target.store()).head());
        }
        return new DeployResult(last.flatMap(JournalEntry::to), last.map(JournalEntry::cause).orElse(Cause.PLAN),
                last.map(JournalEntry::reason).orElse("Nothing was ever deployed to " + target.environment() + "."),
                history.live(), history.previous(), last.map(move -> journal.of(move.deployment())).orElse(List.of()),
                Measures.none(), new Audit(target.store()).head());
    }
}
