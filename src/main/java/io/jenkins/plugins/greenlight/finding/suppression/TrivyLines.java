package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Signs;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code .trivyignore}: an id a line, {@code exp:2026-12-31} behind it, comments behind a {@code #}. As with Trivy, an entry
 * holds until the day it names begins in UTC; unlike with Trivy, a date that cannot be read is a mistake and not passed over.
 */
final class TrivyLines {
    static final String TOOL = "Trivy";
    private static final String EXPIRES = "exp:";

    private final String name;
    private final Reading reading;

    TrivyLines(String name, Reading reading) {
        this.name = name;
        this.reading = reading;
    }

    /** By its name, else when it has an entry and each of its entries is a lone id, with or without a date. */
    static boolean isFor(String name, String text) {
        if (name.substring(name.lastIndexOf('/') + 1).startsWith(".trivyignore")) {
            return true;
        }
        var entries = text.lines().map(TrivyLines::words).filter(words -> !words.isEmpty()).toList();
        return !entries.isEmpty() && entries.stream().allMatch(words -> isPlain(words.get(0))
                && (words.size() == 1 || words.size() == 2 && words.get(1).startsWith(EXPIRES)));
    }

    void read(String text) {
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList()) {
            number++;
            var words = words(line);
            if (!words.isEmpty()) {
                try {
                    entry(words, line, number);
                } catch (ParseException e) {
                    reading.problem(e);
                }
            }
        }
    }

    private void entry(List<String> words, String line, int number) {
        String id = words.get(0);
        if (!isId(id)) {
            throw new ParseException(place(line, id, number), "\"" + id + "\" is no id. Expected one a line, such as"
                    + " CVE-2026-1234 exp:2026-12-31; what begins with # is a comment.");
        }
        var lastDay = Optional.<LocalDate>empty();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith(EXPIRES)) {
                lastDay = Optional.of(lastDay(word.substring(EXPIRES.length()), place(line, word, number)));
                break;
            }
        }
        reading.found(new Suppression(SuppressionFormat.TRIVY_IGNORE, id, TOOL, Set.of(), List.of(), List.of(), comment(line), "", lastDay,
                name + ":" + number));
    }

    private static LocalDate lastDay(String day, Node.Place place) {
        try {
            return LocalDate.parse(day).minusDays(1);
        } catch (DateTimeException e) {
            throw new ParseException(place, "\"" + EXPIRES + day + "\" is no day. Expected one such as exp:2026-12-31, the first on"
                    + " which the entry holds no more.");
        }
    }

    private Node.Place place(String line, String word, int number) {
        return new Node.Place(name, number, line.indexOf(word) + 1);
    }

    /** What stands before a comment. A # inside a word begins none. */
    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+")).stream().takeWhile(word -> !word.startsWith("#"))
                .filter(word -> !word.isEmpty()).toList();
    }

    private static String comment(String line) {
        for (int at = 1; at < line.length(); at++) {
            if (line.charAt(at) == '#' && Character.isWhitespace(line.charAt(at - 1))) {
                return line.substring(at + 1).strip();
            }
        }
        return "";
    }

    /** Of a file that is known for a .trivyignore; what is YAML in the wrong file is none. */
    private static boolean isId(String word) {
        return word.codePoints().noneMatch(Signs::steers) && word.codePoints().anyMatch(Character::isLetterOrDigit)
                && !word.endsWith(":") && !word.startsWith(EXPIRES);
    }

    /** As rules are called; a word of prose or markup is not. */
    private static boolean isPlain(String word) {
        return isId(word) && word.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._:/+-".indexOf(c) >= 0));
    }
}
