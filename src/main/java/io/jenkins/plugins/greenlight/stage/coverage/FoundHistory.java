package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.coverage.history.CoverageHistory;
import io.jenkins.plugins.greenlight.stage.coverage.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What runs before this one left.
 *
 * @param missing whether there is no file yet, which is how it begins
 * @param problem inconclusive; empty when the history is known
 */
record FoundHistory(Optional<CoverageHistory> history, boolean missing, Optional<Check> problem) {
    static final String CHECK = "baseline";

    /** @param first the file of this run's own that may be taken for the first baseline, as it is shown */
    static FoundHistory of(CoverageTerms.Baseline baseline, String app, Workspace workspace, String first) {
        try {
            var file = workspace.resolve(baseline.file());
            if (!Files.exists(file)) {
                return unknown(true, "there is no file " + baseline.file(), "To begin, take this run's own for good: copy " + first + " to "
                        + baseline.file() + (baseline.update() ? "; later runs then keep it up." : ", and keep it under version control."));
            }
            var history = HistoryFile.read(file, baseline.file());
            return history.app().equals(app) ? new FoundHistory(Optional.of(history), false, Optional.empty())
                    : unknown(false, baseline.file() + " is of another application, \"" + history.app() + "\"",
                    "Expected one of \"" + app + "\". Name another file in \"baseline.file\".");
        } catch (ParseException | IOException e) {
            return unknown(false, ParseException.told(baseline.file(), e),
                    "Restore it from a good run or from version control.");
        }
    }

    private static FoundHistory unknown(boolean missing, String why, String advice) {
        return new FoundHistory(Optional.empty(), missing, Optional.of(Check.inconclusive(CHECK, why, "the figures of a run before", advice)));
    }
}
