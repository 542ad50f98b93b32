package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.util.ArrayList;
import java.util.List;

/** Reads what SpotBugs and FindBugs write with {@code -xml}: {@code <BugCollection>}. */
final class SpotBugsReader {
    private static final String TOOL = "SpotBugs";

    private final Xml xml;
    private final FindingSink sink;
    private final List<String> doubts = new ArrayList<>();
    private boolean analysed;
    private boolean found;
    private String version = "";

    private SpotBugsReader(Xml xml, FindingSink sink) {
        this.xml = xml;
        this.sink = sink;
    }

    /** @param xml at the root's start */
    static void read(Xml xml, String source, FindingSink sink) {
        var reader = new SpotBugsReader(xml, sink);
        reader.version = xml.attribute("version").orElse("");
        while (xml.next()) {
            if (xml.isStart() && xml.depth() == 2) {
                reader.part();
            }
        }
        if (!reader.analysed && !reader.found) {
            reader.doubts.add("it does not say that SpotBugs looked at any class (FindBugsSummary total_classes)");
        }
        sink.end(new ScanRun(source, TOOL, reader.version, ReportFormat.SPOTBUGS, List.of(), reader.doubts));
    }

    private void part() {
        switch (xml.name()) {
            case "BugInstance" -> bug();
            case "FindBugsSummary" -> analysed = xml.count("total_classes").orElse(0) > 0;
            case "Errors" -> {
                if (xml.count("errors").orElse(0) > 0) {
                    doubts.add("SpotBugs says that " + xml.count("errors").get() + " errors kept it from looking at everything");
                }
            }
            default -> { }
        }
    }

    private void bug() {
        String rule = xml.attribute("type").orElseThrow(() -> xml.wrong("has a BugInstance without a type."));
        var severity = severity(xml.attribute("priority").orElse(""));
        String hash = xml.attribute("instanceHash").orElse("");
        boolean gone = xml.attribute("last").filter(last -> !last.equals("-1")).isPresent();
        var place = new SpotBugsPlace();
        String message = "";
        String brief = "";
        int depth = xml.depth();
        while (xml.next() && xml.depth() > depth) {
            if (xml.isStart("LongMessage")) {
                message = xml.text().strip();
            } else if (xml.isStart("ShortMessage")) {
                brief = xml.text().strip();
            } else if (xml.isStart("SourceLine")) {
                place.offer(xml, xml.depth() == depth + 1);
            } else if (xml.isStart() && xml.depth() == depth + 1) {
                place.enter(xml);
            }
        }
        if (!gone) {
            String said = !message.isEmpty() ? message : brief.isEmpty() ? rule : brief;
            found = true;
            sink.found(new FindingDraft(TOOL, rule).severity(severity).place(place.file(), place.line()).message(said).fingerprint(hash)
                    .finding());
        }
    }

    /** SpotBugs' priority, 1 the worst. */
    private static Severity severity(String priority) {
        return switch (priority.strip()) {
            case "1" -> Severity.HIGH;
            case "2" -> Severity.MEDIUM;
            case "3", "4", "5" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }
}
