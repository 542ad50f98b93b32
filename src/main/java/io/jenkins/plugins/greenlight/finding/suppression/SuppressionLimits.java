package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a platform lets be suppressed, whatever a repository's files say.
 *
 * @param severities  of findings that may be suppressed; none for nothing at all
 * @param maximumDays an entry whose last day is further off, or that has none, suppresses nothing; empty for any
 * @param source      where the platform says so, for messages; empty for no limits
 */
public record SuppressionLimits(Set<Severity> severities, OptionalInt maximumDays, String source) {
    public static final SuppressionLimits NONE = new SuppressionLimits(EnumSet.allOf(Severity.class), OptionalInt.empty(), "");

    public SuppressionLimits {
        severities = Set.copyOf(severities);
        Objects.requireNonNull(maximumDays, "maximumDays");
        Objects.requireNonNull(source, "source");
    }

    boolean allow(Finding finding) {
        return severities.contains(finding.severity());
    }

    boolean allow(Suppression one, LocalDate today) {
        return maximumDays.isEmpty() || one.lastDay().filter(last -> !last.isAfter(today.plusDays(maximumDays.getAsInt()))).isPresent();
    }
}
