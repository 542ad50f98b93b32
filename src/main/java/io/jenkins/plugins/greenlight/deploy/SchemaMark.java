package io.jenkins.plugins.greenlight.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a SCHEMA entry says of one step at one level.
 *
 * @param more further facts of the entry, plain JSON values
 */
record SchemaMark(Migration.Step step, Phase phase, String level, Map<String, Object> more) {
    /** How far a step has come. */
    enum Phase {
        /** A person asked for it; nothing was begun. */
        ASKED,
        /** Its program is about to be started: from here on only the user's status program knows. */
        BEGUN,
        DONE,
        /** It is known that it was not done, or not wanted any more. */
        NOT_DONE
    }

    SchemaMark {
        more = Map.copyOf(more);
    }

    SchemaMark(Migration.Step step, Phase phase, String level) {
        this(step, phase, level, Map.of());
    }

    Map<String, Object> facts() {
        var map = new LinkedHashMap<String, Object>();
        map.put("step", step.word());
        map.put("phase", phase.name());
        map.put("level", level);
        map.putAll(more);
        return map;
    }

    /** Empty for an entry of another kind. */
    static Optional<SchemaMark> of(JournalEntry entry) {
        if (entry.kind() != JournalEntry.Kind.SCHEMA) {
            return Optional.empty();
        }
        var facts = entry.facts();
        return Optional.of(new SchemaMark(Migration.Step.valueOf(text(facts, "step").toUpperCase(java.util.Locale.ROOT)),
                Phase.valueOf(text(facts, "phase")), text(facts, "level"), facts));
    }

    private static String text(Map<String, Object> facts, String key) {
        return String.valueOf(facts.get(key));
    }

    boolean is(Migration.Step of, String at) {
        return step == of && level.equals(at);
    }
}
