package io.jenkins.plugins.greenlight.finding;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one run of one tool said beside its findings.
 *
 * @param source  the file it stood in
 * @param version of the tool, as the report gives it; empty when it does not
 * @param commits the commits it says it looked at; empty when it names none
 * @param system  of the image it looked at; empty when it found none or does not say
 * @param doubts  sentences that say why this is not all there is to know, e.g. that the tool says its run failed;
 *                empty when the findings can be trusted
 */
public record ScanRun(String source, String tool, String version, ReportFormat format, List<String> commits,
                      Optional<OperatingSystem> system, List<String> doubts) {
    public ScanRun {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(format, "format");
        commits = List.copyOf(commits);
        Objects.requireNonNull(system, "system");
        doubts = List.copyOf(doubts);
    }

    /** Of something that is no image. */
    public ScanRun(String source, String tool, String version, ReportFormat format, List<String> commits, List<String> doubts) {
        this(source, tool, version, format, commits, Optional.empty(), doubts);
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
