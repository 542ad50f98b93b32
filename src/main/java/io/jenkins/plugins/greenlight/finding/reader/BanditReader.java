package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what Bandit writes with {@code -f json}. It does not tell its version. */
final class BanditReader {
    static final String TOOL = "Bandit";

    private final JsonStream json;
    private final FindingSink sink;
    private boolean hasResults;
    private long lines = -1;
    private int errors;
    private boolean found;
    private String firstError = "";

    private BanditReader(JsonStream json, FindingSink sink) {
        this.json = json;
        this.sink = sink;
    }

    /** One run. @throws ParseException when it has no results or holds something that cannot be read */
    static void read(Path file, String source, FindingSink sink) throws IOException {
        try (var json = JsonStream.open(file, source)) {
            var reader = new BanditReader(json, sink);
            json.fields(reader::field);
            json.end();
            if (!reader.hasResults) {
                throw new ParseException(source, "has no \"results\". Expected Bandit's report whole.");
            }
            sink.end(new ScanRun(source, TOOL, "", ReportFormat.BANDIT, List.of(), reader.doubts()));
        }
    }

    private void field(String key) {
        switch (key) {
            case "results" -> {
                hasResults = true;
                json.items(() -> {
                    found = true;
                    sink.found(BanditIssue.read(json));
                });
            }
            case "errors" -> MaybeJson.items(json, this::error);
            case "metrics" -> MaybeJson.fields(json, name -> {
                if (name.equals("_totals")) {
                    json.fields(total -> lines = total.equals("loc") ? json.integer() : lines);
                }
            });
            default -> { }
        }
    }

    /** A file that Bandit left out. */
    private void error() {
        var parts = new String[] {"a file", "no reason"};
        json.fields(key -> {
            switch (key) {
                case "filename" -> parts[0] = json.text();
                case "reason" -> parts[1] = json.text();
                default -> { }
            }
        });
        firstError = errors++ == 0 ? parts[0] + " (" + parts[1] + ")" : firstError;
    }

    private List<String> doubts() {
        var doubts = new ArrayList<String>();
        if (errors > 0) {
            doubts.add("Bandit says that it could not look at " + (errors == 1 ? firstError : errors + " files, the first "
                    + firstError));
        }
        if (lines == 0) {
            doubts.add("Bandit says that it looked at no line of code (metrics._totals.loc)");
        } else if (lines < 0 && !found && errors == 0) {
            doubts.add("it does not say that Bandit looked at any line of code (metrics._totals.loc)");
        }
        return doubts;
    }
}
