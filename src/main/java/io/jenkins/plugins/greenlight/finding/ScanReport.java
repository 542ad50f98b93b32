package io.jenkins.plugins.greenlight.finding;

import java.util.List;

/**
 * What one run of one tool reported.
 *
 * @param source   the file it stood in
 * @param commits  the commits it says it looked at; empty when it names none
 * @param findings present and not suppressed
 * @param doubts   sentences that say why this is not all there is to know, e.g. that the tool says its run failed;
 *                 empty when the count can be trusted
 */
public record ScanReport(String source, String tool, ReportFormat format, List<String> commits, List<Finding> findings,
                         List<Suppressed> suppressed, List<String> doubts) {
    public ScanReport {
        commits = List.copyOf(commits);
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        doubts = List.copyOf(doubts);
    }

    /** Whether it names commits and this is none of them; abbreviations of 7 digits or more count as the commit. */
    public boolean isForeignTo(String commit) {
        return !commit.isEmpty() && !commits.isEmpty() && commits.stream().noneMatch(named -> same(named, commit));
    }

    private static boolean same(String named, String commit) {
        int length = Math.min(named.length(), commit.length());
        return named.equalsIgnoreCase(commit) || length >= 7 && named.regionMatches(true, 0, commit, 0, length);
    }
}
