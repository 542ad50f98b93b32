package io.jenkins.plugins.greenlight.stage.coverage.lines;

import java.util.List;
import java.util.Map;

/**
 * What one report says.
 *
 * @param files    those of one name stand in several modules; empty when it lists none
 * @param totals   by the report's own sums; empty when it has none
 * @param packages by the report's own sums; empty when it has none
 */
public record ReportedCoverage(CoverageFormat format, List<SourceLines> files, Counters totals, Map<String, Counters> packages) {
    public ReportedCoverage {
        files = List.copyOf(files);
        packages = Map.copyOf(packages);
    }

    /** Whether it tells of lines and not only of sums. */
    public boolean hasLines() {
        return files.stream().anyMatch(file -> !file.isEmpty());
    }

    /** Whether it records nothing at all: neither a line nor a sum. */
    public boolean isEmpty() {
        return !hasLines() && totals.isEmpty();
    }
}
