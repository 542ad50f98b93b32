package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the lease away from a holder that a person knows to be gone, and gives it back. Whoever held it is refused by
 * router and journal from then on. Stops nothing and moves nobody.
 */
public final class Unlocking {
    /** Before anything was deployed there is no release to name. */
    private static final Release NONE = new Release(new ReleaseId("none"), new ImageDigest("sha256:" + "0".repeat(64)), "", "");

    private final Target target;

    public Unlocking(Target target) {
        this.target = target;
    }

    /**
     * @param lease      that was taken away, as it was found; empty when nobody held one, and then nothing was written
     * @param unfinished what {@code resume} is to go on with
     */
    public record Unlocked(Optional<Lease> lease, Optional<JournalEntry> unfinished) { }

    /**
     * @param reason why its holder is known to be gone; stands in journal and audit
     * @throws IllegalArgumentException when the reason is blank
     * @throws IOException              when router or store do not answer; the message says whether the lease was taken
     */
    public Unlocked unlock(String reason) throws IOException, InterruptedException {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("The reason is empty. Expected how you know that whoever holds the lease is gone.");
        }
        var held = held();
        var journal = Journal.open(target.store());
        if (held.isEmpty()) {
            return new Unlocked(held, journal.unfinished());
        }
        long floor = Math.max(journal.epoch(), target.router().route().epoch());
        var keeper = LeaseKeeper.seize(target.store(), target.holder(), target.ports().clock(), held.get(), floor,
                target.router()::prepare);
        try {
            fenceAndNote(keeper, held.get(), reason);
        } catch (IOException e) {
            throw new IOException("The lease was taken from " + held.get().holder() + ", but not all that follows could be done: "
                    + e.getMessage() + " Mend this, then: greenlight resume", e);
        } finally {
            keeper.abandon();
        }
        return new Unlocked(held, Journal.open(target.store()).unfinished());
    }

    /** The lease that somebody else holds now; empty when it is anybody's to take. */
    public Optional<Lease> held() throws IOException {
        return Lease.in(target.store()).filter(lease ->
                lease.binds(target.holder(), target.alive(), target.ports().clock().instant()));
    }

    private void fenceAndNote(LeaseKeeper keeper, Lease was, String reason) throws IOException, InterruptedException {
        var journal = Journal.open(target.store());
        journal.claim(keeper.epoch());
        var log = new Logbook(target, keeper, journal, target.environment() + "-" + keeper.epoch());
        var last = journal.last();
        log.unlocked(reason + " (the lease of epoch " + was.epoch() + " was that of " + was.holder() + ", last heartbeat "
                + was.heartbeat() + ")",
                last.map(JournalEntry::release).orElse(NONE), last.map(JournalEntry::slot).orElse(Slot.BLUE),
                Map.of("holder", was.holder().toString(), "epoch", was.epoch(), "heartbeat", was.heartbeat().toString()));
        try {
            target.router().fence(keeper.epoch());
        } catch (Router.FenceLostException e) {
            log.fenceAnew();
        }
        keeper.close();
    }
}
