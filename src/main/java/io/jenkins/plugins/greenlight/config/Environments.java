package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** {@code environments}: under a name of one's own, what is laid over the rest of the file when that name is chosen. */
final class Environments {
    static final String KEY = "environments";
    private static final int MOST = 50;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final Map<String, String> FIXED = Map.of("version", "the format is that of the whole file",
            "app", "state is kept under this name", KEY, "one environment holds no others");

    private final Consumer<ConfigProblem> problems;
    private final Map<String, Node> byName = new LinkedHashMap<>();

    private Environments(Consumer<ConfigProblem> problems) {
        this.problems = problems;
    }

    /** @param roots of the documents, the lowest first; {@code environments} are merged as all else is */
    static Environments of(List<Node> roots, Consumer<ConfigProblem> problems) {
        var environments = new Environments(problems);
        var nodes = roots.stream().map(root -> root.fields().get(KEY)).filter(Objects::nonNull).toList();
        if (!nodes.isEmpty()) {
            environments.read(Overlay.merged(nodes, problems));
        }
        return environments;
    }

    /** The document without them. */
    static Node without(Node root) {
        return without(root, Set.of(KEY));
    }

    /** What is laid over the file, by name; in the file's order. */
    Map<String, Node> byName() {
        return byName;
    }

    private void read(Node node) {
        if (!node.isMap()) {
            note(Values.wrong(node, "a mapping of names to what differs there"));
        } else if (node.fields().size() > MOST) {
            note(new ParseException(node.keyPlace(), Values.name(node) + " has " + node.fields().size()
                    + " names. Expected at most " + MOST + "; give the others with --with."));
        } else {
            node.fields().forEach(this::read);
        }
    }

    private void read(String name, Node overlay) {
        if (!NAME.matcher(name).matches()) {
            note(new ParseException(overlay.keyPlace(), Values.name(overlay) + " is no name of an environment. Expected 1 to 41"
                    + " small letters, digits and dashes, such as test-eu."));
        } else if (!overlay.isMap()) {
            note(Values.wrong(overlay, Section.MAPPING));
        } else {
            overlay.fields().forEach(this::refuseFixed);
            byName.put(name, without(overlay, FIXED.keySet()));
        }
    }

    private void refuseFixed(String key, Node value) {
        if (FIXED.containsKey(key)) {
            note(new ParseException(value.keyPlace(), Values.name(value) + " cannot be laid over: " + FIXED.get(key)
                    + ". Expected \"" + key + "\" at the top of the file alone."));
        }
    }

    private void note(ParseException e) {
        problems.accept(new ConfigProblem(e.place(), e.problem()));
    }

    private static Node without(Node map, Set<String> keys) {
        var fields = new LinkedHashMap<>(map.fields());
        fields.keySet().removeAll(keys);
        return map.with(fields);
    }
}
