package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Kind;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trivy itself with a small database, offline. Each of its starts takes some seconds. */
@Tag("slow")
class RealVulnerabilitiesTest {
    @TempDir private Path folder;
    private Path cache;
    private ScannerSite site;
    private final TrivyScans config = new TrivyScans();

    @BeforeEach void setUp() throws Exception {
        cache = folder.toRealPath().resolve("cache");
        config.program = RealScanners.trivy().toString();
        config.sha256 = Optional.of(RealScanners.TRIVY_SHA256);
        config.cacheFolder = Optional.of(cache.toString());
        config.scanners = List.of(Look.VULN);
        config.maximumDatabaseAge = Optional.of(Duration.ofDays(3));
        site = new ScannerSite(folder).realClock();
    }

    private Scanned scan() throws Exception {
        var all = site.run(config.scanners());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** {@code PLACE ID SEVERITY CVSS PURL > FIXED} of each. */
    private static List<String> found(Scanned scanned) throws Exception {
        assertThat(scanned.reports()).hasSize(1);
        var sink = new CollectingSink();
        ReportRecogniser.read(scanned.reports().get(0), "trivy.json", sink);
        return sink.runs().stream().flatMap(run -> run.findings().stream()).map(RealVulnerabilitiesTest::line).toList();
    }

    private static String line(Finding finding) {
        var affected = finding.affected().orElseThrow();
        return finding.place() + " " + finding.rule() + " " + finding.severity() + " " + finding.cvss().orElse(-1) + " "
                + affected.purl() + " > " + affected.fixedVersion();
    }

    @Test void findsWhatAProjectDependsOnAndSaysThatItsDatabaseIsOld() throws Exception {
        VulnerableTree.npm(site.workspace(), "lodash@4.17.20", "minimist@1.2.5", "request@2.88.2", "greenlight-made-up@1.0.0");
        VulnerableTree.log4j(site.workspace(), "2.14.1");
        TrivyDatabase.unpack(cache, Instant.now().minus(4, ChronoUnit.DAYS));

        var scanned = scan();

        assertThat(found(scanned)).containsExactlyInAnyOrder(
                "package-lock.json CVE-2021-23337 HIGH 7.2 pkg:npm/lodash@4.17.20 > 4.17.21",
                "package-lock.json CVE-2020-28500 MEDIUM 5.3 pkg:npm/lodash@4.17.20 > 4.17.21",
                "package-lock.json CVE-2021-44906 CRITICAL 9.8 pkg:npm/minimist@1.2.5 > 1.2.6",
                "package-lock.json CVE-2023-28155 MEDIUM 6.1 pkg:npm/request@2.88.2 > ",
                "package-lock.json CVE-2099-0001 UNKNOWN -1.0 pkg:npm/greenlight-made-up@1.0.0 > 2.0.0",
                "pom.xml CVE-2021-44228 CRITICAL 10.0 pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1 > 2.15.0");
        assertThat(ScannerSite.problem(scanned)).startsWith("trivy's database of vulnerabilities is from ")
                .contains(", 4 days old. Expected a database at most 3 days old. ");
    }

    @Test void findsWhatAnImageHoldsWithADatabaseThatIsNewEnough() throws Exception {
        config.scan = Kind.IMAGE;
        config.target = "image.tar";
        Files.write(site.workspace().resolve("image.tar"), VulnerableTree.image());
        var yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        TrivyDatabase.unpack(cache, yesterday);

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.databaseDate()).hasValue(yesterday);
        assertThat(found(scanned)).containsExactlyInAnyOrder(
                " CVE-2023-38545 CRITICAL 9.8 pkg:deb/debian/libcurl4@7.88.1-10%2Bdeb12u1 > 7.88.1-10+deb12u4",
                " CVE-2005-2541 LOW 10.0 pkg:deb/debian/tar@1.34%2Bdfsg-1.2 > ",
                "app/node_modules/lodash/package.json CVE-2021-23337 HIGH 7.2 pkg:npm/lodash@4.17.20 > 4.17.21",
                "app/node_modules/lodash/package.json CVE-2020-28500 MEDIUM 5.3 pkg:npm/lodash@4.17.20 > 4.17.21");
    }
}
