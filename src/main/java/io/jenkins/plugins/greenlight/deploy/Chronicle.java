package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was done to one environment, newest first, as journal and audit tell it: one event for every deployment and for
 * whatever else a person did.
 *
 * @param older how many lines of the audit are older than the journal's oldest entry
 */
public record Chronicle(List<Event> events, long older) {
    public Chronicle {
        events = List.copyOf(events);
    }

    /**
     * @param at      when it came to where it is
     * @param what    the end a deployment came to, as LIVE; "unfinished in WATCHING"; RETIRED, ADOPTED, UNLOCKED, SCHEMA
     * @param release empty for what concerns none
     * @param actor   who began it and, where it was another, who brought it to its end; empty when the audit does not say
     */
    public record Event(long seq, Instant at, String what, String deployment, Optional<History.Placed> release,
                        Optional<String> actor,
                        String reason) { }

    /** Takes no lease and changes nothing. @throws IOException when journal or audit cannot be understood */
    public static Chronicle of(StateStore store) throws IOException {
        var journal = Journal.open(store);
        var entries = journal.entries();
        var actors = new Audit(store).actors();
        var events = new ArrayList<Event>();
        entries.stream().map(JournalEntry::deployment).distinct().forEach(deployment ->
                deployment(journal.of(deployment), journal.unfinished(), actors).ifPresent(events::add));
        entries.stream().flatMap(entry -> byItself(entry, actors).stream()).forEach(events::add);
        events.sort(Comparator.comparingLong(Event::seq).reversed());
        long oldest = entries.isEmpty() ? Long.MAX_VALUE : entries.get(0).seq();
        return new Chronicle(events, actors.keySet().stream().filter(seq -> seq < oldest).count());
    }

    /** Empty where nothing was deployed under this name. */
    private static Optional<Event> deployment(List<JournalEntry> entries, Optional<JournalEntry> unfinished,
                                              Map<Long, String> actors) {
        return entries.stream().filter(entry -> entry.kind() == JournalEntry.Kind.MOVE).reduce((first, second) -> second)
                .map(last -> {
            var state = last.to().map(Enum::name).orElse("");
            boolean open = unfinished.filter(move -> move.deployment().equals(last.deployment())).isPresent();
            boolean left = !open && last.to().filter(DeployState::isEnd).isEmpty();
            return event(last, entries.get(0), open ? "unfinished in " + state : left ? "left in " + state : state, actors);
        });
    }

    private static Optional<Event> byItself(JournalEntry entry, Map<Long, String> actors) {
        return switch (entry.kind()) {
            case RETIRED, ADOPTED, UNLOCKED -> Optional.of(event(entry, entry, entry.kind().name(), actors));
            case SCHEMA -> SchemaMark.of(entry).filter(mark -> mark.phase() != SchemaMark.Phase.BEGUN)
                    .map(mark -> event(entry, entry, entry.kind().name(), actors));
            case MOVE, DONE, RETIRING -> Optional.empty();
        };
    }

    private static Event event(JournalEntry entry, JournalEntry first, String what, Map<Long, String> actors) {
        var ended = Optional.ofNullable(actors.get(entry.seq()));
        var began = Optional.ofNullable(actors.get(first.seq())).filter(actor -> !ended.equals(Optional.of(actor)));
        var release = Optional.of(new History.Placed(entry.release(), entry.slot(), entry.deployment()))
                .filter(placed -> entry.kind() != JournalEntry.Kind.UNLOCKED);
        return new Event(entry.seq(), entry.at(), what, entry.deployment(), release,
                began.map(actor -> actor + ended.map(end -> ", then " + end).orElse("")).or(() -> ended), entry.reason());
    }
}
