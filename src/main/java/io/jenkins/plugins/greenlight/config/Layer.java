package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.Yaml;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of the documents that make a configuration.
 *
 * @param source names it in messages
 * @param root   reads it; throws a ParseException when it is no such document
 */
public record Layer(String source, Supplier<Node> root) {
    /** @param source its name; JSON when that ends in {@code .json}, else YAML */
    public static Layer of(String text, String source) {
        boolean json = source.toLowerCase(Locale.ROOT).endsWith(".json");
        return new Layer(source, () -> json ? Json.read(text, source) : Yaml.read(text, source));
    }

    /** What stands in no file.
     *  @param values texts and whole numbers */
    public static Layer of(Map<String, ?> values, String source) {
        return new Layer(source, () -> Node.of(values, source));
    }
}
