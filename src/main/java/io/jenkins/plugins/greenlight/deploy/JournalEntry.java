package io.jenkins.plugins.greenlight.deploy;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the journal: durable before what it announces is done.
 *
 * @param seq        1 and up, without a gap
 * @param epoch      of the lease under which it was written
 * @param deployment groups the entries of one deployment
 * @param from       empty for a deployment's first entry and for what is no move
 * @param to         the state entered or, for DONE, the end whose act is done; empty for all else
 * @param release    the release it is about
 * @param slot       where that release runs
 * @param facts      plain JSON values: the plan on the first entry, counters on SWITCHING, {@link SchemaMark} on SCHEMA
 */
public record JournalEntry(long seq, Instant at, long epoch, String deployment, Kind kind, Optional<DeployState> from,
                           Optional<DeployState> to, Cause cause, String reason, Release release, Slot slot,
                           Map<String, Object> facts) {
    /** What an entry says. */
    public enum Kind {
        /** A state was entered; its act follows. */
        MOVE,
        /** The act of an end was done: nothing is left to do. */
        DONE,
        /** An instance that nobody is sent to is about to be stopped. */
        RETIRING,
        /** It is gone. */
        RETIRED,
        /** A person declared what is live. */
        ADOPTED,
        /** A person took the lease away from whoever held it; release and slot are those of the entry before. */
        UNLOCKED,
        /** Something is about to be done to the data's schema, or was; the facts say what. */
        SCHEMA
    }

    public JournalEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(cause, "cause");
        facts = Map.copyOf(facts);
    }

    /** One line for a timeline: what, and why. */
    public String headline() {
        return kind == Kind.MOVE ? to.map(Enum::name).orElse("") + ": " + reason : kind + ": " + reason;
    }

    boolean enters(DeployState state) {
        return kind == Kind.MOVE && to.equals(Optional.of(state));
    }
}
