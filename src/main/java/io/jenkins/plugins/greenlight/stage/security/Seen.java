package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.util.List;

/** What was found, as far as anybody needs it: all of it counted, the worst of it to show. */
final class Seen {
    private final FindingCounts counts = new FindingCounts();
    private final Worst<Shown> worst = Shown.worst(Shown.MOST_LISTED);
    private final Worst<Shown> fresh = Shown.worst(Shown.MOST);
    private final Worst<Suppressed> suppressed = Shown.worstSuppressed();

    /** One that counts. */
    void found(Finding finding, boolean isNew, boolean isExploited) {
        counts.add(finding, isNew, isExploited);
        var shown = new Shown(finding, isNew, isExploited);
        worst.offer(shown);
        if (isNew) {
            fresh.offer(shown);
        }
    }

    void suppressed(Suppressed one) {
        counts.addSuppressed();
        suppressed.offer(one);
    }

    void addAll(Seen other) {
        counts.add(other.counts);
        worst.offerAll(other.worst);
        fresh.offerAll(other.fresh);
        suppressed.offerAll(other.suppressed);
    }

    FindingCounts counts() {
        return counts;
    }

    /** Worst first, at most {@link Shown#MOST_LISTED}. */
    List<Shown> worst() {
        return worst.kept();
    }

    /** What the baseline does not have, worst first, at most {@link Shown#MOST}. */
    List<Shown> fresh() {
        return fresh.kept();
    }

    /** Worst first, at most {@link Shown#MOST}. */
    List<Suppressed> suppressed() {
        return suppressed.kept();
    }
}
