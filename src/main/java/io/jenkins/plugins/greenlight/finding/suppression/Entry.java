package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Signs;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One mapping of a YAML file of suppressions. What is wrong with it is noted, and reading goes on. */
final class Entry {
    private static final int MAX_TEXT = 10_000;

    private static final List<List<String>> SAME = List.of(List.of("expires", "expired_at", "expiry", "expiration", "until", "exp"),
            List.of("reason", "statement", "justification", "comment", "description"), List.of("id", "rule", "cve", "fingerprint"));

    private final Node node;
    private final List<String> known;
    private final Reading reading;
    private boolean good = true;

    /** @param known its keys, the most important first */
    Entry(Node node, List<String> known, Reading reading) {
        this.node = node;
        this.known = known;
        this.reading = reading;
        if (!node.isMap()) {
            wrong(node.place(), node.path() + " is " + node.kind()
                    + ". Expected a mapping with the keys " + String.join(", ", known) + ".");
            return;
        }
        node.fields().forEach((key, child) -> {
            if (!known.contains(key)) {
                wrong(child.keyPlace(), name() + " has the unknown key \"" + key + "\"." + meant(key)
                        + " Expected one of " + String.join(", ", known) + ".");
            }
        });
    }

    /** Whether nothing has been noted about it. */
    boolean isGood() {
        return good;
    }

    String source() {
        return node.place().source() + ":" + node.place().line();
    }

    /** Notes that it is missing, unless it is there, with or without a value. */
    void require(String key, String example) {
        if (node.isMap() && node.fields().get(key) == null) {
            wrong(node.place(), name() + " has no \"" + key + "\". Expected one, for example " + key + ": " + example);
        }
    }

    /** Of one line; empty when it is left out or wrong. */
    String line(String key) {
        return value(key, child -> text(child, false)).orElse("");
    }

    /** Of one line or several; empty when it is left out or wrong. */
    String text(String key) {
        return value(key, child -> text(child, true)).orElse("");
    }

    /** @param meaning what a pattern that is written there is in Greenlight's */
    List<Glob> globs(String key, UnaryOperator<String> meaning) {
        return list(key, child -> glob(child, meaning));
    }

    List<Purl> purls(String key) {
        return list(key, child -> Purl.parse(text(child, false)).orElseThrow(() -> new ParseException(child.place(), child.path() + " is "
                + child.kind() + ". Expected a package URL such as pkg:maven/org.example/parser@1.2.3 or pkg:npm/lodash.")));
    }

    <T> Optional<T> value(String key, Function<Node, T> reader) {
        return node.isMap() ? Optional.ofNullable(node.fields().get(key)).flatMap(child -> attempt(child, reader)) : Optional.empty();
    }

    void wrong(String key, String what) {
        wrong(node.isMap() && node.fields().containsKey(key) ? node.fields().get(key).place() : node.place(), name() + what);
    }

    /** @throws ParseException unless it is a day, written {@code 2026-12-31} */
    static LocalDate day(Node node, String expected) {
        try {
            if (node.isText() && node.text().length() == "2026-12-31".length()) {
                return LocalDate.parse(node.text());
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new ParseException(node.place(), node.path() + " is " + node.kind() + ". Expected " + expected + ".");
    }

    private <T> List<T> list(String key, Function<Node, T> reader) {
        var items = value(key, Node::items).orElse(List.of());
        if (items.isEmpty() && node.find(key).filter(Node::isList).isPresent()) {
            wrong(key, "." + key + " is empty. Expected at least one, or the key left out.");
        }
        return items.stream().map(item -> attempt(item, reader)).flatMap(Optional::stream).toList();
    }

    private <T> Optional<T> attempt(Node child, Function<Node, T> reader) {
        try {
            return Optional.of(reader.apply(child));
        } catch (ParseException e) {
            good = false;
            reading.problem(e);
            return Optional.empty();
        }
    }

    private static Glob glob(Node node, UnaryOperator<String> meaning) {
        String text = text(node, false);
        try {
            var glob = Glob.of(meaning.apply(relative(text)));
            if (List.of(text.split("/", -1)).contains("..")) {
                throw new IllegalArgumentException("The pattern \"" + text + "\" has \"..\", which no path has when it is compared."
                        + " Expected one such as src/generated/**.");
            }
            return glob;
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), node.path() + ": " + e.getMessage());
        }
    }

    private static String relative(String text) {
        int from = text.startsWith("./") ? 2 : 0;
        while (from < text.length() - 1 && text.charAt(from) == '/') {
            from++;
        }
        return text.substring(from);
    }

    private static String text(Node node, boolean lines) {
        if (!node.isText()) {
            throw new ParseException(node.place(), node.path() + " is " + node.kind() + ". Expected a text"
                    + (node.isNumber() || node.isFlag() ? ": put it in quotes." : "."));
        }
        String text = node.text().strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new ParseException(node.place(), node.path() + " has " + text.length() + " characters. Expected 1 to " + MAX_TEXT + ".");
        }
        text.codePoints().filter(c -> isRefused(c, lines)).findFirst().ifPresent(c -> {
            throw new ParseException(node.place(), node.path() + String.format(" holds the character U+%04X, which steers a terminal"
                    + " or the direction of writing. Remove it.", c));
        });
        return text;
    }

    private static boolean isRefused(int c, boolean lines) {
        return !(lines && (c == '\n' || c == '\t')) && (Character.getType(c) == Character.CONTROL || Signs.turns(c)
                || c == 0x2028 || c == 0x2029);
    }

    /** The nearest key by its letters, else one that says the same in the other format. */
    private String meant(String key) {
        String near = Suggestion.sentence(key, known);
        return !near.isEmpty() ? near : SAME.stream().filter(words -> words.contains(key)).flatMap(List::stream).filter(known::contains)
                .findFirst().map(other -> " Did you mean \"" + other + "\"?").orElse("");
    }

    private String name() {
        return node.path().isEmpty() ? "the document" : node.path();
    }

    private void wrong(Node.Place place, String what) {
        good = false;
        reading.problem(new ParseException(place, what));
    }
}
