package io.jenkins.plugins.greenlight.finding;

import java.util.List;

/** One run of one tool with all it found, in memory. */
public record CollectedRun(ScanRun run, List<Finding> findings, List<Suppressed> suppressed) {
    public CollectedRun {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
    }
}
