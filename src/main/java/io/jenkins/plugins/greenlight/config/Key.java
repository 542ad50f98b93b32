package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key of greenlight.yaml, for whoever describes it.
 *
 * @param path     from the root, {@code []} for an element of a list and {@code NAME} for a name of one's own
 * @param required whether its section must have it
 */
record Key(String path, Schema schema, boolean required) {
    /** Every key in the order of the schema, each before those below it. */
    static List<Key> all() {
        return below("", Schema.greenlight());
    }

    /** The keys of a section, without those below them. */
    List<Key> children() {
        var all = schema.part("items").filter(Schema::isMapping).map(item -> children(path + "[]", item))
                .orElseGet(() -> children(path, schema));
        return all.isEmpty() ? schema.part("additionalProperties").filter(any -> !any.properties().isEmpty())
                .map(any -> children(path + ".NAME", any)).orElse(all) : all;
    }

    /** Its last part. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    String type() {
        var words = schema.words("enum");
        String range = schema.keyword("maximum")
                .map(most -> ", " + schema.keyword("minimum").orElseThrow().plain() + " to " + most.plain()).orElse("");
        return words.isEmpty() ? schema.text("title").orElseThrow() + range : String.join(" | ", words);
    }

    String description() {
        return schema.text("description").orElse("");
    }

    /** As it is written; empty when it has none or when it is nothing at all. */
    Optional<String> usual() {
        return schema.keyword("default").filter(value -> !(value.isMap() && value.fields().isEmpty())
                && !(value.isList() && value.items().isEmpty())).map(FlowYaml::of);
    }

    /** The richest of its examples, as {@code KEY: VALUE}; empty when a section has none. */
    Optional<String> example() {
        return schema.keyword("examples").map(Node::items).map(all -> all.get(all.size() - 1)).or(() -> schema.keyword("default"))
                .filter(value -> !(value.isMap() && value.fields().isEmpty())).map(value -> name() + ": " + FlowYaml.of(value));
    }

    private static List<Key> children(String path, Schema schema) {
        var required = schema.words("required");
        return schema.properties().entrySet().stream().map(child -> new Key((path.isEmpty() ? "" : path + ".") + child.getKey(),
                child.getValue(), required.contains(child.getKey()))).toList();
    }

    private static List<Key> below(String path, Schema schema) {
        var all = new ArrayList<Key>();
        children(path, schema).forEach(key -> {
            all.add(key);
            all.addAll(below(key));
        });
        return all;
    }

    private static List<Key> below(Key key) {
        var all = new ArrayList<Key>();
        key.children().forEach(child -> {
            all.add(child);
            all.addAll(below(child));
        });
        return all;
    }
}
