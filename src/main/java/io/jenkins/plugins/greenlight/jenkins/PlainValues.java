package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a Pipeline script hands over, as plain values that can be stored: a script's texts may be templates, its maps its own. */
final class PlainValues {
    private PlainValues() { }

    /** @param key named in messages */
    static Object of(String key, Object value) throws AbortException {
        if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<String, Object>();
            for (var entry : map.entrySet()) {
                plain.put(String.valueOf(entry.getKey()), of(key + "." + entry.getKey(), entry.getValue()));
            }
            return plain;
        }
        if (value instanceof Collection<?> list) {
            var plain = new ArrayList<Object>();
            for (var item : list) {
                plain.add(of(key + "[" + plain.size() + "]", item));
            }
            return plain;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return text.toString(); // a script's text with values in it is of Groovy's own class
        }
        throw new AbortException("\"" + key + "\" is " + (value == null ? "null" : "of the kind " + value.getClass().getSimpleName())
                + ". Expected a text, a number, true or false, a list or a map of these.");
    }
}
