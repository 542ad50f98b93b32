package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Xml;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import java.io.IOException;
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

    /**
     * @param source names the file in messages
     * @return empty where the report says itself that nothing was recorded
     * @throws ParseException when it is cut off, contradicts its format or is in none read here
     */
    public static ReportedCoverage read(Path file, String source) throws IOException {
        try (var xml = Xml.open(file, source)) {
            xml.next();
            if (xml.isStart("report")) {
                return JacocoReader.read(xml);
            }
            throw xml.wrong("is no coverage report read here: its root is <" + xml.name() + ">. Expected " + formats() + ".");
        }
    }
}
