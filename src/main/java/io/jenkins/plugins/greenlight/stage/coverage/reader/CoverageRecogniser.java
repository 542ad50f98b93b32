package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Xml;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells a coverage report's format by what it holds, whatever its name, and reads it. */
public final class CoverageRecogniser {
    private CoverageRecogniser() { }

    /** The formats, for a message. */
    public static String formats() {
        return Arrays.stream(CoverageFormat.values()).map(CoverageFormat::title).collect(Collectors.joining(", "));
    }

    /** Names files as the report does. @see #read(Path, String, Path) */
    public static ReportedCoverage read(Path file, String source) throws IOException {
        return read(file, source, new WorkspacePaths(null, file));
    }

    /**
     * @param source    names the file in messages
     * @param workspace files of Cobertura's and LCOV's reports that are there are named as they lie in it
     * @return empty where the report says itself that nothing was recorded
     * @throws ParseException when it is cut off, contradicts its format or is in none read here
     */
    public static ReportedCoverage read(Path file, String source, Path workspace) throws IOException {
        return read(file, source, new WorkspacePaths(workspace, file));
    }

    private static ReportedCoverage read(Path file, String source, WorkspacePaths paths) throws IOException {
        var start = ReportStart.of(file);
        if (start.first() == 0) {
            throw new ParseException(source, "is empty. Expected a report in " + formats() + ".");
        }
        if (start.first() == '<') {
            return readXml(file, source, paths);
        }
        if (start.isLcov()) {
            try (var stream = Files.newInputStream(file); var text = new TextLines(stream, source)) {
                return LcovReader.read(text, paths);
            }
        }
        throw refused(source, ForeignReport.ofText(start));
    }

    private static ReportedCoverage readXml(Path file, String source, WorkspacePaths paths) throws IOException {
        try (var xml = Xml.open(file, source)) {
            xml.next();
            if (xml.isStart("report")) {
                return JacocoReader.read(xml, paths);
            }
            var foreign = ForeignReport.ofRoot(xml);
            if (foreign.isPresent()) {
                throw refused(source, foreign.get());
            }
            return CoberturaReader.read(xml, paths);
        }
    }

    private static ParseException refused(String source, String what) {
        return new ParseException(source, what + " Expected " + formats() + ".");
    }
}
