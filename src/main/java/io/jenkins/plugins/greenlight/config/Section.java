package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One mapping of the file, held to the schema before. What its reader finds wrong is noted and reading goes on with a
 * stand-in, so that everything is said at once.
 */
final class Section {
    /** What is expected of one. */
    static final String MAPPING = "a mapping of keys to values";

    private final Node node;
    private final Draft draft;

    Section(Node node, Draft draft) {
        this.node = node;
        this.draft = draft;
    }

    /** A text as it is written, or its default. */
    String shown(String key) {
        return value(key, Node::text);
    }

    /** Whether a document has this key, with whatever value. */
    boolean has(String key) {
        return field(key).filter(Section::isGiven).isPresent() || draft.defaults().leftOut(path(key));
    }

    /** Empty when the file leaves it out. */
    <T> Optional<T> section(String key, Function<Section, T> reader) {
        return field(key).map(child -> reader.apply(new Section(child, draft)));
    }

    /** One that must be there, or is all defaults when it is left out. */
    <T> T part(String key, Function<Section, T> reader) {
        return section(key, reader).orElseGet(() -> draft.usual(path(key), child -> reader.apply(new Section(child, draft))));
    }

    /** Empty when the file leaves it out. */
    <T> Optional<T> optional(String key, Function<Node, T> reader) {
        return field(key).flatMap(child -> draft.attempt(child, reader));
    }

    /** The schema has a default for it. */
    <T> T value(String key, Function<Node, T> reader) {
        return optional(key, reader).orElseGet(() -> draft.usual(path(key), reader));
    }

    /** @param standIn what reading goes on with when the schema missed or refused it */
    <T> T required(String key, T standIn, Function<Node, T> reader) {
        return optional(key, reader).orElse(standIn);
    }

    /** Its good elements; none when the key is absent. */
    <T> List<T> list(String key, Function<Node, T> item) {
        return field(key).map(list -> list.items().stream().map(child -> draft.attempt(child, item))
                .flatMap(Optional::stream).toList()).orElse(List.of());
    }

    /** Its entries; none when the key is absent. */
    Map<String, String> texts(String key) {
        var values = new LinkedHashMap<String, String>();
        field(key).ifPresent(map -> map.fields().forEach((name, child) -> values.put(name, child.text())));
        return values;
    }

    /** Its good entries; none when the key is absent. */
    Map<String, String> texts(String key, BiFunction<String, Node, String> entry) {
        var values = new LinkedHashMap<String, String>();
        field(key).ifPresent(map -> map.fields().forEach((name, child) ->
                draft.attempt(child, one -> entry.apply(name, one)).ifPresent(value -> values.put(name, value))));
        return values;
    }

    /** Mappings by names of the file's own, in its order; none when the key is absent. */
    <T> Map<String, T> sections(String key, Function<Section, T> reader) {
        var sections = new LinkedHashMap<String, T>();
        field(key).ifPresent(map -> map.fields().forEach((name, child) -> sections.put(name, nested(child, reader))));
        return sections;
    }

    /** A mapping that is an element of a list or of a mapping of any keys. */
    <T> T nested(Node element, Function<Section, T> reader) {
        return reader.apply(new Section(element, draft));
    }

    /** A problem of the key's value, or of this section when the key is left out. */
    void note(String key, String message) {
        note(key, key, message);
    }

    /** A problem of the key's value beside another's: at the one that was laid over this section, if one was. */
    void note(String key, String beside, String message) {
        var overlaid = Stream.of(key, beside).map(node.fields()::get).filter(Objects::nonNull).filter(this::isLaidOver).findFirst();
        var at = overlaid.or(() -> field(key).filter(Section::isGiven)).orElse(node);
        draft.note(at.place(), path(key) + " " + message);
    }

    private static boolean isGiven(Node value) {
        return !value.place().equals(Defaults.PLACE);
    }

    /** By another document, or by another part of the same: an environment. What stands nowhere lies under all. */
    private boolean isLaidOver(Node value) {
        return value.place().line() > 0 && !(value.place().source().equals(node.place().source())
                && value.path().startsWith(node.path()));
    }

    private Optional<Node> field(String key) {
        draft.asked().accept(path(key));
        return Optional.ofNullable(node.fields().get(key));
    }

    private String path(String key) {
        return node.path().isEmpty() ? key : node.path() + "." + key;
    }
}
