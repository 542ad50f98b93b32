package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/** Lays documents over each other: mappings key by key; any other value takes the place of the one below. */
final class Overlay {
    private final Consumer<ConfigProblem> problems;

    private Overlay(Consumer<ConfigProblem> problems) {
        this.problems = problems;
    }

    /**
     * Of documents that are mappings.
     *
     * @param layers the lowest first
     * @throws ConfigException when one of them is no mapping at all
     */
    static List<Node> roots(List<Layer> layers) throws ConfigException {
        var unreadable = new ArrayList<ConfigProblem>();
        var roots = new ArrayList<Node>();
        for (var layer : layers) {
            try {
                roots.add(mapping(layer.root().get()));
            } catch (ParseException e) {
                unreadable.add(new ConfigProblem(e.place(), e.problem()));
            }
        }
        if (!unreadable.isEmpty()) {
            throw new ConfigException(unreadable);
        }
        return roots;
    }

    /**
     * Each value knows the document it came from.
     *
     * @param nodes at least one, the lowest first
     */
    static Node merged(List<Node> nodes, Consumer<ConfigProblem> problems) {
        return nodes.stream().reduce(new Overlay(problems)::over).orElseThrow();
    }

    private static Node mapping(Node root) {
        if (!root.isMap()) {
            throw Values.wrong(root, Section.MAPPING);
        }
        return root;
    }

    private Node over(Node lower, Node upper) {
        if (upper.isNull()) {
            problems.accept(new ConfigProblem(upper.place(), Values.name(upper) + " is null, which cannot take away what stands"
                    + " at " + lower.keyPlace() + ". Expected a value; without the key that one stays."));
            return lower;
        }
        if (!lower.isMap() || !upper.isMap()) {
            return upper;
        }
        var fields = new LinkedHashMap<>(lower.fields());
        upper.fields().forEach((key, child) -> fields.merge(key, child, this::over));
        return (lower.place().line() == 0 ? upper : lower).with(fields);
    }
}
