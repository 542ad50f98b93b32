package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What a schema says of one value, without its children. */
final class SchemaValue {
    private SchemaValue() { }

    /** What is wrong with it, with its path in front. */
    static Optional<Supplier<String>> problem(Node node, Schema schema) {
        if (empty(node, schema)) {
            return Optional.of(() -> Values.name(node) + " is empty. Expected at least one, for example "
                    + example(node.path().substring(node.path().lastIndexOf('.') + 1), schema));
        }
        if (tooLong(node, schema)) {
            return Optional.of(() -> Values.name(node) + " has " + node.text().length() + " characters. Expected at most "
                    + schema.keyword("maxLength").orElseThrow().integer() + ".");
        }
        return allowed(node, schema) ? Optional.empty() : Optional.of(() -> Values.name(node) + " "
                + schema.text("x-problem").orElseGet(() -> "is " + shown(node, schema)
                + " Expected " + expected(node, schema) + "."));
    }

    /** Neither it nor what may have been meant, where it may be a secret. */
    private static String shown(Node node, Schema schema) {
        boolean secret = schema.keyword("x-secret").isPresent() && (node.isText() || node.isNumber());
        return secret ? "a " + (node.isText() ? "text" : "number") + " that is not repeated here, since it may be a secret."
                : Values.shown(node) + "." + meant(node, schema);
    }

    private static String meant(Node node, Schema schema) {
        String word = node.isText() ? Suggestion.sentence(node.text(), schema.words("enum")) : "";
        return word.isEmpty() ? Repairs.sentence(node, other -> allowed(other, schema)) : word;
    }

    /** {@code KEY: VALUE}, with the reason when the schema has one. */
    static String example(String key, Schema schema) {
        String value = schema.keyword("examples").map(all -> FlowYaml.of(all.items().get(0))).orElse("...");
        return key + ": " + value + schema.text("x-why").map(why -> "; " + why + ".").orElse("");
    }

    private static boolean allowed(Node node, Schema schema) {
        var types = schema.words("type");
        return (types.isEmpty() || types.stream().anyMatch(type -> isOf(node, type)))
                && schema.keyword("enum").map(all -> all.items().stream().anyMatch(one -> same(one, node))).orElse(true)
                && schema.keyword("const").map(one -> same(one, node)).orElse(true)
                && (!node.isText() || schema.pattern().map(form -> form.matcher(node.text()).find()).orElse(true))
                && (!node.isNumber() || inRange(node.number(), schema))
                && (!node.isMap() || node.fields().size() <= number(schema, "maxProperties", Integer.MAX_VALUE))
                && (!node.isList() || node.items().size() <= number(schema, "maxItems", Integer.MAX_VALUE))
                && schema.part("not").map(part -> !SchemaCheck.holds(node, part)).orElse(true);
    }

    private static boolean isOf(Node node, String type) {
        return switch (type) {
            case "object" -> node.isMap();
            case "array" -> node.isList();
            case "string" -> node.isText();
            case "boolean" -> node.isFlag();
            case "integer" -> node.isNumber() && node.number() == Math.rint(node.number());
            default -> throw new IllegalArgumentException(Schema.NAME + " has the type " + type
                    + ". Expected one that is held here.");
        };
    }

    private static boolean same(Node one, Node other) {
        return one.isNumber() && other.isNumber() ? one.number() == other.number() : one.plain().equals(other.plain());
    }

    private static boolean inRange(double value, Schema schema) {
        return value >= number(schema, "minimum", -Double.MAX_VALUE) && value <= number(schema, "maximum", Double.MAX_VALUE);
    }

    private static boolean empty(Node node, Schema schema) {
        return node.isList() && node.items().size() < number(schema, "minItems", 0)
                || node.isMap() && node.fields().size() < number(schema, "minProperties", 0);
    }

    private static boolean tooLong(Node node, Schema schema) {
        return node.isText()
                && node.text().codePointCount(0, node.text().length()) > number(schema, "maxLength", Integer.MAX_VALUE);
    }

    private static double number(Schema schema, String keyword, double otherwise) {
        return schema.keyword(keyword).map(Node::number).orElse(otherwise);
    }

    private static String expected(Node node, Schema schema) {
        if (quoted(node).filter(text -> allowed(text, schema)).isPresent()) {
            return "a text: put it in quotes";
        }
        if (!node.isList() && schema.words("type").equals(List.of("array"))) {
            return "a list" + (SchemaCheck.holds(node.child("", List.of(node), node.place()), schema) ? ": put it in [ ]"
                    : sample(schema));
        }
        String expected = schema.text("x-expected").map(text -> text + (node.isNull() ? sample(schema) : ""))
                .orElseGet(() -> generic(node, schema));
        return bare(node).filter(number -> allowed(number, schema)).isPresent() ? expected + ": take the quotes off" : expected;
    }

    private static Optional<Node> quoted(Node node) {
        return node.isNumber() || node.isFlag() ? Optional.of(node.child("", String.valueOf(node.plain()), node.place()))
                : Optional.empty();
    }

    private static Optional<Node> bare(Node node) {
        try {
            return Optional.of(node).filter(Node::isText).map(text -> Yaml.read(text.text(), text.place().source()))
                    .filter(read -> !read.isText());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static String sample(Schema schema) {
        var required = schema.words("required");
        return schema.keyword("examples").map(all -> ", for example " + FlowYaml.of(all.items().get(0)))
                .orElse(required.isEmpty() ? "" : ", with at least " + String.join(", ", required));
    }

    private static String generic(Node node, Schema schema) {
        List<String> words = schema.words("enum");
        if (!words.isEmpty()) {
            return "one of " + String.join(", ", words);
        }
        return switch (schema.words("type").stream().findFirst().orElse("")) {
            case "object" -> Section.MAPPING + sample(schema);
            case "boolean" -> "true or false";
            case "integer" -> String.format(Locale.ROOT, "a whole number from %.0f to %.0f",
                    number(schema, "minimum", 0), number(schema, "maximum", Integer.MAX_VALUE));
            default -> "a text";
        };
    }
}
