package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One mapping of the file. What is wrong is noted and reading goes on with a stand-in, so that everything is said at
 * once. The keys that were asked for are the ones there are; any other is a problem.
 */
final class Section {
    /** What is expected of one. */
    static final String MAPPING = "a mapping of keys to values";

    private final Optional<Node> node;
    private final Map<String, Node> fields;
    private final Consumer<ConfigProblem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(Optional<Node> node, Consumer<ConfigProblem> problems) {
        this.node = node;
        this.fields = node.map(Node::fields).orElse(Map.of());
        this.problems = problems;
    }

    /** @param node empty for a part that is left out: all is default and nothing is missed */
    static <T> T read(Optional<Node> node, Consumer<ConfigProblem> problems, Function<Section, T> reader) {
        if (node.isPresent() && !node.get().isMap()) {
            var e = Values.wrong(node.get(), MAPPING);
            problems.accept(new ConfigProblem(e.place(), e.problem()));
            return read(Optional.empty(), problems, reader);
        }
        var section = new Section(node, problems);
        T value = reader.apply(section);
        section.noteUnknownKeys();
        return value;
    }

    /** Whether the file has this key. */
    boolean has(String key) {
        return field(key).isPresent();
    }

    /** Empty when the file leaves it out. */
    <T> Optional<T> section(String key, Function<Section, T> reader) {
        return field(key).map(child -> read(Optional.of(child), problems, reader));
    }

    /** All defaults when the file leaves it out. */
    <T> T part(String key, Function<Section, T> reader) {
        return read(field(key), problems, reader);
    }

    <T> T requiredPart(String key, String example, Function<Section, T> reader) {
        noteMissing(key, example);
        return part(key, reader);
    }

    <T> Optional<T> optional(String key, Function<Node, T> reader) {
        return field(key).flatMap(child -> attempt(child, reader));
    }

    <T> T optional(String key, T fallback, Function<Node, T> reader) {
        return optional(key, reader).orElse(fallback);
    }

    /**
     * @param example of a good value, for the message
     * @param standIn what reading goes on with when there is none
     */
    <T> T required(String key, String example, T standIn, Function<Node, T> reader) {
        noteMissing(key, example);
        return optional(key, standIn, reader);
    }

    /** Its good elements; the fallback when the key is absent. */
    <T> List<T> list(String key, List<T> fallback, Function<Node, T> item) {
        return optional(key, fallback, list -> list.items().stream().map(child -> attempt(child, item))
                .flatMap(Optional::stream).toList());
    }

    /** As {@link #list}, and at least one element. */
    <T> List<T> requiredList(String key, String example, Function<Node, T> item) {
        noteMissing(key, example);
        noteEmpty(key, example);
        return list(key, List.of(), item);
    }

    /** Its good entries; none when the key is absent. */
    Map<String, String> texts(String key, BiFunction<String, Node, String> entry) {
        return optional(key, Map.of(), map -> {
            var values = new LinkedHashMap<String, String>();
            map.fields().forEach((name, child) ->
                    attempt(child, c -> entry.apply(name, c)).ifPresent(value -> values.put(name, value)));
            return values;
        });
    }

    /** As {@link #texts}, and at least one entry. */
    Map<String, String> requiredTexts(String key, String example, BiFunction<String, Node, String> entry) {
        noteMissing(key, example);
        noteEmpty(key, example);
        return texts(key, entry);
    }

    /** A mapping that is an element of a list. */
    <T> T nested(Node element, Function<Section, T> reader) {
        return read(Optional.of(element), problems, reader);
    }

    /** A problem of the key's value, or of this section when the key is left out. */
    void note(String key, String message) {
        note(key, key, message);
    }

    /** A problem of the key's value beside another's: at the one that was laid over this section, if one was. */
    void note(String key, String beside, String message) {
        var overlaid = Stream.of(key, beside).map(fields::get).filter(Objects::nonNull)
                .filter(this::isLaidOver).findFirst();
        var at = overlaid.or(() -> Optional.ofNullable(fields.get(key))).or(() -> node);
        at.ifPresent(found -> problems.accept(new ConfigProblem(found.place(), path(key) + " " + message)));
    }

    /** By another document, or by another part of the same: an environment. What stands nowhere lies under all. */
    private boolean isLaidOver(Node value) {
        var section = node.orElseThrow();
        return value.place().line() > 0 && !(value.place().source().equals(section.place().source())
                && value.path().startsWith(section.path()));
    }

    private Optional<Node> field(String key) {
        asked.add(key);
        return Optional.ofNullable(fields.get(key));
    }

    private <T> Optional<T> attempt(Node child, Function<Node, T> reader) {
        try {
            return Optional.of(reader.apply(child));
        } catch (ParseException e) {
            problems.accept(new ConfigProblem(e.place(), e.problem()));
            return Optional.empty();
        }
    }

    private void noteMissing(String key, String example) {
        if (field(key).isEmpty()) {
            node.ifPresent(at -> problems.accept(new ConfigProblem(at.keyPlace(),
                    Values.name(at) + " has no \"" + key + "\". Expected one, for example " + example)));
        }
    }

    private void noteEmpty(String key, String example) {
        field(key).filter(child -> child.isList() && child.items().isEmpty() || child.isMap() && child.fields().isEmpty())
                .ifPresent(child -> note(key, "is empty. Expected at least one, for example " + example));
    }

    private void noteUnknownKeys() {
        fields.forEach((key, child) -> {
            if (!asked.contains(key)) {
                problems.accept(new ConfigProblem(child.keyPlace(), owner(key, child) + " has the unknown key \"" + key + "\"."
                        + Suggestion.sentence(key, asked) + " Expected one of " + String.join(", ", asked) + "."));
            }
        });
    }

    /** Where it was written, which need not be this section: it may have been laid over. */
    private static String owner(String key, Node child) {
        int before = child.path().length() - key.length();
        return before > 1 ? child.path().substring(0, before - 1) : "the file";
    }

    private String path(String key) {
        return node.map(Node::path).filter(path -> !path.isEmpty()).map(path -> path + "." + key).orElse(key);
    }
}
