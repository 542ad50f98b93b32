package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;

/** How many findings there are, of which sort. */
public final class FindingCounts {
    private final long[][] found = new long[FindingKind.values().length][Severity.values().length];
    private final long[] fresh = new long[Severity.values().length];
    private final long[] fixable = new long[Severity.values().length];
    private long exploited;
    private long suppressed;
    private long unscored;
    private double maxCvss = -1;

    /**
     * Of one that is not suppressed.
     *
     * @param isNew     the baseline does not have it
     * @param isExploited the list has it
     */
    void add(Finding finding, boolean isNew, boolean isExploited) {
        int severity = finding.severity().ordinal();
        found[finding.kind().ordinal()][severity]++;
        fresh[severity] += isNew ? 1 : 0;
        fixable[severity] += finding.isFixable() ? 1 : 0;
        exploited += isExploited ? 1 : 0;
        maxCvss = Math.max(maxCvss, finding.cvss().orElse(-1));
        unscored += finding.kind() == FindingKind.VULNERABILITY && finding.cvss().isEmpty() ? 1 : 0;
    }

    void addSuppressed() {
        suppressed++;
    }

    void add(FindingCounts other) {
        for (int kind = 0; kind < found.length; kind++) {
            add(found[kind], other.found[kind]);
        }
        add(fresh, other.fresh);
        add(fixable, other.fixable);
        exploited += other.exploited;
        suppressed += other.suppressed;
        unscored += other.unscored;
        maxCvss = Math.max(maxCvss, other.maxCvss);
    }

    public long found() {
        return Arrays.stream(found).flatMapToLong(Arrays::stream).sum();
    }

    public long found(Severity severity) {
        return Arrays.stream(found).mapToLong(kind -> kind[severity.ordinal()]).sum();
    }

    public long found(FindingKind kind) {
        return Arrays.stream(found[kind.ordinal()]).sum();
    }

    /** Of no known severity, without those of these kinds. */
    long unknownBut(Set<FindingKind> kinds) {
        return Arrays.stream(FindingKind.values()).filter(kind -> !kinds.contains(kind))
                .mapToLong(kind -> found[kind.ordinal()][Severity.UNKNOWN.ordinal()]).sum();
    }

    public long fresh() {
        return Arrays.stream(fresh).sum();
    }

    public long fresh(Severity severity) {
        return fresh[severity.ordinal()];
    }

    public long fixable() {
        return Arrays.stream(fixable).sum();
    }

    public long fixable(Severity severity) {
        return fixable[severity.ordinal()];
    }

    public long exploited() {
        return exploited;
    }

    public long suppressed() {
        return suppressed;
    }

    /** Vulnerabilities that no report gives a score. */
    public long unscored() {
        return unscored;
    }

    /** 0 where nothing that has scores was found; empty where there are vulnerabilities and nothing has one. */
    public OptionalDouble maxCvss() {
        return maxCvss < 0 && unscored > 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, maxCvss));
    }

    private static void add(long[] to, long[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }
}
