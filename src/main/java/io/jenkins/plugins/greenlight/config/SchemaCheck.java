package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Holds a tree to a schema and says of each place what is there and what was expected; at most one thing of a value. */
final class SchemaCheck {
    private final BiConsumer<Node.Place, Supplier<String>> problems;
    private final Set<String> refused = new LinkedHashSet<>();

    /** @param problems is given words only when it asks for them */
    private SchemaCheck(BiConsumer<Node.Place, Supplier<String>> problems) {
        this.problems = problems;
    }

    /** @return the paths of the values that are not what the schema says; what is missing or unknown is a problem alone */
    static Set<String> check(Node node, Schema schema, Consumer<ConfigProblem> problems) {
        var check = new SchemaCheck((place, words) -> problems.accept(new ConfigProblem(place, words.get())));
        check.check(node, schema, schema);
        return check.refused;
    }

    static boolean holds(Node node, Schema schema) {
        var problems = new ArrayList<Node.Place>();
        new SchemaCheck((place, words) -> problems.add(place)).check(node, schema, schema);
        return problems.isEmpty();
    }

    /** @param whole what knows all keys of the mapping that {@code schema} says something about */
    private void check(Node node, Schema schema, Schema whole) {
        var problem = SchemaValue.problem(node, schema);
        if (problem.isPresent()) {
            refuse(node, problem.get());
            return;
        }
        schema.parts("allOf").forEach(part -> check(node, part, whole));
        if (node.isMap()) {
            mapping(node, schema, whole);
        }
        if (node.isList()) {
            list(node, schema);
        }
        schema.part("if").flatMap(condition -> schema.part(holds(node, condition) ? "then" : "else"))
                .ifPresent(part -> check(node, part, whole));
    }

    private void mapping(Node node, Schema schema, Schema whole) {
        schema.words("required").stream().filter(key -> !node.fields().containsKey(key)).forEach(key ->
                problems.accept(node.keyPlace(), () -> Values.name(node) + " has no \"" + key + "\". Expected one, for example "
                        + whole.property(key).map(of -> SchemaValue.example(key, of)).orElse(key)));
        node.fields().forEach((key, child) -> {
            var property = schema.property(key);
            schema.part("propertyNames").ifPresent(names -> name(node, key, child, names));
            property.ifPresent(of -> check(child, of, of));
            if (property.isEmpty() && schema.closed()) {
                problems.accept(child.keyPlace(), () -> unknown(node, key, child, schema));
            }
        });
    }

    private void name(Node node, String key, Node child, Schema names) {
        check(node.child(key, key, child.keyPlace()), names, names);
    }

    private void list(Node node, Schema schema) {
        var first = schema.parts("prefixItems");
        for (int i = 0; i < node.items().size(); i++) {
            var child = node.items().get(i);
            var item = i < first.size() ? first.get(i) : schema.part("items").orElse(null);
            if (item != null) {
                check(child, item, item);
            }
        }
    }

    private void refuse(Node node, Supplier<String> message) {
        if (refused.add(node.path())) {
            problems.accept(node.place(), message);
        }
    }

    private static String unknown(Node node, String key, Node child, Schema schema) {
        var known = schema.properties().keySet();
        return owner(key, child) + " has the unknown key \"" + key + "\"." + meant(node, key, schema)
                + " Expected one of " + String.join(", ", known) + ".";
    }

    /** Where it was written, which need not be this section: it may have been laid over. */
    private static String owner(String key, Node child) {
        int before = child.path().length() - key.length();
        return before > 1 ? child.path().substring(0, before - 1) : "the file";
    }

    /** The same key below, best in a section that is there, or above; else one of this mapping that is written much like it. */
    private static String meant(Node node, String key, Schema schema) {
        var below = schema.properties().entrySet().stream().filter(child -> child.getValue().properties().containsKey(key))
                .min(Comparator.comparing(child -> !node.fields().containsKey(child.getKey())))
                .map(child -> " Did you mean \"" + child.getKey() + "." + key + "\"?");
        return below.or(() -> schema.whole().properties().containsKey(key)
                ? Optional.of(" Did you mean \"" + key + "\" at the top of the file?") : Optional.empty())
                .orElseGet(() -> Suggestion.sentence(key, schema.properties().keySet()));
    }
}
