package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A property bag of a rule or a result: the few properties that tools agree on. What is of another kind than expected is none. */
final class SarifBag {
    private static final int MAX_DIGITS = 13;
    private static final int MOST_TAGS = 1000;
    private static final int LONGEST_TAG = 1000;

    private List<String> tags = List.of();
    private Set<String> cwes = Set.of();
    private OptionalDouble score = OptionalDouble.empty();
    private GreenlightBag own;

    void clear() {
        tags = List.of();
        cwes = Set.of();
        score = OptionalDouble.empty();
        own = null;
    }

    /** @param json at the bag */
    void read(JsonStream json) {
        json.fields(key -> {
            switch (key) {
                case "tags" -> tags(json);
                case "security-severity" -> score = score(json);
                case "cwe", "cwes", "CWE" -> cwe(json);
                case GreenlightBag.KEY -> {
                    if (json.isMap()) {
                        own = GreenlightBag.read(json);
                    }
                }
                default -> { }
            }
        });
    }

    private void tags(JsonStream json) {
        if (json.isList()) {
            tags = new ArrayList<>();
            json.items(() -> {
                if (json.isText() && tags.size() < MOST_TAGS) {
                    tag(json.text());
                }
            });
        }
    }

    private void tag(String tag) {
        if (tag.length() <= LONGEST_TAG) {
            tags.add(tag);
            addCwe(SarifTags.cwe(tag));
        }
    }

    private void cwe(JsonStream json) {
        if (json.isList()) {
            json.items(() -> cwe(json));
        } else if (json.isText()) {
            addCwe(SarifTags.cweOfId(json.text()));
        } else if (json.isNumber()) {
            addCwe(SarifTags.cweOfId(Long.toString((long) json.number())));
        }
    }

    private void addCwe(String found) {
        if (!found.isEmpty() && cwes.size() < MOST_TAGS) {
            cwes = cwes.isEmpty() ? new LinkedHashSet<>() : cwes;
            cwes.add(found);
        }
    }

    /** GitHub's convention: a number from 0 to 10, usually written as a text. Anything else does not count as one. */
    private static OptionalDouble score(JsonStream json) {
        double value = json.isNumber() ? json.number() : json.isText() ? decimal(json.text().strip()) : -1;
        return value >= 0 && value <= 10 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** -1 for anything but digits with at most one point between them. */
    private static double decimal(String text) {
        boolean plain = !text.isEmpty() && text.length() <= MAX_DIGITS && text.charAt(0) != '.' && !text.endsWith(".")
                && text.indexOf('.') == text.lastIndexOf('.');
        for (int at = 0; plain && at < text.length(); at++) {
            plain = text.charAt(at) == '.' || text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }
        return plain ? Double.parseDouble(text) : -1;
    }

    List<String> tags() {
        return tags;
    }

    /** {@code CWE-79}, by tags or by a property of that name. */
    Set<String> cwes() {
        return cwes;
    }

    /** {@code security-severity}, 0 to 10. */
    OptionalDouble score() {
        return score;
    }

    /** What Greenlight itself wrote about a finding; null when it did not. */
    GreenlightBag own() {
        return own;
    }
}
