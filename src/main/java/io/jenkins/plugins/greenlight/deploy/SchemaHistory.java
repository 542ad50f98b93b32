package io.jenkins.plugins.greenlight.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal knows of the schema: how far each step came, and which levels cannot come back. */
final class SchemaHistory {
    /** In a contract's entry: levels whose releases cannot run any more. */
    static final String LEAVES = "leaves";

    private final List<JournalEntry> entries;

    SchemaHistory(List<JournalEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The last entry of this step at this level. Empty for none, after a revert of the level, and for what was only begun before
     *  a person adopted: whoever does that has looked. */
    Optional<JournalEntry> last(Migration.Step step, String level) {
        Optional<JournalEntry> last = Optional.empty();
        for (var entry : entries) {
            var mark = SchemaMark.of(entry);
            if (mark.filter(m -> m.is(step, level)).isPresent()) {
                last = Optional.of(entry);
            } else if (step == Migration.Step.EXPAND && mark.filter(m -> m.is(Migration.Step.REVERT, level)
                    && m.phase() == SchemaMark.Phase.DONE).isPresent()) {
                last = Optional.empty();
            } else if (entry.kind() == JournalEntry.Kind.ADOPTED && last.flatMap(SchemaMark::of)
                    .filter(m -> m.phase() == SchemaMark.Phase.BEGUN).isPresent()) {
                last = Optional.empty();
            }
        }
        return last;
    }

    Optional<SchemaMark.Phase> phase(Migration.Step step, String level) {
        return last(step, level).flatMap(SchemaMark::of).map(SchemaMark::phase);
    }

    /** Whether a contract of this level was ever begun and not known to have done nothing: none is begun a second time then
     *  unless the user's status program says that it did nothing. */
    boolean contracted(String level) {
        return marks(Migration.Step.CONTRACT).stream().filter(mark -> mark.level().equals(level))
                .reduce((first, second) -> second)
                .filter(mark -> mark.phase() != SchemaMark.Phase.NOT_DONE).isPresent();
    }

    /** Levels older than the one given, by the order in which they first came: what its contract takes away, they needed. */
    List<String> olderThan(String level) {
        var older = new ArrayList<>(leftBehind());
        for (var entry : entries) {
            if (entry.enters(DeployState.PLANNED)) {
                var seen = level(entry);
                if (seen.equals(level)) {
                    break;
                }
                if (!older.contains(seen)) {
                    older.add(seen);
                }
            }
        }
        older.remove(level);
        return older;
    }

    /** Levels that a contract took something away from, or may have. */
    List<String> leftBehind() {
        return lastContract(entries).map(entry -> entry.facts().get(LEAVES)).filter(List.class::isInstance)
                .map(leaves -> ((List<?>) leaves).stream().map(String::valueOf).toList()).orElse(List.of());
    }

    /** The last contract that did something, or may have. */
    static Optional<JournalEntry> lastContract(List<JournalEntry> entries) {
        Optional<JournalEntry> last = Optional.empty();
        Optional<JournalEntry> before = Optional.empty();
        for (var entry : entries) {
            var mark = SchemaMark.of(entry).filter(found -> found.step() == Migration.Step.CONTRACT);
            if (mark.isPresent()) {
                switch (mark.get().phase()) {
                    case ASKED -> { }
                    case BEGUN -> {
                        before = last;
                        last = Optional.of(entry);
                    }
                    case DONE -> last = Optional.of(entry);
                    case NOT_DONE -> last = before;
                }
            }
        }
        return last;
    }

    /** Of the release planned here; empty text for one without migrations. */
    static String level(JournalEntry planned) {
        return Plan.of(planned).settings().migration().map(Migration::level).orElse("");
    }

    private List<SchemaMark> marks(Migration.Step step) {
        return entries.stream().flatMap(entry -> SchemaMark.of(entry).stream()).filter(mark -> mark.step() == step).toList();
    }
}
