package io.jenkins.plugins.greenlight.finding;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a report's format by what it holds, whatever its name, and reads it. */
public final class ReportRecogniser {
    private ReportRecogniser() { }

    /** The formats, for a message. */
    public static String formats() {
        return Arrays.stream(ReportFormat.values()).map(ReportFormat::title).collect(Collectors.joining(" or "));
    }

    /**
     * Every run in the file, in order; at least one.
     *
     * @param source names the file in messages
     * @throws ParseException when it is empty, cut off or in no format read here
     */
    public static List<ScanReport> read(Path file, String source) throws IOException {
        return switch (firstCharacter(file)) {
            case '<' -> readXml(file, source);
            case '{' -> readJson(file, source);
            case 0 -> throw new ParseException(source, "is empty. Expected a report in " + formats() + ".");
            default -> throw unknown(source, "it begins neither like JSON nor like XML");
        };
    }

    private static List<ScanReport> readXml(Path file, String source) throws IOException {
        try (var xml = Xml.open(file, source)) {
            if (xml.next() && xml.isStart("BugCollection")) {
                return List.of(SpotBugsReader.read(xml, source));
            }
            throw unknown(source, "its root is <" + xml.name() + ">");
        }
    }

    private static List<ScanReport> readJson(Path file, String source) throws IOException {
        var keys = new ArrayList<String>();
        try (var json = JsonStream.open(file, source)) {
            json.fields(keys::add);
            json.end();
        }
        if (!keys.contains("runs")) {
            throw unknown(source, "its keys are " + keys.stream().limit(8).toList() + ", without \"runs\"");
        }
        return SarifReader.read(file, source);
    }

    private static ParseException unknown(String source, String why) {
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
