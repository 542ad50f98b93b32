package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes the journal and the audit under one lease, for one deployment. */
final class Logbook {
    private final Target target;
    private final LeaseKeeper lease;
    private final Journal journal;
    private final Audit audit;
    private final String deployment;

    Logbook(Target target, LeaseKeeper lease, Journal journal, String deployment) {
        this.target = target;
        this.lease = lease;
        this.journal = journal;
        this.audit = new Audit(target.store());
        this.deployment = deployment;
    }

    long epoch() {
        return lease.epoch();
    }

    /** For a router that forgot who may write to it, or that was written to as often as one fence allows.
     * @throws LeaseLostException when somebody else holds the lease now */
    void fenceAnew() throws IOException, InterruptedException {
        fenceAnew(target, lease, journal);
    }

    static void fenceAnew(Target target, LeaseKeeper lease, Journal journal) throws IOException, InterruptedException {
        lease.renew(target.router()::prepare);
        try {
            journal.claim(lease.epoch());
        } catch (StateStore.ConflictException e) {
            throw lost(target);
        }
        target.router().fence(lease.epoch());
    }

    /** @throws LeaseLostException when there is less time left on the lease than this act needs */
    void require(Duration needed) throws LeaseLostException {
        lease.require(needed);
    }

    String deployment() {
        return deployment;
    }

    Journal journal() {
        return journal;
    }

    void move(Optional<DeployState> from, Next next, Release release, Slot slot) throws IOException {
        write(JournalEntry.Kind.MOVE, from, Optional.of(next.state()), next.cause(), next.reason(), release, slot, next.facts());
    }

    void done(DeployState end, Cause cause, String reason, Release release, Slot slot) throws IOException {
        write(JournalEntry.Kind.DONE, Optional.empty(), Optional.of(end), cause, reason, release, slot, Map.of());
    }

    void adopted(String reason, Release release, Slot slot, Map<String, Object> facts) throws IOException {
        write(JournalEntry.Kind.ADOPTED, Optional.empty(), Optional.empty(), Cause.PLAN, reason, release, slot, facts);
    }

    void unlocked(String reason, Release release, Slot slot, Map<String, Object> facts) throws IOException {
        write(JournalEntry.Kind.UNLOCKED, Optional.empty(), Optional.empty(), Cause.PLAN, reason, release, slot, facts);
    }

    void note(JournalEntry.Kind kind, String reason, Release release, Slot slot) throws IOException {
        write(kind, Optional.empty(), Optional.empty(), Cause.PLAN, reason, release, slot, Map.of());
    }

    /** What is about to be done to the schema, or was. */
    void schema(String reason, Release release, Slot slot, Map<String, Object> facts) throws IOException {
        write(JournalEntry.Kind.SCHEMA, Optional.empty(), Optional.empty(), Cause.PLAN, reason, release, slot, facts);
    }

    private void write(JournalEntry.Kind kind, Optional<DeployState> from, Optional<DeployState> to, Cause cause, String reason,
                       Release release, Slot slot, Map<String, Object> facts) throws IOException {
        lease.require(Duration.ZERO);
        try {
            journal.append(new JournalEntry(journal.nextSeq(), target.ports().clock().instant(), lease.epoch(), deployment, kind, from,
                    to, cause, reason, release, slot, facts));
            audit.catchUp(journal.entries(), target.holder().actor());
        } catch (StateStore.ConflictException e) {
            throw lost(target);
        }
    }

    private static LeaseLostException lost(Target target) {
        return new LeaseLostException("Somebody else took the lease over and writes the journal in "
                + target.store().location() + ". Nothing more was changed; they go on. See: greenlight status");
    }
}
