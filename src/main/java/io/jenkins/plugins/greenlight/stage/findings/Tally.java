package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.BaselineState;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.SarifWriter;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Counts findings as they are read. A run of another commit, or one that does not come to its end, leaves no trace. */
public final class Tally implements FindingSink {
    private final String commit;
    private final Suppressions suppressions;
    private final LocalDate today;
    private final Known known;
    private final SarifWriter merged;
    private final Seen total = new Seen();
    private final Prints hidden = new Prints();
    private final List<ScanRun> runs = new ArrayList<>();
    private final List<ScanRun> foreign = new ArrayList<>();
    private Seen pending = new Seen();
    private Prints taken = new Prints();
    private Prints pendingHidden = new Prints();

    /**
     * @param commit empty when unknown, then no run is of another
     * @param merged gets what counts and what is suppressed, too
     */
    public Tally(String commit, Suppressions suppressions, LocalDate today, Known known, SarifWriter merged) {
        this.commit = commit;
        this.suppressions = suppressions;
        this.today = today;
        this.known = known;
        this.merged = merged;
    }

    @Override public void found(Finding finding) {
        var covering = suppressions.match(finding, today);
        if (covering.isPresent()) {
            suppressed(new Suppressed(finding, covering.get().source(), Accepted.why(covering.get())));
        } else {
            count(finding);
        }
    }

    @Override public void suppressed(Suppressed suppressed) {
        if (!suppressions.mayHide(suppressed.finding())) {
            count(suppressed.finding());
            return;
        }
        pending.suppressed(suppressed);
        if (known.earlier().isPresent()) {
            pendingHidden.add(suppressed.finding().fingerprint());
            boolean was = known.earlier().get().has(pendingHidden, pendingHidden.size() - 1);
            merged.suppressed(suppressed, was ? BaselineState.UNCHANGED : BaselineState.NEW);
        } else {
            merged.suppressed(suppressed);
        }
    }

    private void count(Finding finding) {
        boolean isNew = isNew(finding);
        pending.found(new Shown(finding, isNew, known.exploited().test(finding), known.origin().apply(finding)));
        if (known.earlier().isPresent()) {
            merged.found(finding, isNew ? BaselineState.NEW : BaselineState.UNCHANGED);
        } else {
            merged.found(finding);
        }
    }

    @Override public void end(ScanRun run) {
        if (run.isForeignTo(commit)) {
            foreign.add(run);
            drop();
            return;
        }
        runs.add(run);
        merged.end(run);
        total.addAll(pending);
        hidden.addAll(pendingHidden);
        pending = new Seen();
        taken = new Prints();
        pendingHidden = new Prints();
    }

    /** What came since the last end. */
    void drop() {
        merged.discard();
        known.earlier().ifPresent(earlier -> {
            for (int at = 0; at < taken.size(); at++) {
                earlier.put(taken, at);
            }
        });
        pending = new Seen();
        taken = new Prints();
        pendingHidden = new Prints();
    }

    /** Call after the last report: what is suppressed is there all the same, so it is not fixed. */
    void close() {
        drop();
        known.earlier().ifPresent(earlier -> {
            for (int at = 0; at < hidden.size(); at++) {
                earlier.take(hidden, at);
            }
        });
    }

    public Seen seen() {
        return total;
    }

    /** Those that count, in order. */
    public List<ScanRun> runs() {
        return List.copyOf(runs);
    }

    /** Those of another commit, which do not count. */
    List<ScanRun> foreign() {
        return List.copyOf(foreign);
    }

    private boolean isNew(Finding finding) {
        if (known.earlier().isEmpty()) {
            return false;
        }
        taken.add(finding.fingerprint());
        boolean was = known.earlier().get().take(taken, taken.size() - 1);
        if (!was) {
            taken.removeLast();
        }
        return !was;
    }
}
