package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a deployment ended.
 *
 * @param state   where it ended; empty when it never began or had to be left to somebody else
 * @param cause   why
 * @param reason  what happened, and what to do when something is to be done
 * @param live    who has the users now, as far as is known
 * @param entries its journal, in order
 * @param watched what WATCHING measured; empty measures when it did not come to that
 * @param course  how the share of errors went in WATCHING; empty when it did not come to that
 */
public record DeployResult(Optional<DeployState> state, Cause cause, String reason, Optional<History.Placed> live,
                           Optional<History.Placed> previous, List<JournalEntry> entries, Measures watched, Audit.Head audit,
                           List<Moment> course) {
    public DeployResult {
        entries = List.copyOf(entries);
        course = List.copyOf(course);
    }

    /** Without a course. */
    public DeployResult(Optional<DeployState> state, Cause cause, String reason, Optional<History.Placed> live,
                        Optional<History.Placed> previous, List<JournalEntry> entries, Measures watched, Audit.Head audit) {
        this(state, cause, reason, live, previous, entries, watched, audit, List.of());
    }

    /** @param since  users came to the candidate
     *  @param errors in percent of its requests in the last seconds */
    public record Moment(Duration since, double errors) { }

    /** The lease was not to be had; nothing was touched. */
    public static DeployResult blocked(String reason) {
        return new DeployResult(Optional.empty(), Cause.BLOCKED, reason, Optional.empty(), Optional.empty(), List.of(), Measures.none(),
                new Audit.Head(0, ""));
    }

    /** What this says of the release, as one check. */
    public Check check(String environment) {
        String measured = state.map(Enum::name).orElse("not deployed");
        if (delivered()) {
            return warned() ? new Check(environment, Outcome.WARNED, measured, DeployState.LIVE.name(), reason) : Check.passed(environment, measured, DeployState.LIVE.name());
        }
        return cause == Cause.UNMEASURED ? Check.inconclusive(environment, measured, DeployState.LIVE.name(), reason)
                : Check.failed(environment, measured, DeployState.LIVE.name(), reason);
    }

    /** Whether it is live although not all could be seen that was to be looked at. */
    public boolean warned() {
        return delivered() && entries.stream().filter(entry -> entry.enters(DeployState.LIVE))
                .anyMatch(entry -> Boolean.TRUE.equals(entry.facts().get(WatchEnd.WARNED)));
    }

    public boolean delivered() {
        return state.equals(Optional.of(DeployState.LIVE));
    }

    /** Whether a person must look: it is not known or not good who serves. */
    public boolean halted() {
        return state.equals(Optional.of(DeployState.HALTED));
    }
}
