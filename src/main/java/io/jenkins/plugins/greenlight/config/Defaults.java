package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays a schema's defaults under the sections of a tree that are there. */
final class Defaults {
    /** Where a value stands that no document gives. */
    static final Node.Place PLACE = new Node.Place("default", 0, 0);
    private final Set<String> refused;
    private final Set<String> leftOut = new HashSet<>();
    private final Map<String, Node> byPath = new HashMap<>();

    /** @param refused the paths of values that are left out, or replaced by their default */
    Defaults(Set<String> refused) {
        this.refused = refused;
    }

    /** A tree that keeps to the schema, with each default; its place says that it is one. */
    static Node under(Node root, Schema schema) {
        return new Defaults(Set.of()).fill(root, schema);
    }

    /** Sections that must be there and are not are empty ones, so that whoever reads on finds them. */
    Node fill(Node node, Schema schema) {
        if (node.isList()) {
            return node.with(node.items().stream().filter(child -> !refused.contains(child.path()))
                    .map(child -> schema.part("items").map(item -> fill(child, item)).orElse(child)).toList());
        }
        return node.isMap() ? fill(node, schema, schema) : node;
    }

    /** Whether a refused value stood there, by the path of its section: it may have been laid over that from elsewhere. */
    boolean leftOut(String path) {
        return leftOut.contains(path);
    }

    /** The default of a key in a section that was filled; empty when the schema has none. */
    Optional<Node> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private Node fill(Node node, Schema schema, Schema whole) {
        var fields = new LinkedHashMap<String, Node>();
        node.fields().forEach((key, child) -> {
            if (refused.contains(child.path())) {
                leftOut.add(node.path().isEmpty() ? key : node.path() + "." + key);
            } else {
                fields.put(key, whole.property(key).map(of -> fill(child, of)).orElse(child));
            }
        });
        schema.properties().forEach((key, of) -> usual(node, key, of, schema).ifPresent(usual -> {
            var filled = fill(usual, whole.property(key).orElse(of));
            byPath.put(filled.path(), filled);
            fields.putIfAbsent(key, filled);
        }));
        var filled = choose(node.with(fields), schema, whole);
        for (var part : schema.parts("allOf")) {
            filled = choose(filled, part, whole);
        }
        return filled;
    }

    private Node choose(Node node, Schema schema, Schema whole) {
        return schema.part("if").flatMap(condition -> schema.part(SchemaCheck.holds(node, condition) ? "then" : "else"))
                .map(part -> fill(node, part, whole)).orElse(node);
    }

    private static Optional<Node> usual(Node node, String key, Schema of, Schema schema) {
        boolean missed = of.isMapping() && schema.words("required").contains(key);
        return of.keyword("default").map(value -> moved(node, key, value))
                .or(() -> missed ? Optional.of(node.child(key, new LinkedHashMap<String, Node>(), PLACE)) : Optional.empty());
    }

    private static Node moved(Node parent, String key, Node value) {
        if (value.isMap()) {
            var empty = parent.child(key, new LinkedHashMap<String, Node>(), PLACE);
            var fields = new LinkedHashMap<String, Node>();
            value.fields().forEach((name, child) -> fields.put(name, moved(empty, name, child)));
            return empty.with(fields);
        }
        return parent.child(key, value.isList() ? value.items().stream().map(item -> moved(parent, key, item)).toList()
                : value.plain(), PLACE);
    }
}
