package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The previous release, kept hot; given up when a person says that nobody will go back to it. */
final class WayBack {
    /** Where no plan says how long, as for what was adopted. */
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Target target;
    private final Journal journal;
    private final Logbook log;

    WayBack(Target target, LeaseKeeper lease, Journal journal) {
        this.target = target;
        this.journal = journal;
        this.log = new Logbook(target, lease, journal, target.environment() + "-" + lease.epoch());
    }

    /**
     * Drains and stops whatever runs where users are not sent. Safe to repeat.
     *
     * @throws IOException when something there could not be stopped; the way back then stays
     */
    DeployResult retire() throws IOException, InterruptedException {
        var history = History.of(journal.entries());
        if (history.live().isEmpty()) {
            return Results.refused(target, journal, Cause.UNMEASURED, "Nobody is live in " + target.environment()
                    + ", so nobody was before: there is nothing to retire. Deploy a release.");
        }
        var outage = new Standing(target, journal).outage();
        if (outage.isPresent()) {
            return Results.refused(target, journal, Cause.FAULT, outage.get()
                    + " Nothing was retired: it may be all there is to go back to.");
        }
        var live = history.live().get();
        var slot = live.slot().other();
        if (history.previous().isEmpty() && !runsIn(slot)) {
            return contracted(live, "There is nothing to retire: " + live + " is live, and nobody is left to go back to");
        }
        stop(slot, history.previous());
        if (runsIn(slot)) {
            return Results.refused(target, journal, Cause.STOPPED, "A stop was asked for while " + slot.word()
                    + " was drained: what runs"
                    + " there still does, and the way back stays. Retire again when it may go on.");
        }
        forget(history.previous());
        target.runtime().sweep(slot);
        return contracted(live, history.previous().map(History.Placed::toString).orElse("what ran in " + slot.word())
                + " was retired: from now on there is no way back from " + live);
    }

    private boolean runsIn(Slot slot) throws IOException, InterruptedException {
        return target.runtime().instances().stream().anyMatch(instance -> instance.slot() == slot);
    }

    private void stop(Slot slot, Optional<History.Placed> previous) throws IOException, InterruptedException {
        var plan = previous.flatMap(journal::planOf).or(() -> journal.entries().stream()
                .filter(entry -> entry.enters(DeployState.PLANNED)).reduce((a, b) -> b).map(Plan::of));
        new Retirement(target, log).of(slot, instance -> false, plan.map(p -> p.settings().drainTimeout()).orElse(DRAIN),
                plan.map(p -> p.settings().grace()).orElse(GRACE), target.stop()::asked);
    }

    /** One that died before could have been started again. */
    private void forget(Optional<History.Placed> previous) throws IOException {
        if (previous.isPresent() && History.of(journal.entries()).previous().isPresent()) {
            log.note(JournalEntry.Kind.RETIRED, previous.get() + " did not run any more and is not gone back to",
                    previous.get().release(), previous.get().slot());
        }
    }

    /** From here on nobody needs what only the previous release did. */
    private DeployResult contracted(History.Placed live, String reason) throws IOException, InterruptedException {
        var standing = standing(live, reason);
        return new Contracts(target, log).settle(Optional.empty()).map(unsettled -> new DeployResult(Optional.empty(),
                Cause.FAULT,
                reason + ". " + unsettled, standing.live(), standing.previous(), journal.of(log.deployment()), Measures.none(),
                Results.head(target))).orElse(standing);
    }

    private DeployResult standing(History.Placed live, String reason) throws IOException {
        return new DeployResult(Optional.of(DeployState.LIVE), Cause.PLAN, reason, Optional.of(live),
                History.of(journal.entries()).previous(), List.of(), Measures.none(), new Audit(target.store()).head());
    }
}
