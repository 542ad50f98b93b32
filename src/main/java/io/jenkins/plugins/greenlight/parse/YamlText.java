package io.jenkins.plugins.greenlight.parse;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A text as a YAML scalar in one line that {@link Yaml} reads back as that text, in blocks and in {@code [ ]} alike. */
public final class YamlText {
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_](?:[A-Za-z0-9/_.+*@=<>%()$~;^|-]|:(?=[A-Za-z0-9/]))*"
            + "(?: (?:[A-Za-z0-9/_.+*@=<>%()$~;^|-]|:(?=[A-Za-z0-9/]))+)*");
    private static final int LONGEST_PLAIN = 200;

    private YamlText() { }

    /** Plain where it can be, else in double quotes, with what is not to be seen in a terminal by its code. */
    public static String of(String text) {
        boolean plain = text.length() <= LONGEST_PLAIN && PLAIN.matcher(text).matches()
                && Tag.STR.equals(RESOLVER.resolve(text, true));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> isVisible(c) ? Character.toString(c) : String.format(c < 0x1_0000 ? "\\u%04X" : "\\U%08X", c);
        }));
        return quoted.append('"').toString();
    }

    private static boolean isVisible(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                 Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
