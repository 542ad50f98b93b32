package io.jenkins.plugins.greenlight.parse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What a scalar means in YAML 1.2's core schema: {@code yes} and {@code on} are texts, {@code 0o14} is 12. */
final class YamlScalar {
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();
    private static final int MAX_DIGITS = 100;

    private YamlScalar() { }

    /** Text, BigDecimal, Boolean or null. */
    static Object value(ScalarEvent scalar, Node.Place place) {
        String text = scalar.getValue();
        var tag = tag(scalar);
        if (Tag.NULL.equals(tag)) {
            return null;
        }
        if (Tag.BOOL.equals(tag)) {
            return Boolean.valueOf(text);
        }
        return Tag.INT.equals(tag) || Tag.FLOAT.equals(tag) ? number(text, place) : text;
    }

    /** A number is taken as it is written. */
    static String key(Event event, Node.Place place) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw new ParseException(place, "has a key that is no text. Expected KEY: VALUE; quote a text that begins with"
                    + " one of { [ *.");
        }
        var tag = tag(scalar);
        if (Tag.NULL.equals(tag) || Tag.BOOL.equals(tag)) {
            throw new ParseException(place, "has the key " + (scalar.getValue().isEmpty() ? "nothing" : scalar.getValue())
                    + ". Expected a text, in quotes if it must be this word.");
        }
        return scalar.getValue();
    }

    private static Tag tag(ScalarEvent scalar) {
        return RESOLVER.resolve(scalar.getValue(), scalar.isPlain());
    }

    private static BigDecimal number(String text, Node.Place place) {
        String digits = text.toLowerCase(Locale.ROOT);
        if (digits.endsWith("inf") || digits.endsWith("nan")) {
            throw new ParseException(place, "has the number " + text + ". Expected a finite one.");
        }
        if (digits.length() > MAX_DIGITS) {
            throw new ParseException(place, "has a number beyond what can be held. Expected at most " + MAX_DIGITS + " digits.");
        }
        var number = digits.startsWith("0x") ? new BigDecimal(new BigInteger(digits.substring(2), 16))
                : digits.startsWith("0o") ? new BigDecimal(new BigInteger(digits.substring(2), 8)) : decimal(text, place);
        if (Math.abs((long) number.scale()) > 400) {
            throw new ParseException(place, "has a number beyond what can be held. Expected at most 400 digits.");
        }
        return number;
    }

    /** An exponent beyond an int is no BigDecimal. */
    private static BigDecimal decimal(String text, Node.Place place) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new ParseException(place, "has the number " + text + ". Expected one with at most 400 digits.");
        }
    }
}
