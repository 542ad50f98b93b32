package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One mapping of a policy. What is wrong is noted, a key that nobody asked for too, and reading goes on. */
final class Clause {
    private final Node node;
    private final Consumer<ConfigProblem> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    private Clause(Node node, Consumer<ConfigProblem> problems) {
        this.node = node;
        this.problems = problems;
    }

    /** Empty when the node is no mapping. */
    static <T> Optional<T> read(Node node, Consumer<ConfigProblem> problems, Function<Clause, T> reader) {
        if (!node.isMap()) {
            problems.accept(new ConfigProblem(node.place(), Values.wrong(node, "a mapping of keys to values").problem()));
            return Optional.empty();
        }
        var clause = new Clause(node, problems);
        var value = reader.apply(clause);
        clause.noteUnknownKeys();
        return Optional.of(value);
    }

    Node.Place place() {
        return node.place();
    }

    /** Empty when it is left out or wrong. */
    <T> Optional<T> value(String key, Function<Node, T> reader) {
        asked.add(key);
        return Optional.ofNullable(node.fields().get(key)).flatMap(child -> attempt(child, reader));
    }

    <T> Optional<T> part(String key, Function<Clause, T> reader) {
        return value(key, child -> read(child, problems, reader)).flatMap(read -> read);
    }

    /** Its good elements; empty when it is left out or no list. */
    <T> Optional<List<T>> list(String key, Function<Node, T> item) {
        return value(key, child -> child.items().stream().map(element -> attempt(element, item)).flatMap(Optional::stream).toList());
    }

    /** False when it is left out. */
    boolean flag(String key) {
        return value(key, Node::flag).orElse(false);
    }

    void require(String key, String example) {
        if (!node.fields().containsKey(key)) {
            problems.accept(new ConfigProblem(node.keyPlace(), Values.name(node) + " has no \"" + key + "\". Expected one, for example "
                    + example));
        }
    }

    private <T> Optional<T> attempt(Node child, Function<Node, T> reader) {
        try {
            return Optional.of(reader.apply(child));
        } catch (ParseException e) {
            problems.accept(new ConfigProblem(e.place(), e.problem()));
            return Optional.empty();
        }
    }

    private void noteUnknownKeys() {
        node.fields().forEach((key, child) -> {
            if (!asked.contains(key)) {
                problems.accept(new ConfigProblem(child.keyPlace(), Values.name(node) + " has the unknown key \"" + key + "\"."
                        + Suggestion.sentence(key, asked) + " Expected one of " + String.join(", ", asked) + "."));
            }
        });
    }
}
