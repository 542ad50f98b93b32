package io.jenkins.plugins.greenlight.finding.scanner;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * {@code security.bandit} in greenlight.yaml.
 *
 * @param program to be found in PATH, or a path from the root on
 * @param paths   files and folders in the workspace
 */
public record BanditScan(String program, List<String> paths, Duration timeout) {
    public BanditScan {
        Objects.requireNonNull(program, "program");
        paths = List.copyOf(paths);
        Objects.requireNonNull(timeout, "timeout");
    }
}
