package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was found, as far as anybody needs it: all of it counted, the worst of it to show. */
public final class Seen {
    private final FindingCounts counts = new FindingCounts();
    private final Map<String, FindingCounts> parts = new HashMap<>();
    private final Worst<Shown> worst = Shown.worst(Shown.MOST_LISTED);
    private final Worst<Shown> fresh = Shown.worst(Shown.MOST);
    private final Worst<Suppressed> suppressed = Shown.worstSuppressed();

    /** One that counts. */
    void found(Shown shown) {
        counts.add(shown.finding(), shown.isNew(), shown.isExploited());
        if (!shown.origin().part().isEmpty()) {
            parts.computeIfAbsent(shown.origin().part(), part -> new FindingCounts())
                    .add(shown.finding(), shown.isNew(), shown.isExploited());
        }
        worst.offer(shown);
        if (shown.isNew()) {
            fresh.offer(shown);
        }
    }

    void suppressed(Suppressed one) {
        counts.addSuppressed();
        suppressed.offer(one);
    }

    public void addAll(Seen other) {
        counts.add(other.counts);
        other.parts.forEach((part, more) -> parts.computeIfAbsent(part, name -> new FindingCounts()).add(more));
        worst.offerAll(other.worst);
        fresh.offerAll(other.fresh);
        suppressed.offerAll(other.suppressed);
    }

    public FindingCounts counts() {
        return counts;
    }

    /** Of those whose {@link Origin} names this part. */
    public FindingCounts counts(String part) {
        return parts.getOrDefault(part, new FindingCounts());
    }

    /** Worst first, at most {@link Shown#MOST_LISTED}. */
    public List<Shown> worst() {
        return worst.kept();
    }

    /** What was not there before, worst first, at most {@link Shown#MOST}. */
    public List<Shown> fresh() {
        return fresh.kept();
    }

    /** Worst first, at most {@link Shown#MOST}. */
    public List<Suppressed> suppressed() {
        return suppressed.kept();
    }
}
