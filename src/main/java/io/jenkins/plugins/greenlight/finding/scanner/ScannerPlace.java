package io.jenkins.plugins.greenlight.finding.scanner;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a scanner stands in a delivery.
 *
 * @param name   how messages call it, e.g. {@code trivy} or {@code commands.semgrep}
 * @param key    that holds its settings in greenlight.yaml, e.g. {@code security.trivy}
 * @param folder it is started in, and its target lies in; empty for the workspace
 * @param byHand how a person can run it again; empty: with the very arguments that it was started with
 */
public record ScannerPlace(String name, String key, Optional<Path> folder, Optional<String> byHand) {
    public ScannerPlace {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(byHand, "byHand");
    }

    /** Of the security stage. */
    static ScannerPlace security(String name) {
        return new ScannerPlace(name, "security." + name, Optional.empty(), Optional.empty());
    }
}
