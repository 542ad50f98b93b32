package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.Finding;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a stage knows of findings beside the reports.
 *
 * @param earlier   the fingerprints of what is not new, each taken by one finding that has it; empty: nothing is called new
 * @param exploited whether somebody is known to attack with it
 */
public record Known(Optional<PrintBag> earlier, Predicate<Finding> exploited, Function<Finding, Origin> origin) {
    public static final Known NOTHING = new Known(Optional.empty(), finding -> false, finding -> Origin.NONE);
}
