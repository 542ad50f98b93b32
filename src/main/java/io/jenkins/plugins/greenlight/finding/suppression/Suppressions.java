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

/**
 * What somebody decided to live with, out of files of several formats, in their order. Remembers what matched in this run; not
 * for two threads at a time. Days are days in UTC.
 */
public final class Suppressions {
    private final List<Suppression> all;
    private final List<String> doubts;
    private final SuppressionIndex index;
    private final BitSet used = new BitSet();

    /** One file. @param name for messages and for what is shown, e.g. {@code suppressions.yaml} */
    public record Source(Path file, String name) {
        public Source {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(name, "name");
        }
    }

    Suppressions(List<Suppression> all, List<String> doubts, Path workspace) {
        this.all = List.copyOf(all);
        this.doubts = List.copyOf(doubts);
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

    /** The first that covers it and holds on that day; empty when it counts. Every one that covers it is used then. */
    public Optional<Suppression> match(Finding finding, LocalDate today) {
        var covering = index.covering(finding);
        used.or(covering);
        return covering.stream().mapToObj(all::get).filter(one -> one.holdsOn(today)).findFirst();
    }

    /** In the order of the files. */
    public List<Suppression> all() {
        return all;
    }

    /** What a file says that could not be followed, and why; it suppresses nothing. Each names its place. */
    public List<String> doubts() {
        return doubts;
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
     * Those of Greenlight's own files that have covered nothing yet. Not of others: Trivy applies its own file before anybody
     * sees a finding, and a VEX document speaks of more than one product.
     */
    public List<Suppression> unused() {
        return IntStream.range(0, all.size()).filter(at -> !used.get(at)).mapToObj(all::get)
                .filter(one -> one.format() == SuppressionFormat.GREENLIGHT).toList();
    }
}
