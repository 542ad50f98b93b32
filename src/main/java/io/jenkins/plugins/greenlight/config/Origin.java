package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a value of the effective configuration stands.
 *
 * @param environment the one it was laid over with; empty for what is no environment's
 * @param over        whether it stands in what was given with {@code --with}
 * @param place       without a line for what stands in no document, such as a default
 */
public record Origin(Optional<String> environment, boolean over, Node.Place place) {
    private static final Pattern ENVIRONMENT = Pattern.compile(Environments.KEY + "\\.([a-z0-9-]+)\\..*", Pattern.DOTALL);
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\u2028\\u2029]");

    /** @param over the sources of what lies over all */
    static Origin of(Node value, Set<String> over) {
        var path = ENVIRONMENT.matcher(value.path());
        return new Origin(path.matches() ? Optional.of(path.group(1)) : Optional.empty(), over.contains(value.place().source()),
                value.keyPlace());
    }

    /** {@code default}, {@code --app}, {@code file}, {@code environment} or {@code --with}: the layer, as JSON names it. */
    public String layer() {
        return environment.isPresent() ? "environment" : over ? "--with" : place.line() == 0 ? place.source() : "file";
    }

    /** In one line, without what would move a terminal's cursor: {@code environments.prod, greenlight.yaml:40}. */
    @Override public String toString() {
        var words = environment.map(name -> Environments.KEY + "." + name + ", ").orElse("") + (over ? "--with, " : "")
                + place.source() + (place.line() == 0 ? "" : ":" + place.line());
        return UNPRINTABLE.matcher(words).replaceAll("?");
    }
}
