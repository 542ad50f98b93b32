package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.util.Set;

/**
 * Of an image, Trivy takes the build's history for a Dockerfile. What a history cannot tell is no finding: a COPY of one file stands
 * there with its digest before it, as if two were copied to a path without a slash at its end.
 */
record BuildHistory(FindingSink sink) implements FindingSink {
    private static final Set<String> UNTELLABLE = Set.of("DS011", "DS-0011", "AVD-DS-0011");

    @Override public void found(Finding finding) {
        if (finding.kind() != FindingKind.MISCONFIGURATION || !finding.file().isEmpty() || !UNTELLABLE.contains(finding.rule())) {
            sink.found(finding);
        }
    }

    @Override public void suppressed(Suppressed suppressed) {
        sink.suppressed(suppressed);
    }

    @Override public void end(ScanRun run) {
        sink.end(run);
    }
}
