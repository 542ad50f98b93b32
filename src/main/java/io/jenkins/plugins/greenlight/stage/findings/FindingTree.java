package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.stage.StageReport.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The worst findings by the package or file they are about: what to begin with. */
public final class FindingTree {
    private static final int MOST_SUBJECTS = 50;
    private static final int MOST_FINDINGS = 10;

    private FindingTree() { }

    /** One tree, the subject with the worst finding first; none where nothing was found. */
    public static List<Tree> of(Seen seen) {
        var worst = seen.worst();
        if (worst.isEmpty()) {
            return List.of();
        }
        Map<String, List<Shown>> subjects = worst.stream().collect(Collectors.groupingBy(shown -> subject(shown.finding()),
                LinkedHashMap::new, Collectors.toList()));
        var children = new ArrayList<>(subjects.entrySet().stream().limit(MOST_SUBJECTS)
                .map(entry -> new Tree(entry.getKey(), counts(entry.getValue()), findings(entry.getValue()))).toList());
        if (subjects.size() > MOST_SUBJECTS) {
            children.add(leaf("and " + (subjects.size() - MOST_SUBJECTS) + " more"));
        }
        long all = seen.counts().found();
        return List.of(new Tree("By package or file", all > worst.size() ? "the worst " + worst.size() + " of " + all : "", children));
    }

    private static String subject(Finding finding) {
        String file = finding.file().isEmpty() ? finding.tool() : finding.file();
        return finding.affected().map(AffectedPackage::name).filter(name -> !name.isEmpty()).orElse(file);
    }

    /** {@code 2 critical, 1 low}. */
    private static String counts(List<Shown> findings) {
        return counts(severity -> findings.stream().filter(shown -> shown.finding().severity() == severity).count());
    }

    /** {@code 2 critical, 1 low}; empty for none. */
    public static String counts(ToLongFunction<Severity> of) {
        return Arrays.stream(Severity.values()).map(severity -> {
            long count = of.applyAsLong(severity);
            return count == 0 ? "" : count + " " + severity.name().toLowerCase(Locale.ROOT);
        }).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    private static List<Tree> findings(List<Shown> findings) {
        var rows = new ArrayList<>(findings.stream().limit(MOST_FINDINGS).map(shown -> new Tree(FindingTables.severity(shown) + " "
                + shown.finding().rule(), shown.finding().message(), List.of())).toList());
        if (findings.size() > MOST_FINDINGS) {
            rows.add(leaf("and " + (findings.size() - MOST_FINDINGS) + " more"));
        }
        return rows;
    }

    private static Tree leaf(String label) {
        return new Tree(label, "", List.of());
    }
}
