package io.jenkins.plugins.greenlight.finding;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SARIF 2.1.0. The file is walked twice, since rules may stand behind the results that need them: first for what
 * the runs say about themselves, then result by result, so that its size does not matter.
 */
final class SarifReader {
    private final Path file;
    private final String source;
    private final List<SarifRun> runs = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final List<ScanReport> reports = new ArrayList<>();
    private String version = "none";

    private SarifReader(Path file, String source) {
        this.file = file;
        this.source = source;
    }

    /** One report for each run. @throws ParseException when it is no SARIF 2.1.0 or has no run */
    static List<ScanReport> read(Path file, String source) throws IOException {
        var reader = new SarifReader(file, source);
        reader.walk(reader::describe);
        reader.check();
        reader.walk(reader::collect);
        return reader.reports;
    }

    private void walk(Property property) throws IOException {
        try (var json = JsonStream.open(file, source)) {
            json.fields(key -> property.read(key, json));
            json.end();
        }
    }

    private void describe(String key, JsonStream json) {
        switch (key) {
            case "version" -> version = json.value().text();
            case "runs" -> {
                if (!json.isNull()) {
                    json.items(() -> runs.add(SarifRun.read(json)));
                }
            }
            case "inlineExternalProperties" -> doubts.add("it keeps properties of its runs outside of them, which are not read");
            default -> { }
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
                var run = runs.get(reports.size());
                var findings = new ArrayList<Finding>();
                var suppressed = new ArrayList<Suppressed>();
                json.fields(property -> {
                    if (property.equals("results") && !json.isNull()) {
                        json.items(() -> result(json.value(), run, findings, suppressed));
                    }
                });
                reports.add(report(run, findings, suppressed));
            });
        }
    }

    private static void result(Node node, SarifRun run, List<Finding> findings, List<Suppressed> suppressed) {
        var result = new SarifResult(node, run);
        if (result.isPresent()) {
            result.suppression().ifPresentOrElse(why -> suppressed.add(new Suppressed(result.finding(), why)),
                    () -> findings.add(result.finding()));
        }
    }

    private ScanReport report(SarifRun run, List<Finding> findings, List<Suppressed> suppressed) {
        var all = new ArrayList<>(run.doubts());
        all.addAll(doubts);
        return new ScanReport(source, run.tool(), ReportFormat.SARIF, run.commits(), findings, suppressed, all);
    }

    private interface Property {
        void read(String key, JsonStream json);
    }
}
