package io.jenkins.plugins.greenlight.stage.coverage.history;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A {@link CoverageHistory} as JSON. Read as strictly as it is written: it decides what is good enough. */
public final class HistoryFile {
    static final String SCHEMA = "greenlight.coverage-history";
    static final int VERSION = 1;
    private static final long MAX_BYTES = 16L << 20;
    private static final String EXPECTED = " Expected a file that this gate wrote.";

    private HistoryFile() { }

    /**
     * @param name in messages
     * @throws ParseException when it is no such file
     */
    public static CoverageHistory read(Path file, String name) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ParseException(name, "is larger than 16 MiB." + EXPECTED);
        }
        try {
            return read(Files.readString(file), name);
        } catch (MalformedInputException e) {
            throw new ParseException(name, "is no UTF-8." + EXPECTED);
        }
    }

    static CoverageHistory read(String text, String name) {
        var root = Json.read(text, name);
        only(root, Set.of("schema", "version", "app", "packages", "runs"));
        if (!root.get("schema").text().equals(SCHEMA) || root.get("version").integer() != VERSION) {
            throw new ParseException(root.place(), "is no " + SCHEMA + " of version " + VERSION + "." + EXPECTED);
        }
        var runs = root.get("runs").items().stream().map(HistoryFile::run).toList();
        if (runs.isEmpty() || runs.size() > CoverageHistory.MOST_RUNS) {
            throw new ParseException(root.get("runs").place(), "has " + runs.size() + " runs. Expected 1 to " + CoverageHistory.MOST_RUNS + ".");
        }
        var packages = new TreeMap<String, Counters>();
        root.get("packages").fields().forEach((key, node) -> packages.put(key, counters(node, Set.of())));
        return new CoverageHistory(root.get("app").text(), runs, packages);
    }

    /** A short one: some hundred bytes a package and a run. */
    public static String write(CoverageHistory history) {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", SCHEMA);
        root.put("version", VERSION);
        root.put("app", history.app());
        var packages = new LinkedHashMap<String, Object>();
        history.packages().forEach((name, counters) -> packages.put(name, plain(counters)));
        root.put("packages", packages);
        root.put("runs", history.runs().stream().map(HistoryFile::plain).toList());
        return Json.writePretty(root);
    }

    /** So many covered of so many, by metric; those that nobody measured are left out. */
    public static Map<String, Object> plain(Counters counters) {
        var map = new LinkedHashMap<String, Object>();
        for (var metric : Metric.values()) {
            if (!counters.get(metric).isEmpty()) {
                map.put(metric.measure(), List.of(counters.get(metric).covered(), counters.get(metric).total()));
            }
        }
        return map;
    }

    private static Map<String, Object> plain(MeasuredRun run) {
        var map = new LinkedHashMap<String, Object>();
        map.put("commit", run.commit());
        map.put("at", run.at().toString());
        map.putAll(plain(run.totals()));
        return map;
    }

    private static MeasuredRun run(Node node) {
        var at = node.get("at");
        try {
            return new MeasuredRun(node.get("commit").text(), Instant.parse(at.text()), counters(node, Set.of("commit", "at")));
        } catch (DateTimeException e) {
            throw new ParseException(at.place(), at.path() + " is no time: \"" + at.text() + "\". Expected one such as 2026-01-02T03:04:05Z.");
        }
    }

    private static Counters counters(Node node, Set<String> beside) {
        var counters = new Counters();
        var known = new HashSet<>(beside);
        for (var metric : Metric.values()) {
            known.add(metric.measure());
            node.find(metric.measure()).ifPresent(pair -> counters.add(metric, ratio(pair)));
        }
        only(node, known);
        return counters;
    }

    private static Ratio ratio(Node pair) {
        var items = pair.items();
        if (items.size() != 2 || items.get(0).integer() < 0 || items.get(0).integer() > items.get(1).integer()) {
            throw new ParseException(pair.place(), pair.path() + " is no share. Expected [COVERED, ALL].");
        }
        return new Ratio(items.get(0).integer(), items.get(1).integer());
    }

    private static void only(Node node, Set<String> keys) {
        node.fields().keySet().stream().filter(key -> !keys.contains(key)).findFirst().ifPresent(key -> {
            throw new ParseException(node.fields().get(key).keyPlace(), "has the unknown key \"" + key + "\"." + EXPECTED);
        });
    }
}
