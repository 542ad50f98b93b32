package io.jenkins.plugins.greenlight.deploy;

import java.util.List;
import java.util.Optional;

/** Who is live and who was before, as the journal tells it. The router is asked too; it wins. */
public record History(Optional<Placed> live, Optional<Placed> previous) {
    /** A release in its slot.
     *  @param deployment the one that brought it there; empty when a person did */
    public record Placed(Release release, Slot slot, String deployment) {
        public Placed(Release release, Slot slot) {
            this(release, slot, "");
        }

        @Override public String toString() {
            return release + " in " + slot.word();
        }
    }

    public static History of(List<JournalEntry> entries) {
        var history = new History(Optional.empty(), Optional.empty());
        for (var entry : entries) {
            history = history.after(entry);
        }
        return history;
    }

    private History after(JournalEntry entry) {
        var placed = Optional.of(new Placed(entry.release(), entry.slot(), entry.deployment()));
        return switch (entry.kind()) {
            case ADOPTED -> new History(placed, Adoption.previous(entry));
            case RETIRED -> previous.filter(p -> p.slot() == entry.slot()).isPresent() ? new History(live, Optional.empty()) : this;
            case MOVE -> entry.enters(DeployState.LIVE) ? new History(placed, live) : this;
            case DONE, RETIRING, UNLOCKED, SCHEMA -> this;
        };
    }
}
