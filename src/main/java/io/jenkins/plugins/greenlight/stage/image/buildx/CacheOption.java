package io.jenkins.plugins.greenlight.stage.image.buildx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A place of a cache in buildx's words, read as buildx reads it: comma-separated values, keys in any case, or images alone.
 *
 * @param fields in their order; a value without a key is an image's name, and stands under {@code ref}
 */
public record CacheOption(List<Field> fields) {
    /** @param key in lower case */
    public record Field(String key, String value) { }

    public CacheOption {
        fields = List.copyOf(fields);
    }

    public static CacheOption parse(String text) {
        return new CacheOption(values(text).stream().map(value -> value.split("=", 2))
                .map(pair -> pair.length == 2 ? new Field(pair[0].strip().toLowerCase(Locale.ROOT), pair[1]) : new Field("ref", pair[0]))
                .toList());
    }

    /** {@code registry} where it does not say. */
    public String type() {
        return fields.stream().filter(field -> field.key().equals("type")).map(Field::value).reduce((first, last) -> last)
                .orElse("registry");
    }

    /** A quote opens and closes, two in quotes are one; what buildx would call broken it refuses itself. */
    private static List<String> values(String text) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            if (one == '"' && quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                value.append(one);
                at++;
            } else if (one == '"') {
                quoted = !quoted;
            } else if (one == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(one);
            }
        }
        values.add(value.toString());
        return values;
    }
}
