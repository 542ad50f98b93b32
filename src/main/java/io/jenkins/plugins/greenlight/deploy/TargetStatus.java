package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an environment stands, looked up without a lease and without changing anything.
 *
 * @param routed     where the router sends users; empty for nobody or when it did not answer
 * @param unfinished what {@code resume} would go on with
 * @param lease      who deploys now; empty when nobody does
 * @param problem    what a person must settle first; empty when all is well
 */
public record TargetStatus(History history, Optional<Slot> routed, List<Runtime.Instance> instances,
                           Optional<JournalEntry> unfinished, Optional<Lease> lease, Optional<JournalEntry> lastMove,
                           Audit.Head audit, Optional<String> problem) {

    public static TargetStatus of(Target target) throws IOException, InterruptedException {
        var journal = Journal.open(target.store());
        var history = History.of(journal.entries());
        Optional<Slot> routed = Optional.empty();
        Optional<String> problem;
        try {
            routed = target.router().route().live();
            problem = problem(target, journal);
        } catch (IOException e) {
            problem = Optional.of(e.getMessage());
        }
        var lease = Lease.in(target.store())
                .filter(found -> !found.released() && !found.left(target.ports().clock().instant()).isNegative());
        return new TargetStatus(history, routed, target.runtime().instances(), journal.unfinished(), lease, journal.lastMove(),
                head(target.store()), problem);
    }

    /** That an audit is broken is the problem; it has no head then. */
    private static Audit.Head head(StateStore store) throws IOException {
        try {
            return new Audit(store).head();
        } catch (StateStore.DamagedException e) {
            return new Audit.Head(0, "");
        }
    }

    /** What a person must look at: how the last deployment was HALTED, or {@link #problem}; empty when nothing is. */
    public Optional<String> attention() {
        return lastMove.filter(move -> move.enters(DeployState.HALTED)).map(move -> "The last deployment, " + move.deployment()
                + ", was HALTED: " + move.reason()).or(() -> problem);
    }

    private static Optional<String> problem(Target target, Journal journal) throws IOException, InterruptedException {
        var standing = new Standing(target, journal);
        var drift = journal.unfinished().isEmpty() ? standing.drift() : Optional.<String>empty();
        var outage = drift.isPresent() ? drift : standing.outage();
        var all = Stream.of(outage, target.router().problem(), new Audit(target.store()).problem()).flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
