package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Stops what no user is sent to. The only place that stops an instance, and it asks the router first. */
final class Retirement {
    private static final Duration LOOK = Duration.ofMillis(100);
    /** The lease is renewed while an instance is stopped; more than this is never left of it. */
    private static final Duration ENOUGH = Lease.TTL.multipliedBy(2).dividedBy(3).minusSeconds(1);

    private final Target target;
    private final Logbook log;
    private final Switchboard switchboard;

    Retirement(Target target, Logbook log) {
        this.target = target;
        this.log = log;
        this.switchboard = new Switchboard(target, log);
    }

    /**
     * Drains and stops the slot's instances that are not to be kept. Safe to repeat.
     *
     * @param leave asked while draining: true ends this with nothing more stopped
     * @throws IOException when users are sent to this slot, or one could not be stopped; nothing is stopped then
     */
    void of(Slot slot, Predicate<Runtime.Instance> keep, DeploySettings settings, BooleanSupplier leave)
            throws IOException, InterruptedException {
        of(slot, keep, settings.drainTimeout(), settings.grace(), leave);
    }

    /** As above, where only these two are known. */
    void of(Slot slot, Predicate<Runtime.Instance> keep, Duration drainTimeout, Duration grace, BooleanSupplier leave)
            throws IOException, InterruptedException {
        for (var instance : target.runtime().instances()) {
            if (instance.slot() == slot && !keep.test(instance)) {
                switchboard.requireNobodyIn(slot, "stopped");
                var release = log.journal().known(instance, "").orElse(new Release(instance.release(), instance.digest(), "", ""));
                log.note(JournalEntry.Kind.RETIRING, instance.name() + " has no users; stopping it", release, slot);
                drain(slot, drainTimeout, leave);
                if (leave.getAsBoolean()) {
                    return;
                }
                switchboard.requireNobodyIn(slot, "stopped");
                log.require(grace.compareTo(ENOUGH) < 0 ? grace : ENOUGH);
                target.runtime().stop(instance, grace);
                log.note(JournalEntry.Kind.RETIRED, instance.name() + " is gone", release, slot);
            }
        }
    }

    private void drain(Slot slot, Duration timeout, BooleanSupplier leave) throws IOException, InterruptedException {
        var clock = target.ports().clock();
        var end = clock.instant().plus(timeout);
        while (target.router().counters(slot).open() > 0 && clock.instant().isBefore(end) && !leave.getAsBoolean()) {
            target.ports().pause().pause(LOOK);
        }
    }
}
