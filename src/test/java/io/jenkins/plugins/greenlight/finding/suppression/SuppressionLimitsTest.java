package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionLimitsTest {
    @TempDir private Path folder;
    private Suppressions read;

    @BeforeEach void start() {
        read = new SuppressionFolder(folder).entries("- id: NEVER", "reason: r", "owner: o", "expires: never", "- id: LAST", "reason: r", "owner: o",
                "expires: 2026-07-15", "- id: LONGER", "reason: r", "owner: o", "expires: 2026-07-16").read();
    }

    private static Finding finding(String rule, Severity severity) {
        return new FindingDraft("x", rule).severity(severity).finding();
    }

    private Suppressions of(Severity... severities) {
        return read.under(new SuppressionLimits(Set.of(severities), OptionalInt.empty(), "policy.yaml:3:3"));
    }

    @Test void letsNobodySuppressASeverityThatItDoesNotName() {
        var limited = of(Severity.HIGH, Severity.UNKNOWN);

        assertThat(limited.match(finding("NEVER", Severity.CRITICAL), TODAY)).isEmpty();
        assertThat(limited.match(finding("NEVER", Severity.HIGH), TODAY)).isPresent();
        assertThat(limited.mayHide(finding("ANY", Severity.CRITICAL))).isFalse();
        assertThat(limited.mayHide(finding("ANY", Severity.UNKNOWN))).isTrue();
        assertThat(limited.overruled(TODAY)).containsExactly("reports: 1 that a report itself calls suppressed and the policy (policy.yaml:3:3)"
                + " lets nobody suppress. They count.", "suppressions.yaml:3: covers a finding of a severity that the policy"
                + " (policy.yaml:3:3) lets nobody suppress. It counts.");
        assertThat(limited.unused()).extracting(Suppression::id).containsExactly("LAST", "LONGER");
    }

    @Test void letsNothingBeSuppressedWithoutASeverity() {
        assertThat(of().match(finding("NEVER", Severity.INFO), TODAY)).isEmpty();
    }

    @Test void letsNoEntryLastLongerThanSoManyDays() {
        var limited = read.under(new SuppressionLimits(EnumSet.allOf(Severity.class), OptionalInt.of(30), "policy.yaml:3:3"));

        assertThat(limited.match(code("LAST", "f"), TODAY)).isPresent();
        assertThat(limited.match(code("LONGER", "f"), TODAY)).isEmpty();
        assertThat(limited.match(code("LONGER", "f"), TODAY.plusDays(1))).isPresent();
        assertThat(limited.match(code("NEVER", "f"), TODAY)).isEmpty();
        assertThat(limited.overruled(TODAY)).containsExactly(
                "suppressions.yaml:3: has no last day, and the policy (policy.yaml:3:3) allows at most 30 days. It suppresses nothing: expected a nearer day.",
                "suppressions.yaml:11: holds until 2026-07-16, and the policy (policy.yaml:3:3) allows at most 30 days. It suppresses"
                + " nothing: expected a nearer day.");
    }

    @Test void endsWhatItTellsSomewhere() {
        var many = new SuppressionFolder(folder).with(".trivyignore", "A\n".repeat(150)).read()
                .under(new SuppressionLimits(Set.of(), OptionalInt.of(1), "p"));

        assertThat(many.overruled(TODAY)).hasSize(101).last().isEqualTo("and 50 more.");
    }

    @Test void restrictsNothingWhereThereIsNone() {
        assertThat(read.match(finding("NEVER", Severity.CRITICAL), TODAY)).isPresent();
        assertThat(read.mayHide(finding("ANY", Severity.CRITICAL))).isTrue();
        assertThat(read.overruled(TODAY)).isEmpty();
    }
}
