package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.coverage.history.CoverageHistory;
import io.jenkins.plugins.greenlight.stage.coverage.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the stage leaves beside the report. */
final class CoverageFiles {
    static final String JSON = "coverage.json";
    static final String MARKDOWN = "coverage.md";
    static final String BASELINE = "baseline.json";

    private CoverageFiles() { }

    /** @param verdict before anything is made softer */
    static List<StageFile> write(Path output, CoverageFacts facts, Verdict verdict) throws IOException {
        var files = new ArrayList<StageFile>();
        write(output, JSON, CoverageJson.of(facts), "application/json", files);
        write(output, MARKDOWN, CoverageMarkdown.of(facts, verdict), "text/markdown", files);
        Files.deleteIfExists(output.resolve(BASELINE));
        if (facts.history().isPresent() && facts.isKnown()) {
            write(output, BASELINE, history(facts), "application/json", files);
        }
        return files;
    }

    /** What was kept, and this run. */
    static String history(CoverageFacts facts) {
        var packages = facts.coverage().packages();
        return HistoryFile.write(facts.history().flatMap(FoundHistory::history).map(before -> before.with(facts.run(), packages))
                .orElseGet(() -> CoverageHistory.of(facts.app(), facts.run(), packages)));
    }

    private static void write(Path output, String name, String text, String mediaType, List<StageFile> files) throws IOException {
        var file = output.resolve(name);
        WholeFile.write(file, text);
        files.add(StageFile.of(file, mediaType));
    }
}
