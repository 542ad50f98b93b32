package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceName;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads an LCOV tracefile ({@code geninfo(1)}, up to version 2) from front to back. */
final class LcovReader {
    private final TextLines text;
    private final WorkspacePaths paths;
    private final SourceCollector files = new SourceCollector();
    private long linesFound;
    private boolean anyLine;
    private LcovSection section;

    private LcovReader(TextLines text, WorkspacePaths paths) {
        this.text = text;
        this.paths = paths;
    }

    /** @throws io.jenkins.plugins.greenlight.parse.ParseException when it is no whole tracefile */
    static ReportedCoverage read(TextLines text, WorkspacePaths paths) throws IOException {
        return new LcovReader(text, paths).read();
    }

    private ReportedCoverage read() throws IOException {
        while (text.next()) {
            if (text.length() > 0 && text.charAt(0) != '#') {
                record();
            }
        }
        if (section != null) {
            throw text.wrong("ends without end_of_record: the report is cut off. Expected it after the lines of each SF.");
        }
        if (linesFound > 0 && !anyLine) {
            throw text.wrong("says that " + linesFound + " lines were found (LF), but lists none (DA). Expected every line.");
        }
        return new ReportedCoverage(CoverageFormat.LCOV, files.files(), new Counters(), Map.of());
    }

    private void record() {
        if (text.startsWith("SF:")) {
            open();
        } else if (section == null) {
            outside();
        } else if (text.startsWith("DA:")) {
            section.line();
            anyLine = true;
        } else if (text.startsWith("BRDA:")) {
            section.branch();
        } else if (text.startsWith("FN")) {
            section.function();
        } else if (text.startsWith("LF:")) {
            linesFound += LcovSection.number(text, "LF:".length(), text.length());
        } else if (text.startsWith("end_of_record")) {
            section.end();
            section = null;
        } else {
            other();
        }
    }

    /** The test's name and what else stands between records says nothing of a file; what is of a file does not stand here. */
    private void outside() {
        for (String prefix : List.of("DA:", "BRDA:", "FNDA:", "FNA:", "end_of_record")) {
            if (text.startsWith(prefix)) {
                throw text.wrong("has \"" + prefix + "\" outside of a record. Expected SF: before it.");
            }
        }
    }

    private void open() {
        if (section != null) {
            throw text.wrong("begins another file inside of a record: the one before is cut off. Expected end_of_record.");
        }
        String path = text.decoded("SF:".length()).strip();
        if (path.isEmpty()) {
            throw text.wrong("has an SF: without the name of a file.");
        }
        path = paths.find(path);
        int slash = path.lastIndexOf('/');
        section = new LcovSection(text, files.file(new SourceName(path, "", slash < 0 ? "" : path.substring(0, slash))));
    }

    /** A record of a kind that later versions may know is passed over; anything else is no tracefile. */
    private void other() {
        int colon = text.indexOf(':', 0);
        for (int i = 0; i < Math.max(1, colon); i++) {
            if (colon < 1 || colon > 16 || text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                throw text.wrong("is no line of an LCOV record. Expected such as DA:1,2 or end_of_record.");
            }
        }
    }
}
