package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.util.List;
import java.util.Optional;

/** Whether what is last in a journal is what one run began: no ending may be told of a run that never came so far. */
final class Claim {
    private final Target target;
    private final Journal journal;
    private final String run;

    Claim(Target target, Journal journal, String run) {
        this.target = target;
        this.journal = journal;
        this.run = run;
    }

    /** The result where it is this run's; else HALTED where a person must look, whosever it is, and a fault for all the rest. */
    DeployResult of(DeployResult last) {
        var own = journal.begunBy(run);
        if (own.isPresent() && own.equals(journal.lastMove().map(JournalEntry::deployment))) {
            return last;
        }
        String reason = "Run " + run + " began " + own.map(this::overtaken).orElse("no deployment to " + target.environment()) + "; "
                + live(last) + (last.halted() ? " A person must look: " + last.reason() : " Expected its deployment to be the last."
                + " Deliver again.");
        return new DeployResult(last.state().filter(state -> state == DeployState.HALTED), Cause.FAULT, reason, last.live(), last.previous(),
                List.of(), Measures.none(), last.audit());
    }

    private String overtaken(String deployment) {
        var end = journal.of(deployment).stream().filter(entry -> entry.kind() == JournalEntry.Kind.MOVE).map(JournalEntry::to)
                .flatMap(Optional::stream).reduce((first, second) -> second);
        return deployment + ", which came to " + end.map(Enum::name).orElse("nothing") + " and is not the last any more";
    }

    private static String live(DeployResult last) {
        return last.live().map(live -> "live is " + live + ", and nothing of that is this run's.")
                .orElse(last.halted() ? "it is not certain who is live." : "nobody is live.");
    }
}
