package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SARIF 2.1.0. The file is walked twice, since rules, roots and overrides may stand behind the results that need them:
 * first for what the runs say about themselves, then result by result, so that its size does not matter.
 */
public final class SarifReader {
    private final Path file;
    private final String source;
    private final List<SarifRun> runs = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final SarifBudget budget = new SarifBudget();
    private final FindingSink sink;
    private int ended;
    private String version = "none";

    private SarifReader(Path file, String source, FindingSink sink) {
        this.sink = sink;
        this.file = file;
        this.source = source;
    }

    /** Each run to its end. @throws ParseException when it is no SARIF 2.1.0 or has no run */
    public static void read(Path file, String source, FindingSink sink) throws IOException {
        var reader = new SarifReader(file, source, sink);
        reader.walk(reader::describe);
        reader.check();
        reader.walk(reader::collect);
    }

    private void walk(Property property) throws IOException {
        try (var json = JsonStream.open(file, source)) {
            json.fields(key -> property.read(key, json));
            json.end();
        }
    }

    private void describe(String key, JsonStream json) {
        switch (key) {
            case "version" -> version = json.text();
            case "runs" -> {
                if (!json.isNull()) {
                    json.items(() -> runs.add(SarifRun.read(json, budget)));
                }
            }
            case "inlineExternalProperties" -> {
                if (!json.isNull()) {
                    json.items(() -> json.fields(this::outside));
                }
            }
            default -> { }
        }
    }

    private void outside(String property) {
        if (doubts.isEmpty() && (property.equals("results") || SarifRun.WEIGHTY.contains(property))) {
            doubts.add("it keeps the \"" + property + "\" of a run outside of it, which are not read");
        }
    }

    private void check() {
        if (!version.startsWith("2.1.")) {
            throw new ParseException(source, "has the SARIF version \"" + version + "\". Expected 2.1.0.");
        }
        if (runs.isEmpty()) {
            throw new ParseException(source, "has no run: no tool says that it looked at anything. Expected at least one.");
        }
    }

    private void collect(String key, JsonStream json) {
        if (key.equals("runs")) {
            json.items(() -> {
                var run = runs.get(ended++);
                var result = new SarifResult(run);
                var known = new SarifIdentity();
                json.fields(property -> {
                    if (property.equals("results") && !json.isNull()) {
                        json.items(() -> result(result, json, known));
                    }
                });
                sink.end(end(run));
            });
        }
    }

    private void result(SarifResult result, JsonStream json, SarifIdentity known) {
        result.read(json);
        if (!result.isPresent()) {
            return;
        }
        var finding = result.finding();
        if (known.isNew(result.guid(), finding)) {
            var suppressions = result.suppressions();
            if (suppressions.stand()) {
                sink.suppressed(new Suppressed(finding, source + ": " + suppressions.by(), suppressions.why()));
            } else {
                sink.found(finding);
            }
        }
    }

    private ScanRun end(SarifRun run) {
        var all = new ArrayList<>(run.doubts());
        all.addAll(doubts);
        return new ScanRun(source, run.tool(), run.version(), ReportFormat.SARIF, run.commits(), all);
    }

    private interface Property {
        void read(String key, JsonStream json);
    }
}
