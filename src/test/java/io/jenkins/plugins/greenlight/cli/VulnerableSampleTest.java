package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.RealScanners;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyDatabase;
import io.jenkins.plugins.greenlight.finding.scanner.VulnerableTree;
import io.jenkins.plugins.greenlight.parse.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with Trivy itself, offline, on a project that depends on what is known to be vulnerable. */
@Tag("slow")
class VulnerableSampleTest {
    private static final String CHECKS = "critical == 0, fixable.high == 0, kev == 0, ";

    @TempDir private Path folder;
    private Path workspace;
    private String trivy;

    @BeforeEach void plant() throws Exception {
        workspace = Files.createDirectories(folder.toRealPath().resolve("workspace"));
        trivy = "trivy: {program: " + RealScanners.trivy() + ", sha256: " + RealScanners.TRIVY_SHA256
                + ", scanners: [vuln], sbom: false, maximumDatabaseAge: 3d,"
                + " cacheFolder: " + workspace.resolveSibling("cache") + "}";
        TrivyDatabase.unpack(workspace.resolveSibling("cache"), Instant.now());
        VulnerableTree.npm(workspace, "lodash@4.17.20", "minimist@1.2.5");
        VulnerableTree.log4j(workspace, "2.14.1");
        Files.writeString(workspace.resolve("kev.json"), "{\"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\"}]}");
    }

    private Console security(String input, String checks, String... options) throws Exception {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nsecurity:\n  "
                + input + "\n  baseline: {file: baseline.sarif}\n  kev: kev.json\n  checks: [" + checks + "]\n");
        var all = new String[options.length + 3];
        Arrays.setAll(all, at -> at < 3 ? List.of("security", "-w", workspace.toString()).get(at) : options[at - 3]);
        return Console.run(all);
    }

    private Path output(String name) {
        return workspace.resolve("target/greenlight/report/security").resolve(name);
    }

    /** As findings.json has them, in this order. */
    private List<String> measured(String... names) throws Exception {
        var measures = Json.read(Files.readString(output("findings.json")), "findings.json").get("measures");
        return Arrays.stream(names).map(name -> name + " " + (int) measures.get(name).number()).toList();
    }

    @Test void stopsAtWhatIsKnownThenAtWhatIsNewAndGoesOnWithoutEither() throws Exception {
        var first = security(trivy, CHECKS + "cvss.max < 10", "--write-baseline");

        assertThat(first.exitCode()).as(first.output()).isEqualTo(10);
        assertThat(measured("critical", "fixable.high", "kev", "medium", "cvss.max"))
                .containsExactly("critical 2", "fixable.high 1", "kev 1", "medium 1", "cvss.max 10");

        VulnerableTree.npm(workspace, "lodash@4.17.21", "minimist@1.2.5", "request@2.88.2");
        Files.writeString(workspace.resolve("suppressions.yaml"), """
                version: 1
                suppressions:
                  - purls: ["pkg:npm/minimist@1.2.5", "pkg:maven/org.apache.logging.log4j/log4j-core"]
                    reason: Both are never given anything from outside.
                    owner: shop-team
                    expires: never
                """);
        var second = security(trivy, CHECKS + "new.findings == 0");

        assertThat(second.exitCode()).as(second.output()).isEqualTo(10);
        assertThat(measured("critical", "fixable.high", "kev", "new.findings", "new.medium", "fixed", "suppressed"))
                .containsExactly("critical 0", "fixable.high 0", "kev 0", "new.findings 1", "new.medium 1",
                        "fixed 2", "suppressed 2");

        Files.copy(output("trivy.json"), workspace.resolve("trivy.json"));
        var third = security("reports: [trivy.json]", CHECKS + "new.critical == 0, fixable.findings == 0");

        assertThat(third.exitCode()).as(third.output()).isZero();
        assertThat(measured("medium", "suppressed")).containsExactly("medium 1", "suppressed 2");
    }
}
