package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A tree on its way to a configuration: without the values that the schema refused, with the defaults of its sections.
 *
 * @param root     what is read
 * @param defaults of every section in the tree
 * @param problems takes what is wrong with the rest
 * @param asked    is told the path of each key that somebody reads
 */
record Draft(Node root, Defaults defaults, Consumer<ConfigProblem> problems, Consumer<String> asked) {
    static Draft of(Node merged, Consumer<ConfigProblem> problems) {
        return of(merged, Schema.greenlight(), problems, path -> { });
    }

    /** Tells {@code problems} all that the schema has to say first. */
    static Draft of(Node merged, Schema schema, Consumer<ConfigProblem> problems, Consumer<String> asked) {
        var defaults = new Defaults(SchemaCheck.check(merged, schema, problems));
        return new Draft(defaults.fill(merged, schema), defaults, problems, asked);
    }

    void note(Node.Place place, String message) {
        problems.accept(new ConfigProblem(place, message));
    }

    /** Empty when the reader refuses it; its words are noted. */
    <T> Optional<T> attempt(Node node, Function<Node, T> reader) {
        try {
            return Optional.of(reader.apply(node));
        } catch (ParseException e) {
            note(e.place(), e.problem());
            return Optional.empty();
        }
    }

    /** A default that the schema must have. */
    <T> T usual(String path, Function<Node, T> reader) {
        return reader.apply(defaults.at(path).orElseThrow(() -> new IllegalStateException(Schema.NAME + " has no default for "
                + path + ", which its reader leaves out. Expected one there, or a reader that can do without.")));
    }
}
