package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads {@code suppressions.yaml}: one list for the findings of all tools. */
final class GreenlightReader {
    private static final List<String> DOCUMENT = List.of("version", "suppressions");
    private static final List<String> KEYS = List.of("id", "tool", "paths", "purls", "reason", "owner", "expires");

    private final Reading reading;
    private final Map<List<Object>, String> seen = new HashMap<>();

    GreenlightReader(Reading reading) {
        this.reading = reading;
    }

    void read(Node root) {
        var document = new Entry(root, DOCUMENT, reading);
        document.require("version", "1");
        document.require("suppressions", "[]");
        document.value("version", GreenlightReader::version);
        document.value("suppressions", Node::items).orElse(List.of()).forEach(this::entry);
    }

    private static int version(Node node) {
        if (!node.isNumber() || node.number() != 1) {
            throw new ParseException(node.place(), node.path() + " is " + node.kind() + ". Expected 1, the only version there is.");
        }
        return 1;
    }

    private void entry(Node node) {
        var entry = new Entry(node, KEYS, reading);
        if (!node.isMap()) {
            return;
        }
        entry.require("reason", "the parser is never given a foreign document");
        entry.require("owner", "shop-team");
        entry.require("expires", "2026-12-31, the last day on which it holds, or expires: never");
        var found = new Suppression(SuppressionFormat.GREENLIGHT, entry.line("id"), entry.line("tool"), Set.of(),
                entry.globs("paths", UnaryOperator.identity()), entry.purls("purls"), entry.text("reason"), entry.line("owner"),
                entry.value("expires", GreenlightReader::lastDay).flatMap(day -> day), entry.source());
        if (entry.isGood()) {
            check(entry, found);
        }
        if (entry.isGood()) {
            reading.found(found);
        }
    }

    private static Optional<LocalDate> lastDay(Node node) {
        return node.isText() && node.text().equals("never") ? Optional.empty()
                : Optional.of(Entry.day(node, "a day such as 2026-12-31, the last on which it holds, or never"));
    }

    private void check(Entry entry, Suppression one) {
        if (one.id().indexOf('*') >= 0) {
            entry.wrong("id", ".id is \"" + one.id() + "\". Expected one id: no pattern fits several. Leave id out and write paths or"
                    + " purls, to suppress all that is found there.");
        } else if (one.id().isEmpty() && one.paths().isEmpty() && one.purls().isEmpty()) {
            entry.wrong("", " has no id, paths or purls, so it would suppress everything. Expected at least one of them.");
        } else if (one.id().isEmpty() && one.purls().isEmpty() && one.paths().stream().anyMatch(Glob::matchesAnything)) {
            entry.wrong("paths", ".paths fits every file, so it would suppress everything. Expected an id beside it, or a pattern"
                    + " that names a folder or a file.");
        } else {
            String first = seen.putIfAbsent(scope(one), one.source());
            if (first != null) {
                entry.wrong("", " covers the same as the one at " + first + ". Expected each once: remove one of the two.");
            }
        }
    }

    private static List<Object> scope(Suppression one) {
        return List.of(one.id().toLowerCase(Locale.ROOT), one.tool().toLowerCase(Locale.ROOT), new HashSet<>(one.paths()),
                new HashSet<>(one.purls()));
    }
}
