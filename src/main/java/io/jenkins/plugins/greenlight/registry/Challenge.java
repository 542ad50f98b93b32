package io.jenkins.plugins.greenlight.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be asked: its {@code WWW-Authenticate} header. @param values by name in lower case */
record Challenge(String scheme, Map<String, String> values) {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z0-9-]+)(?:\\s+(.*))?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]+))");
    private static final int LONGEST = 4096;

    /** The one that we can answer, Bearer before Basic; empty when there is none. */
    static Optional<Challenge> read(List<String> headers) {
        var read = headers.stream().filter(header -> header.length() <= LONGEST).map(FORM::matcher).filter(Matcher::matches)
                .map(form -> new Challenge(form.group(1).toLowerCase(Locale.ROOT), values(form.group(2)))).toList();
        return read.stream().filter(each -> each.scheme.equals("bearer") && each.values.containsKey("realm")).findFirst()
                .or(() -> read.stream().filter(each -> each.scheme.equals("basic")).findFirst());
    }

    private static Map<String, String> values(String text) {
        var values = new HashMap<String, String>();
        var value = VALUE.matcher(text == null ? "" : text);
        while (value.find()) {
            values.putIfAbsent(value.group(1).toLowerCase(Locale.ROOT), value.group(2) == null ? value.group(3)
                    : value.group(2).replaceAll("\\\\(.)", "$1"));
        }
        return values;
    }

    boolean isBearer() {
        return scheme.equals("bearer");
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
