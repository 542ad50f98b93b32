package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what SpotBugs and FindBugs write with {@code -xml}: {@code <BugCollection>}. Files are named from the root of the
 * packages on ({@code shop/Cart.java}), as SpotBugs names them: which of the project's source folders one lies in it does not say.
 */
final class SpotBugsReader {
    private final Xml xml;
    private final String source;
    private final FindingSink sink;
    private final List<String> doubts = new ArrayList<>();
    private boolean analysed;
    private boolean found;
    private boolean withFindSecBugs;
    private String version = "";

    private SpotBugsReader(Xml xml, String source, FindingSink sink) {
        this.xml = xml;
        this.source = source;
        this.sink = sink;
    }

    /** @param xml at the root's start */
    static void read(Xml xml, String source, FindingSink sink) {
        var reader = new SpotBugsReader(xml, source, sink);
        reader.version = xml.attribute("version").orElse("");
        while (xml.next()) {
            if (xml.isStart() && xml.depth() == 2) {
                reader.part();
            } else if (xml.isStart("Plugin")) {
                reader.withFindSecBugs |= xml.attribute("id").filter("com.h3xstream.findsecbugs"::equals).isPresent();
            }
        }
        if (!reader.analysed && !reader.found) {
            reader.doubts.add("it does not say that SpotBugs looked at any class (FindBugsSummary total_classes)");
        }
        sink.end(new ScanRun(source, SpotBugsBug.TOOL, reader.version, ReportFormat.SPOTBUGS, List.of(), reader.doubts));
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
        var bug = new SpotBugsBug(xml);
        if (!bug.isGone()) {
            found = true;
            bug.hand(source, withFindSecBugs, sink);
        }
    }
}
