package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.StageReport.Tree;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Packages, and in them their files. Of a large project those with the most lines that no test reached. */
final class CoverageTrees {
    static final int MOST_PACKAGES = 100;
    static final int MOST_FILES = 20;

    /** Adding up a file's lines takes a while: once is enough. */
    private record Counted(SourceLines file, Counters counters) { }

    private final CoverageFacts facts;
    private final Map<String, ChangedFile> changed;

    private CoverageTrees(CoverageFacts facts) {
        this.facts = facts;
        this.changed = facts.changed().stream().flatMap(all -> all.files().stream()).collect(Collectors.toMap(ChangedFile::path, file -> file));
    }

    static List<Tree> of(CoverageFacts facts) {
        return new CoverageTrees(facts).packages();
    }

    private List<Tree> packages() {
        var files = facts.coverage().files().stream().collect(Collectors.groupingBy(file -> file.name().packageName()));
        var all = facts.coverage().packages();
        var shown = most(all.keySet(), MOST_PACKAGES, name -> missed(all.get(name)));
        var trees = new ArrayList<>(shown.stream().sorted().map(name -> new Tree(name.isEmpty() ? "(no package)" : name, detail(all.get(name)),
                files(files.getOrDefault(name, List.of())))).toList());
        return rest(trees, all.size() - shown.size(), "packages");
    }

    private List<Tree> files(List<SourceLines> files) {
        var counted = files.stream().map(file -> new Counted(file, file.counters())).toList();
        var shown = most(counted, MOST_FILES, one -> missed(one.counters));
        var trees = new ArrayList<>(shown.stream().sorted(Comparator.comparing(one -> one.file.path())).map(this::file).toList());
        return rest(trees, files.size() - shown.size(), "files");
    }

    private Tree file(Counted one) {
        var path = facts.paths().shown(one.file);
        var change = changed.get(path);
        return new Tree(path, detail(one.counters) + (change == null || change.lines().isEmpty() ? "" : "; " + change.lines() + " changed lines"
                + (change.uncovered().isEmpty() ? "" : ", not covered: " + change.uncovered())), List.of());
    }

    private static String detail(Counters counters) {
        var branch = counters.get(Metric.BRANCH);
        return words(counters.get(Metric.LINE), "lines") + (branch.isEmpty() ? "" : ", " + words(branch, "branches"));
    }

    private static String words(Ratio ratio, String what) {
        return ratio.isEmpty() ? "no " + what : CoverageTerms.percent(ratio) + " of " + ratio.total() + " " + what;
    }

    private static long missed(Counters counters) {
        return counters.get(Metric.LINE).total() - counters.get(Metric.LINE).covered();
    }

    private static <T> List<T> most(Collection<T> all, int count, ToLongFunction<T> missed) {
        return all.size() <= count ? List.copyOf(all) : all.stream().sorted(Comparator.comparingLong(missed).reversed()).limit(count).toList();
    }

    private static List<Tree> rest(List<Tree> shown, int left, String what) {
        if (left > 0) {
            shown.add(new Tree("and " + left + " " + what + " with less to cover", "", List.of()));
        }
        return shown;
    }
}
