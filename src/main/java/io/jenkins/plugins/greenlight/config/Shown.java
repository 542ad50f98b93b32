package io.jenkins.plugins.greenlight.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a configuration as it may be shown to anybody.
 *
 * @param value  Map of String to Shown, List of Shown, a text, a number, a flag, or null
 * @param hidden whether something secret was left out of this text
 */
record Shown(Object value, boolean hidden, Origin origin) {
    boolean isMap() {
        return value instanceof Map;
    }

    boolean isList() {
        return value instanceof List;
    }

    /** A mapping that holds something: it has no origin of its own, what it holds has. */
    boolean isBranch() {
        return isMap() && !fields().isEmpty();
    }

    @SuppressWarnings("unchecked")
    Map<String, Shown> fields() {
        return (Map<String, Shown>) value;
    }

    @SuppressWarnings("unchecked")
    List<Shown> items() {
        return (List<Shown>) value;
    }

    /** Of this, or of anything in it. */
    boolean hides() {
        return hidden || isMap() && fields().values().stream().anyMatch(Shown::hides)
                || isList() && items().stream().anyMatch(Shown::hides);
    }

    /** Maps, lists, texts, numbers, flags, null. */
    Object plain() {
        if (isMap()) {
            var map = new LinkedHashMap<String, Object>();
            fields().forEach((key, child) -> map.put(key, child.plain()));
            return map;
        }
        return isList() ? items().stream().map(Shown::plain).toList() : value;
    }
}
