package io.jenkins.plugins.greenlight.finding.scanner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The scanners that {@code dev/scanners} fetched; who asks for one that is not there is skipped. */
public final class RealScanners {
    /** Of the Trivy that is fetched, which says {@code Version: dev}. */
    public static final String TRIVY_SHA256 = "33f005e3fa55c2e66fddc9c0540a2bc5e52260fc670811e30438b44e5de58ac7";

    private RealScanners() { }

    public static Path trivy() {
        return there("trivy");
    }

    static Path spotbugs() {
        return there("spotbugs/spotbugs-4.9.8.jar");
    }

    static Path findSecBugs() {
        return there("spotbugs/findsecbugs-plugin-1.14.0.jar");
    }

    static Path bandit() {
        return there("bandit/bin/bandit");
    }

    private static Path there(String name) {
        var file = Path.of("target/scanners", name).toAbsolutePath();
        assumeTrue(Files.exists(file), file + " is not there: dev/scanners fetches it");
        return file;
    }
}
