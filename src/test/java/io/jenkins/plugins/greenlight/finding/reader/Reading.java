package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.CollectingSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A small report read whole. */
final class Reading {
    private Reading() { }

    static List<CollectedRun> of(Path file, String source) throws IOException {
        var sink = new CollectingSink();
        ReportRecogniser.read(file, source, sink);
        return sink.runs();
    }
}
