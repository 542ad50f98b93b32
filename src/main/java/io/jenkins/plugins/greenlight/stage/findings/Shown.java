package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.util.Comparator;

/**
 * A finding that counts, for people.
 *
 * @param isNew       it was not there before; false where nothing says what was
 * @param isExploited somebody is known to attack with it
 */
public record Shown(Finding finding, boolean isNew, boolean isExploited, Origin origin) {
    /** Rows of a table. */
    public static final int MOST = 200;
    /** Findings that are listed for programs. */
    public static final int MOST_LISTED = 1000;
    private static final Comparator<Finding> FINDINGS = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> -finding.cvss().orElse(0)).thenComparing(Finding::file).thenComparing(Finding::line)
            .thenComparing(Finding::rule).thenComparing(Finding::fingerprint);
    private static final Comparator<Shown> SHOWN = Comparator.comparing((Shown shown) -> shown.finding().severity())
            .thenComparing(shown -> !shown.isExploited()).thenComparing(Shown::finding, FINDINGS);

    static Worst<Shown> worst(int most) {
        return new Worst<>(most, SHOWN, whole -> new Shown(Brief.finding(whole.finding()), whole.isNew(), whole.isExploited(),
                whole.origin()));
    }

    static Worst<Suppressed> worstSuppressed() {
        return new Worst<>(MOST, Comparator.comparing(Suppressed::finding, FINDINGS), Brief::suppressed);
    }

    public static Worst<Finding> worstFindings() {
        return new Worst<>(MOST, FINDINGS, Brief::finding);
    }
}
