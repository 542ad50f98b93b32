package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.LeakyTree;
import io.jenkins.plugins.greenlight.finding.scanner.RealScanners;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with Trivy itself on a tree with planted secrets and misconfigurations. */
@Tag("slow")
class LeakySampleTest {
    @TempDir private Path folder;
    private Path workspace;

    @BeforeEach void plant() throws Exception {
        workspace = Files.createDirectories(folder.toRealPath().resolve("workspace"));
        LeakyTree.plant(workspace);
    }

    private Console security(String pin, String checks) throws Exception {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nsecurity:\n  suppressions: []\n  trivy: {program: "
                + RealScanners.trivy() + ", scanners: [secret, misconfig], cacheFolder: " + workspace.resolveSibling("cache") + pin + "}\n  checks: ["
                + checks + "]\n");
        return Console.run("security", "-w", workspace.toString());
    }

    private static String pin() {
        return ", sha256: " + RealScanners.TRIVY_SHA256;
    }

    @Test void stopsAtPlantedSecretsAndMisconfigurations() throws Exception {
        var console = security(pin(), "secrets == 0, misconfigurations == 0");

        assertThat(console.exitCode()).as(console.output()).isEqualTo(10);
        var report = Files.readString(workspace.resolve("target/greenlight/report/report.json"));
        assertThat(report).contains("aws-access-key-id", "github-pat", "KSV017", "trivy", RealScanners.TRIVY_SHA256);
        assertThat(workspace.resolve("target/greenlight/report/security/sbom.cdx.json")).isNotEmptyFile();
        assertThat(Files.readString(workspace.resolve("target/greenlight/report/artifacts.json"))).contains("sbom.cdx.json", "trivy.json");
    }

    @Test void countsNothingOfAProgramThatNobodyKnows() throws Exception {
        var console = security("", "secrets <= 100");

        assertThat(console.exitCode()).as(console.output()).isEqualTo(11);
        assertThat(console.output()).contains("trivy does not say which version it is: \"dev\"", "security.trivy.sha256");
    }
}
