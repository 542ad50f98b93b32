package io.jenkins.plugins.greenlight.stage.findings;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;

/** The worst of however many there are. */
public final class Worst<T> {
    private final int most;
    private final Comparator<T> worstFirst;
    private final UnaryOperator<T> brief;
    private final PriorityQueue<T> kept;
    private long offered;

    /**
     * @param most  that are kept, 1 or more
     * @param brief what is kept of one, so that a long text does not stay in memory; comes where the original would
     */
    Worst(int most, Comparator<T> worstFirst, UnaryOperator<T> brief) {
        this.most = most;
        this.worstFirst = worstFirst;
        this.brief = brief;
        this.kept = new PriorityQueue<>(worstFirst.reversed());
    }

    public void offer(T one) {
        offered++;
        keep(one);
    }

    /** All that the other was offered. */
    void offerAll(Worst<T> other) {
        offered += other.offered;
        other.kept.forEach(this::keep);
    }

    /** Worst first. */
    public List<T> kept() {
        return kept.stream().sorted(worstFirst).toList();
    }

    /** Also those that are not kept. */
    public long offered() {
        return offered;
    }

    private void keep(T one) {
        if (kept.size() < most) {
            kept.add(brief.apply(one));
        } else if (worstFirst.compare(one, kept.element()) < 0) {
            kept.remove();
            kept.add(brief.apply(one));
        }
    }
}
