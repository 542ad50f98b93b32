package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What somebody decided to live with, out of files of several formats, in their order. Remembers what matched in this run; not
 * for two threads at a time. Days are days in UTC.
 */
public final class Suppressions {
    private static final int MAX_TOLD = 100;

    private final List<Suppression> all;
    private final List<String> doubts;
    private final Path workspace;
    private final SuppressionLimits limits;
    private final SuppressionIndex index;
    private final BitSet used = new BitSet();
    private final BitSet refused = new BitSet();
    private int unhidden;

    /** One file. @param name for messages and for what is shown, e.g. {@code suppressions.yaml} */
    public record Source(Path file, String name) {
        public Source {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(name, "name");
        }
    }

    Suppressions(List<Suppression> all, List<String> doubts, Path workspace) {
        this(all, doubts, workspace, SuppressionLimits.NONE);
    }

    private Suppressions(List<Suppression> all, List<String> doubts, Path workspace, SuppressionLimits limits) {
        this.all = List.copyOf(all);
        this.doubts = List.copyOf(doubts);
        this.workspace = workspace;
        this.limits = limits;
        this.index = new SuppressionIndex(this.all, new ReportPath(workspace));
    }

    /** Suppresses nothing. */
    public static Suppressions none() {
        return new Suppressions(List.of(), List.of(), Path.of(""));
    }

    /** As {@link #read(List, Path)} in the working directory. */
    public static Suppressions read(List<Source> files) throws IOException {
        return read(files, Path.of(""));
    }

    /**
     * Each file is recognised by what it holds, a {@code .trivyignore} also by its name.
     *
     * @param workspace a finding's absolute path below it is compared relative to it
     * @throws ParseException with everything that is wrong in any of them, one line for each problem, at the place of the first
     * @throws IOException    when one cannot be read at all
     */
    public static Suppressions read(List<Source> files, Path workspace) throws IOException {
        var reading = new Reading();
        for (var file : files) {
            try {
                SuppressionFile.read(file, reading);
            } catch (ParseException e) {
                reading.problem(e);
            }
        }
        reading.throwProblems();
        return new Suppressions(reading.found(), reading.doubts(), workspace);
    }

    /** The same, with nothing used yet, as far as a platform lets anything be suppressed. */
    public Suppressions under(SuppressionLimits platform) {
        return new Suppressions(all, doubts, workspace, platform);
    }

    /** The first that covers it and holds on that day; empty when it counts. Every one that covers it is used then. */
    public Optional<Suppression> match(Finding finding, LocalDate today) {
        var covering = index.covering(finding);
        used.or(covering);
        var holding = covering.stream().filter(at -> all.get(at).holdsOn(today) && limits.allow(all.get(at), today)).findFirst();
        if (holding.isPresent() && !limits.allow(finding)) {
            refused.set(holding.getAsInt());
            return Optional.empty();
        }
        return holding.isPresent() ? Optional.of(all.get(holding.getAsInt())) : Optional.empty();
    }

    /** Whether a finding that a report itself calls suppressed may be so; else it counts, and {@link #overruled} tells. */
    public boolean mayHide(Finding finding) {
        boolean may = limits.allow(finding);
        unhidden += may ? 0 : 1;
        return may;
    }

    /** In the order of the files. */
    public List<Suppression> all() {
        return all;
    }

    /** What a file says that could not be followed, and why; it suppresses nothing. Each names its place. */
    public List<String> doubts() {
        return doubts;
    }

    /** What the platform's limits keep from being suppressed so far: the entry and the limit; in the end how many more there are. */
    public List<String> overruled(LocalDate today) {
        var longer = all.stream().filter(one -> one.holdsOn(today) && !limits.allow(one, today)).map(one -> one.source() + ": "
                + one.lastDay().map(day -> "holds until " + day).orElse("has no last day") + ", and the policy (" + limits.source()
                + ") allows at most " + limits.maximumDays().orElse(0) + " days. It suppresses nothing: expected a nearer day.");
        var worse = refused.stream().mapToObj(all::get).map(one -> one.source() + ": covers a finding of a severity that the policy ("
                + limits.source() + ") lets nobody suppress. It counts.");
        var hidden = Stream.of(unhidden).filter(count -> count > 0).map(count -> "reports: " + count
                + " that a report itself calls suppressed and the policy (" + limits.source() + ") lets nobody suppress. They count.");
        var told = Stream.of(hidden, longer, worse).flatMap(texts -> texts).toList();
        return told.size() <= MAX_TOLD ? told : Stream.concat(told.stream().limit(MAX_TOLD), Stream.of("and " + (told.size() - MAX_TOLD)
                + " more.")).toList();
    }

    /** Those that hold no more: what they cover counts again. */
    public List<Suppression> expired(LocalDate today) {
        return all.stream().filter(one -> !one.holdsOn(today)).toList();
    }

    /** Those that hold on this day, and whose last day is so many days off or fewer. */
    public List<Suppression> expiring(LocalDate today, int days) {
        return all.stream().filter(one -> one.holdsOn(today) && !one.holdsOn(today.plusDays(days + 1L))).toList();
    }

    /**
     * Those of Greenlight's own files that have covered nothing yet. Not of others: Trivy may have applied its own file
     * before anybody saw a finding, and a VEX document speaks of more than one product.
     */
    public List<Suppression> unused() {
        return IntStream.range(0, all.size()).filter(at -> !used.get(at)).mapToObj(all::get)
                .filter(one -> one.format() == SuppressionFormat.GREENLIGHT).toList();
    }
}
