package io.jenkins.plugins.greenlight.finding;

import java.util.ArrayList;
import java.util.List;

/** Keeps all it is given, for reports that are known to be small. */
public final class CollectingSink implements FindingSink {
    private final List<CollectedRun> runs = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Suppressed> suppressed = new ArrayList<>();

    @Override public void found(Finding finding) {
        findings.add(finding);
    }

    @Override public void suppressed(Suppressed one) {
        suppressed.add(one);
    }

    @Override public void end(ScanRun run) {
        runs.add(new CollectedRun(run, findings, suppressed));
        findings.clear();
        suppressed.clear();
    }

    /** Those that ended, in order. */
    public List<CollectedRun> runs() {
        return List.copyOf(runs);
    }
}
