package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.reader.sarif.SarifReader;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells a report's format by what it holds, whatever its name, and reads it. */
public final class ReportRecogniser {
    private ReportRecogniser() { }

    /** The formats, for a message. */
    public static String formats() {
        return Arrays.stream(ReportFormat.values()).map(ReportFormat::title).collect(Collectors.joining(", "));
    }

    /**
     * Gives every run in the file to the sink, in order; at least one.
     *
     * @param source names the file in messages
     * @return what the file is in
     * @throws ParseException when it is empty, cut off or in no format read here
     */
    public static ReportFormat read(Path file, String source, FindingSink sink) throws IOException {
        return switch (firstCharacter(file)) {
            case '<' -> readXml(file, source, sink);
            case '{', '[', 'n' -> readJson(file, source, sink);
            case 0 -> throw new ParseException(source, "is empty. Expected a report in " + formats() + ".");
            default -> throw unknown(source, "it begins neither like JSON nor like XML");
        };
    }

    private static ReportFormat readXml(Path file, String source, FindingSink sink) throws IOException {
        try (var xml = Xml.open(file, source)) {
            if (xml.next() && xml.isStart("BugCollection")) {
                SpotBugsReader.read(xml, source, sink);
                return ReportFormat.SPOTBUGS;
            }
            throw ForeignFormat.ofRoot(xml.name()).map(format -> foreign(source, format))
                    .orElseGet(() -> unknown(source, "its root is <" + xml.name() + ">"));
        }
    }

    private static ReportFormat readJson(Path file, String source, FindingSink sink) throws IOException {
        var format = JsonLook.at(file, source);
        switch (format) {
            case SARIF -> SarifReader.read(file, source, sink);
            case TRIVY -> TrivyReader.read(file, source, sink);
            case BANDIT -> BanditReader.read(file, source, sink);
            case CYCLONEDX -> CycloneDxReader.read(file, source, sink);
            case SPOTBUGS -> throw new IllegalStateException("SpotBugs writes no JSON, and yet " + source + " was taken for it.");
        }
        return format;
    }

    static ParseException foreign(String source, ForeignFormat format) {
        return new ParseException(source, "is in the format of " + format.title() + ". Expected " + formats() + ". " + format.advice() + ".");
    }

    static ParseException unknown(String source, String why) {
        return new ParseException(source, "is in no format read here: " + why + ". Expected " + formats() + ".");
    }

    /** The first character that is neither space nor part of a byte order mark or a wide encoding; 0 when there is none. */
    private static char firstCharacter(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            for (int b : in.readNBytes(4096)) {
                if (b > ' ') {
                    return (char) b;
                }
            }
            return 0;
        }
    }
}
