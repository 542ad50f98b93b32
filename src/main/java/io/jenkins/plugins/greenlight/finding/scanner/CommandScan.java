package io.jenkins.plugins.greenlight.finding.scanner;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One of {@code security.commands} in greenlight.yaml: any program that writes a report.
 *
 * @param run       program, to be found in PATH or a path from the root on, and its arguments
 * @param report    in the workspace, which the program writes
 * @param exitCodes those with which the report counts
 * @param version   program and arguments that print its version; none when nobody asks
 */
public record CommandScan(List<String> run, String report, Set<Integer> exitCodes, List<String> version, Duration timeout) {
    public CommandScan {
        run = List.copyOf(run);
        Objects.requireNonNull(report, "report");
        exitCodes = Set.copyOf(exitCodes);
        version = List.copyOf(version);
        Objects.requireNonNull(timeout, "timeout");
        if (run.isEmpty()) {
            throw new IllegalArgumentException("A scanner's command needs at least a program.");
        }
    }
}
