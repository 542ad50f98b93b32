package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.YamlText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A configuration as YAML for people: a line for each value, its origin as a comment behind it. */
final class EffectiveYaml {
    private static final int WIDEST = 56;
    /** What YAML reads as a key in one line is at most 1024 characters long. */
    private static final int LONGEST_KEY = 500;

    /** @param comment may be empty */
    private record Line(String text, String comment) {
        /** @param column of the comment, unless the text is longer */
        String at(int column) {
            return text + (comment.isEmpty() ? "" : " ".repeat(Math.max(2, column - text.length())) + "# " + comment) + "\n";
        }
    }

    private final List<Line> lines = new ArrayList<>();

    private EffectiveYaml() { }

    static String of(Shown tree) {
        var yaml = new EffectiveYaml();
        yaml.map(tree.fields(), "");
        int widest = yaml.lines.stream().mapToInt(line -> line.text.length()).filter(length -> length <= WIDEST).max().orElse(0);
        return yaml.lines.stream().map(line -> line.at(widest + 2)).collect(Collectors.joining());
    }

    private void map(Map<String, Shown> fields, String indent) {
        fields.forEach((key, value) -> {
            String text = YamlText.of(key);
            if (text.length() > LONGEST_KEY) {
                lines.add(new Line(indent + "? " + text, ""));
                text = "";
            }
            entry(indent + text + ":", value, indent + "  ");
        });
    }

    private void entry(String before, Shown value, String deeper) {
        if (value.isBranch()) {
            lines.add(new Line(before, ""));
            map(value.fields(), deeper);
        } else if (value.isList() && before.length() + flow(value).length() > WIDEST - 1 && !value.items().isEmpty()) {
            lines.add(new Line(before, ""));
            value.items().forEach(item -> lines.add(new Line(deeper + "- " + flow(item), comment(item))));
        } else {
            lines.add(new Line(before + " " + flow(value), comment(value)));
        }
    }

    private static String comment(Shown value) {
        return value.origin() + (value.hides() ? ", hidden" : "");
    }

    /** In one line. */
    private static String flow(Shown value) {
        if (value.isMap()) {
            return value.fields().entrySet().stream().map(entry -> flow(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isList() ? value.items().stream().map(EffectiveYaml::flow).collect(Collectors.joining(", ", "[", "]"))
                : scalar(value.value());
    }

    private static String flow(String key, Shown value) {
        String text = YamlText.of(key);
        return (text.length() > LONGEST_KEY ? "? " : "") + text + ": " + flow(value);
    }

    private static String scalar(Object value) {
        return value instanceof String text ? YamlText.of(text)
                : value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }
}
