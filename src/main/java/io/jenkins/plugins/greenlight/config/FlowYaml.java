package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Yaml;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value as somebody would write it behind a key, in one line. */
final class FlowYaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/$._-][A-Za-z0-9 /$._*@+:-]*(?<![ :])");
    private static final Pattern DATE = Pattern.compile("\\d[\\d.:_-]*[:-][\\d.:_-]*");

    private FlowYaml() { }

    static String of(Node node) {
        if (node.isMap()) {
            return node.fields().entrySet().stream().map(entry -> text(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node.isList() ? node.items().stream().map(FlowYaml::of).collect(Collectors.joining(", ", "[", "]"))
                : node.isText() ? text(node.text()) : String.valueOf(node.plain());
    }

    /** In quotes where it would not be read as this text without them, by us or by a YAML 1.1 that knows dates and times. */
    private static String text(String text) {
        return PLAIN.matcher(text).matches() && !DATE.matcher(text).matches() && readsAs(text) ? text : Json.write(text);
    }

    private static boolean readsAs(String text) {
        try {
            var read = Yaml.read("[" + text + "]", "").items();
            return read.size() == 1 && read.get(0).isText() && read.get(0).text().equals(text);
        } catch (ParseException e) {
            return false;
        }
    }
}
