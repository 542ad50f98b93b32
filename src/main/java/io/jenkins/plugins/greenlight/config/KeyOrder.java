package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The order in which people know the keys: that of the annotated example. */
final class KeyOrder {
    private static final String EXAMPLE = "/io/jenkins/plugins/greenlight/greenlight.example.yaml";
    private final Node example;

    private KeyOrder(Node example) {
        this.example = example;
    }

    static KeyOrder ofTheExample() {
        try (var in = Objects.requireNonNull(KeyOrder.class.getResourceAsStream(EXAMPLE), EXAMPLE)) {
            return new KeyOrder(Yaml.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "greenlight.example.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("The example of this program cannot be read.", e);
        }
    }

    /** Those that the example has at this place come first; the others after them, as they are.
     *  @param path from the root; staging has the keys of production, of which the example shows all */
    List<String> sorted(List<String> path, Collection<String> keys) {
        var known = known(path);
        return keys.stream().sorted(Comparator.comparingInt(key -> known.contains(key) ? known.indexOf(key) : known.size()))
                .toList();
    }

    private List<String> known(List<String> path) {
        var node = Optional.of(example);
        for (var key : path) {
            node = node.flatMap(parent -> parent.find(key.equals("staging") ? "production" : key));
        }
        return node.filter(Node::isMap).map(map -> List.copyOf(map.fields().keySet())).orElse(List.of());
    }
}
