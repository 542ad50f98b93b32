package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A JSON Schema of 2020-12, or a place in one: the keywords that greenlight.schema.json is written in, and three of our own.
 * {@code x-expected} is what a message says after "Expected", {@code x-problem} all of it after the key, {@code x-why} why a
 * value must be there. Beside {@code $ref} stand annotations alone, and theirs win.
 */
public final class Schema {
    /** Its name beside this package's resources, and for whoever downloads it. */
    public static final String NAME = "greenlight.schema.json";
    private static final Set<String> ANNOTATIONS =
            Set.of("title", "description", "default", "examples", "x-expected", "x-problem", "x-why", "x-secret");
    private static final Set<String> PARTS = Set.of("items", "additionalProperties", "propertyNames", "not", "if", "then",
            "else");
    private static final Set<String> VALUES = Set.of("$schema", "type", "enum", "const", "pattern", "maxLength", "minimum",
            "maximum", "required", "minItems", "maxItems", "minProperties", "maxProperties");
    private final Node root;
    private final Node node;
    private final Map<String, List<Schema>> parts = new ConcurrentHashMap<>();
    private final Map<String, Pattern> forms = new ConcurrentHashMap<>();
    private volatile Map<String, Schema> properties;

    private Schema(Node root, Node node) {
        this.root = root;
        this.node = node;
    }

    /** Of greenlight.yaml. */
    public static Schema greenlight() {
        return Loaded.GREENLIGHT;
    }

    /** @throws IllegalArgumentException when it says what is not held here */
    static Schema read(String text) {
        var root = Json.read(text, NAME);
        var schema = new Schema(root, root);
        schema.refuseUnknown(root);
        root.find("$defs").ifPresent(defs -> defs.fields().values().forEach(schema::refuseUnknown));
        return schema;
    }

    /** The text of one of the resources beside the schema. */
    public static String resource(String name) {
        try (var stream = Schema.class.getResourceAsStream("/io/jenkins/plugins/greenlight/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A keyword of its own, else of what it refers to. */
    Optional<Node> keyword(String name) {
        return node.find(name).or(() -> target().flatMap(to -> to.keyword(name)));
    }

    Optional<String> text(String keyword) {
        return keyword(keyword).filter(Node::isText).map(Node::text);
    }

    /** The texts of a list; one text is a list too. */
    List<String> words(String keyword) {
        return keyword(keyword).map(found -> found.isList() ? found.items().stream().map(Node::text).toList()
                : List.of(found.text()))
                .orElse(List.of());
    }

    /** A schema inside this one; empty where there is none or it is {@code false}. */
    Optional<Schema> part(String keyword) {
        return parts(keyword).stream().findFirst();
    }

    /** Of a list of schemas each, else the one. */
    List<Schema> parts(String keyword) {
        return parts.computeIfAbsent(keyword, word -> keyword(word).filter(found -> !found.isFlag())
                .map(found -> (found.isList() ? found.items() : List.of(found)).stream().map(this::at).toList())
                .orElse(List.of()));
    }

    /** In Java a dollar sign also stands before a line's end that is the last thing; in JSON Schema it does not. */
    Optional<Pattern> pattern() {
        return text("pattern").map(text -> forms.computeIfAbsent(text, form ->
                Pattern.compile(form.endsWith("$") ? form.substring(0, form.length() - 1) + "\\z" : form)));
    }

    /** In the order of the file. */
    Map<String, Schema> properties() {
        if (properties == null) {
            var all = new LinkedHashMap<String, Schema>();
            keyword("properties").ifPresent(map -> map.fields().forEach((key, child) -> all.put(key, at(child))));
            properties = Collections.unmodifiableMap(all);
        }
        return properties;
    }

    /** Of a key of its own, else of any key; empty when there may be none. */
    Optional<Schema> property(String key) {
        return Optional.ofNullable(properties().get(key)).or(() -> part("additionalProperties"));
    }

    /** What this is a part of. */
    Schema whole() {
        return at(root);
    }

    boolean closed() {
        return keyword("additionalProperties").filter(Node::isFlag).isPresent();
    }

    boolean isMapping() {
        return words("type").contains("object");
    }

    private Schema at(Node child) {
        return new Schema(root, child);
    }

    private Optional<Schema> target() {
        return node.find("$ref").map(ref -> at(root.get("$defs").get(ref.text().substring("#/$defs/".length()))));
    }

    private void refuseUnknown(Node schema) {
        var keys = new ArrayList<>(schema.fields().keySet());
        keys.removeAll(ANNOTATIONS);
        if (keys.remove("$ref") && !keys.isEmpty() || !unknown(keys).isEmpty()) {
            throw new IllegalArgumentException(schema.place() + ": says " + unknown(keys)
                    + ", which nothing here holds anyone to."
                    + " Expected the keywords of Schema.java, and annotations alone beside $ref.");
        }
        PARTS.forEach(part -> schema.find(part).filter(Node::isMap).ifPresent(this::refuseUnknown));
        schema.find("properties").ifPresent(map -> map.fields().values().forEach(this::refuseUnknown));
        List.of("allOf", "prefixItems").forEach(list -> schema.find(list)
                .ifPresent(found -> found.items().forEach(this::refuseUnknown)));
    }

    private static List<String> unknown(List<String> keys) {
        return keys.stream().filter(key -> !PARTS.contains(key) && !VALUES.contains(key)
                && !Set.of("properties", "$defs", "allOf", "prefixItems").contains(key)).toList();
    }

    /** Read when somebody asks. */
    private static final class Loaded {
        private static final Schema GREENLIGHT = Schema.read(resource(NAME));
    }
}
