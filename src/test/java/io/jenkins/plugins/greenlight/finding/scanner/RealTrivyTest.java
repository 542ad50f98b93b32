package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Kind;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trivy itself. Each of its starts takes some seconds. */
@Tag("slow")
class RealTrivyTest {
    @TempDir private Path folder;
    private ScannerSite site;
    private final TrivyScans config = new TrivyScans();

    @BeforeEach void setUp() throws Exception {
        config.program = RealScanners.trivy().toString();
        config.sha256 = Optional.of(RealScanners.TRIVY_SHA256);
        config.cacheFolder = Optional.of(folder.toRealPath().resolve("cache").toString());
        site = new ScannerSite(folder).realClock();
        LeakyTree.plant(site.workspace());
    }

    private Scanned scan() throws Exception {
        var all = site.run(config.scanners());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Node json(Path file) throws Exception {
        return Json.read(Files.readString(file), file.toString());
    }

    /** {@code TARGET ID} of each. */
    private static List<String> found(Path report, String kind, String id) throws Exception {
        return json(report).get("Results").items().stream().flatMap(result -> result.find(kind).stream().flatMap(all -> all.items().stream())
                .map(one -> result.get("Target").text() + " " + one.get(id).text())).toList();
    }

    @Test void findsWhatIsPlantedThoughTheTreeAsksItToLookAway() throws Exception {
        config.scanners = List.of(Look.SECRET, Look.MISCONFIG);
        config.sbom = true;

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.version()).isEqualTo("dev");
        assertThat(scanned.sha256()).isEqualTo(RealScanners.TRIVY_SHA256);
        assertThat(scanned.reports()).containsExactly(site.output().resolve("trivy.json"));
        assertThat(found(scanned.reports().get(0), "Secrets", "RuleID"))
                .containsExactlyInAnyOrder("config/deploy.env aws-access-key-id", "config/deploy.env github-pat");
        assertThat(found(scanned.reports().get(0), "Misconfigurations", "ID")).contains("Dockerfile DS002", "deploy/pod.yaml KSV017");
        assertThat(Files.readString(scanned.reports().get(0))).doesNotContain(LeakyTree.AWS_KEY, LeakyTree.GITHUB_TOKEN);
        assertThat(scanned.files()).containsExactly(site.output().resolve("sbom.cdx.json"));
        assertThat(json(scanned.files().get(0)).get("bomFormat").text()).isEqualTo("CycloneDX");
        assertThat(Files.readString(scanned.files().get(0))).contains("pkg:npm/left-pad@1.3.0");
    }

    @Test void leavesOutWhatItIsToldToSkip() throws Exception {
        config.skip = List.of("config");

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(json(scanned.reports().get(0)).find("Results").map(all -> all.items().size()).orElse(0)).isZero();
    }

    @Test void isNotTrustedWithoutItsDigestForItSaysNoVersion() throws Exception {
        config.sha256 = Optional.empty();

        assertThat(ScannerSite.problem(scan())).startsWith("trivy does not say which version it is: \"dev\"");
    }

    @Test void saysWhyItFailed() throws Exception {
        config.scanners = List.of(Look.VULN);
        config.maximumDatabaseAge = Optional.of(Duration.ofDays(3));
        var metadata = Path.of(config.cacheFolder.orElseThrow(), "db/metadata.json");
        Files.createDirectories(metadata.getParent());

        assertThat(ScannerSite.problem(scan())).startsWith("trivy has no database of vulnerabilities in " + config.cacheFolder.get());

        Files.writeString(metadata, "{\"Version\": 1, \"NextUpdate\": \"2026-01-02T00:00:00Z\", \"UpdatedAt\": \"2026-01-01T00:00:00Z\","
                + " \"DownloadedAt\": \"2026-01-01T00:00:00Z\"}");
        var scanned = scan();

        assertThat(scanned.databaseDate()).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(scanned.problems()).hasSize(2);
        assertThat(scanned.problems().get(0).message()).startsWith("trivy failed: exit code 1, its last words: ").contains("ERROR");
        assertThat(scanned.problems().get(1).message()).startsWith("trivy's database of vulnerabilities is from 2026-01-01T00:00:00Z");
        assertThat(scanned.reports()).isEmpty();
    }

    @Test void scansAnImageInATarFile() throws Exception {
        config.scan = Kind.IMAGE;
        config.target = "image.tar";
        config.scanners = List.of(Look.SECRET);
        var layer = new TarWriter().folder("app/").file("app/deploy.env", 0644, "AWS_ACCESS_KEY_ID=" + LeakyTree.AWS_KEY + "\n").bytes();
        Files.write(site.workspace().resolve("image.tar"), VulnerableTree.image(layer));

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(found(scanned.reports().get(0), "Secrets", "RuleID")).containsExactly("/app/deploy.env aws-access-key-id");
    }
}
