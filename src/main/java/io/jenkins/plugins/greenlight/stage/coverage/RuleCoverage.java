package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.LineCoverage;
import java.util.Optional;

/**
 * What the tests reached of the part of the code that a rule is about.
 *
 * @param changed empty when nobody asked for changes
 */
record RuleCoverage(CoverageTerms.Rule rule, LineCoverage coverage, Optional<ChangedCoverage> changed) {
    boolean isEmpty() {
        return coverage.files().isEmpty();
    }
}
