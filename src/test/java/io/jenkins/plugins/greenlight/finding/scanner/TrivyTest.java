package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Kind;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.parse.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyTest {
    private static final String NEW_HELP = "--secret-config string\n--offline-scan\n--skip-db-update\n--skip-java-db-update\n"
            + "--skip-check-update\n--skip-version-check\n--db-repository\n--no-progress\n  Allowed values:\n    - vuln\n    - misconfig\n";
    private static final String OLD_HELP = "--scanners strings (vuln,config,secret,license)\n--skip-policy-update\n--skip-db-update\n";
    private static final String NEW_CONFIG_HELP = "'--scanners vuln misconfig --image-config-scanners strings'";
    private static final String OLD_CONFIG_HELP = "'--scanners vuln config --image-config-scanners strings'";
    private static final String WRITES = "echo '{}' > $out";

    @TempDir private Path folder;
    private ScannerSite site;
    private final TrivyScans config = new TrivyScans();

    @BeforeEach void setUp() throws Exception {
        site = new ScannerSite(folder);
    }

    private Scanned scan() throws Exception {
        var all = site.run(config.scanners());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String about(String version) {
        return "{\"Version\": \"" + version + "\"}";
    }

    private static String database(String updatedAt) {
        return "{\"Version\": \"0.70.0\", \"VulnerabilityDB\": {\"Version\": 2, \"UpdatedAt\": \"" + updatedAt + "\"}}";
    }

    @Test void leavesItsReportAndSaysHowItWasMade() throws Exception {
        var trivy = site.trivy(about("0.70.0"), NEW_HELP, WRITES);

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.reports()).containsExactly(site.output().resolve("trivy.json"));
        assertThat(scanned.version()).isEqualTo("0.70.0");
        assertThat(scanned.sha256()).isEqualTo(Sha256.of(trivy));
        assertThat(scanned.exitCode()).hasValue(0);
        assertThat(scanned.argv()).startsWith(trivy.toString(), "fs").endsWith("--", ".");
        assertThat(scanned.row()).hasSameSizeAs(Scanned.COLUMNS);
        assertThat(site.output()).isDirectoryNotContaining(file -> file.toString().contains("nothing"));
    }

    @Test void readsNeitherSettingsNorIgnoredFindingsOfTheWorkspace() throws Exception {
        site.trivy(about("0.70.0"), NEW_HELP, "cat " + site.output() + "/trivy-nothing.yaml > $out");

        scan();

        var nothing = site.output().resolve("trivy-nothing.yaml").toString();
        assertThat(site.started().get(2)).contains("--config " + nothing, "--ignorefile " + nothing, "--secret-config " + nothing);
        assertThat(site.output().resolve("trivy.json")).hasContent("{}");
    }

    @Test void asksNobodyForAnythingAndNamesOnlyOptionsThatThisVersionHas() throws Exception {
        config.scanners = List.of(Look.SECRET, Look.MISCONFIG);
        config.skip = List.of("target", "**/gen");
        site.trivy(about("0.70.0"), NEW_HELP, WRITES);

        scan();

        assertThat(site.started().get(2)).contains("--scanners secret,misconfig", " --offline-scan", " --skip-check-update",
                " --skip-version-check", " --skip-db-update", " --skip-java-db-update", "--skip-dirs=target --skip-files=target",
                "--skip-files=**/gen", "--skip-dirs=" + site.output()).doesNotContain("--skip-policy-update", "-q");

        site.trivy(about("0.44.1"), OLD_HELP, WRITES);
        scan();

        assertThat(site.started().get(5)).contains("--scanners secret,config", " --skip-policy-update").doesNotContain("--offline-scan",
                "--secret-config", "--skip-check-update");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.69.4", "0.69.5", "0.69.6", "v0.69.4", "0.69.6-rc1"})
    void refusesWhatAnAttackerPublishedWhateverTheSettings(String version) throws Exception {
        var trivy = site.trivy(about(version), NEW_HELP, WRITES);
        config.sha256 = Optional.of(Sha256.of(trivy));
        config.minimumVersion = Optional.of("0.1.0");

        var scanned = scan();

        assertThat(ScannerSite.problem(scanned)).isEqualTo("trivy " + version + " is refused: this version was published by an attacker"
                + " (CVE-2026-33634). Expected a version other than 0.69.4, 0.69.5 and 0.69.6. Remove it, replace every credential that"
                + " this machine had since it was installed, and install a version from before or after.");
        assertThat(scanned.problems().get(0).check().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scanned.reports()).isEmpty();
        assertThat(site.started()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.69.3", "0.69.7", "0.69.40", "0.69.14", "1.69.4"})
    void takesTheVersionsBesideThem(String version) throws Exception {
        site.trivy(about(version), NEW_HELP, WRITES);

        assertThat(scan().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Version\": \"dev\"}", "{\"Version\": 5}", "[]", "", "Version: 0.70.0", "{\"Version\": \"0.70\"}"})
    void countsAnUnreadableVersionOnlyWhenItsDigestIsKnown(String about) throws Exception {
        var trivy = site.trivy(about, NEW_HELP, WRITES);

        assertThat(ScannerSite.problem(scan())).startsWith("trivy does not say which version it is: ")
                .endsWith("Install a released one, or pin this one with security.trivy.sha256.");
        config.sha256 = Optional.of(Sha256.of(trivy));
        config.minimumVersion = Optional.of("0.70.0");
        var pinned = scan();
        assertThat(pinned.problems()).isEmpty();
        assertThat(pinned.reports()).hasSize(1);
    }

    @Test void neverStartsAnotherProgramThanTheOneThatIsPinned() throws Exception {
        var trivy = site.trivy(about("0.70.0"), NEW_HELP, WRITES);
        config.sha256 = Optional.of("0".repeat(64));

        var scanned = scan();

        assertThat(ScannerSite.problem(scanned)).startsWith("trivy was not started: " + trivy + " is not the program that"
                + " security.trivy.sha256 pins, its SHA-256 is " + Sha256.of(trivy) + ". Expected SHA-256 000");
        assertThat(site.started()).isEmpty();
        assertThat(scanned.argv()).isEmpty();
    }

    @Test void hashesAndStartsWhatALinkLeadsTo() throws Exception {
        var trivy = site.trivy(about("0.70.0"), NEW_HELP, WRITES);
        var moved = Files.move(trivy, folder.toRealPath().resolve("real-trivy"));
        Files.createSymbolicLink(trivy, moved);
        config.sha256 = Optional.of(Sha256.of(moved));

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.argv().get(0)).isEqualTo(moved.toString());
    }

    @ParameterizedTest
    @CsvSource({"0.70.0, true", "0.70.1, true", "1.0.0, true", "0.100.0, true", "0.69.9, false", "0.9.99, false"})
    void wantsTheMinimumVersionAtLeast(String version, boolean enough) throws Exception {
        site.trivy(about(version), NEW_HELP, WRITES);
        config.minimumVersion = Optional.of("0.70.0");

        var scanned = scan();

        assertThat(scanned.problems().isEmpty()).isEqualTo(enough);
        assertThat(scanned.reports().isEmpty()).isNotEqualTo(enough);
    }

    @ParameterizedTest
    @CsvSource({"2026-06-12T12:00:00Z, ''", "2026-06-12T11:59:59Z, is from 2026-06-12T11:59:59Z", "2026-06-16T13:00:00Z, is yet to come",
        "0001-01-01T00:00:00Z, has no database", "yesterday, has no database"})
    void wantsTheDatabaseNoOlderThanItMayBe(String updatedAt, String problem) throws Exception {
        config.scanners = List.of(Look.VULN);
        config.maximumDatabaseAge = Optional.of(Duration.ofDays(3));
        site.trivy(database(updatedAt), NEW_HELP, WRITES);

        var scanned = scan();

        assertThat(scanned.problems()).hasSize(problem.isEmpty() ? 0 : 1);
        assertThat(String.join(" ", scanned.problems().stream().map(ScanProblem::message).toList())).contains(problem.replace("is yet", "yet"));
        assertThat(scanned.reports()).hasSize(problem.contains("no database") ? 0 : 1);
    }

    @Test void asksHowOldTheDatabaseIsOnlyWhereItCounts() throws Exception {
        config.maximumDatabaseAge = Optional.of(Duration.ofDays(3));
        site.trivy(database("2020-01-01T00:00:00Z"), NEW_HELP, WRITES);

        assertThat(scan().problems()).isEmpty();
    }

    @Test void asksAgainWhatDatabaseItHasWhenItMayFetchOne() throws Exception {
        config.scanners = List.of(Look.VULN);
        config.databaseRepository = Optional.of("mirror:5000/trivy-db");
        config.maximumDatabaseAge = Optional.of(Duration.ofDays(1));
        var fresh = database("2026-06-15T11:00:00Z");
        site.trivy(about("0.70.0"), NEW_HELP, WRITES, "echo '" + fresh + "' > " + folder.toRealPath().resolve("about"));

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.databaseDate()).hasValue(ScannerSite.NOW.minusSeconds(3600));
        assertThat(site.started().get(2)).contains("--db-repository mirror:5000/trivy-db").doesNotContain("--skip-db-update");
    }

    @Test void isInconclusiveWithItsLastWordsWhenItFails() throws Exception {
        site.trivy(about("0.70.0"), NEW_HELP, "printf 'first\\n\\033[31mFATAL\\033[0m\\tdisk \\342\\200\\256 full\\n' >&2; exit 3");

        var scanned = scan();

        assertThat(ScannerSite.problem(scanned)).startsWith("trivy failed: exit code 3, its last words: first / FATAL disk full."
                + " Expected exit code 0. Run it by hand: ");
        assertThat(scanned.exitCode()).hasValue(3);
        assertThat(scanned.reports()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'true', wrote no report", "': > $out', wrote an empty report"})
    void isInconclusiveWithoutAReport(String does, String message) throws Exception {
        site.trivy(about("0.70.0"), NEW_HELP, does);
        site.file("out/security/trivy.json", "{\"old\": true}");

        var scanned = scan();

        assertThat(ScannerSite.problem(scanned)).contains(message);
        assertThat(scanned.reports()).isEmpty();
    }

    @Test void isInconclusiveAndGoneWhenItRunsTooLong() throws Exception {
        config.timeout = Duration.ofMillis(300);
        site.trivy(about("0.70.0"), NEW_HELP, "echo waiting >&2; exec sleep 600");

        var scanned = scan();

        assertThat(ScannerSite.problem(scanned)).startsWith("trivy did not end: ").contains("longer than its timeout of 0.3 s", "waiting",
                "Expected an end within 0.3 s", "raise security.trivy.timeout");
        assertThat(scanned.exitCode()).isEmpty();
    }

    @Test void isInconclusiveWhenItIsNotThere() throws Exception {
        assertThat(ScannerSite.problem(scan())).isEqualTo("trivy did not run: trivy was not found in PATH, or may not be run. Expected a"
                + " program that can be run. Install trivy where this runs, or name its full path in security.trivy.program.");
        config.program = "/nowhere/trivy";
        assertThat(ScannerSite.problem(scan())).startsWith("trivy did not run: /nowhere/trivy was not found, or may not be run.");
    }

    @Test void findsNoProgramOfTheCommitsByAFolderOfPathThatIsRelative() throws Exception {
        site.file("trivy", "#!/bin/sh\n").toFile().setExecutable(true);
        site.path(".::trivy/..:relative");

        assertThat(ScannerSite.problem(scan())).contains("was not found in PATH");
    }

    @Test void isInconclusiveWithoutATarget() throws Exception {
        site.trivy(about("0.70.0"), NEW_HELP, WRITES);
        config.target = "bom.json";

        assertThat(ScannerSite.problem(scan())).startsWith("trivy did not run: there is no bom.json in the workspace.");
        Files.createSymbolicLink(site.workspace().resolve("bom.json"), Path.of("/etc"));
        assertThat(ScannerSite.problem(scan())).contains("the link in it leads to /etc");
        assertThat(site.started()).isEmpty();
    }

    @Test void leavesABillOfMaterialsBesideItsReport() throws Exception {
        config.sbom = true;
        config.scan = Kind.CONFIG;
        site.trivy(about("0.70.0"), NEW_HELP, WRITES);

        var scanned = scan();

        assertThat(scanned.files()).containsExactly(site.output().resolve("sbom.cdx.json"));
        assertThat(site.started()).hasSize(5);
        assertThat(site.started().get(3)).as("before the scan").startsWith("fs ").contains("--format cyclonedx");
        assertThat(site.started().get(4)).startsWith("config ").doesNotContain("--scanners");
        assertThat(scanned.argv()).as("of the scan").contains("config", "json");
    }

    @Test void isInconclusiveWhenTheBillOfMaterialsCannotBeMade() throws Exception {
        config.sbom = true;
        site.trivy(about("0.70.0"), NEW_HELP, "case $out in *.cdx.json) exit 1;; esac", WRITES);

        var scanned = scan();

        assertThat(ScannerSite.problem(scanned)).startsWith("trivy failed: exit code 1, its last words: (nothing).");
        assertThat(scanned.reports()).hasSize(1);
        assertThat(scanned.files()).isEmpty();
        assertThat(site.started()).hasSize(4);
    }

    @Test void deletesWhatTrivyForgets() throws Exception {
        site.trivy(about("0.70.0"), NEW_HELP, "mkdir $TMPDIR/analyzer; echo left > $TMPDIR/analyzer/a; ln -s / $TMPDIR/b; echo $TMPDIR > $out");

        var scanned = scan();

        assertThat(scanned.problems()).isEmpty();
        assertThat(scanned.reports().get(0)).hasContent(site.output().resolve("trivy-temporary").toString());
        assertThat(site.output()).isDirectoryNotContaining(file -> !file.endsWith("trivy.json"));
    }

    @Test void scansAnImageInATarFile() throws Exception {
        config.scan = Kind.IMAGE;
        config.target = "image.tar";
        site.file("image.tar", "");
        site.trivy(about("0.70.0"), NEW_HELP, WRITES);

        assertThat(scan().problems()).isEmpty();
        assertThat(site.started().get(2)).startsWith("image ").endsWith("--input image.tar").doesNotContain("--image-config-scanners");
    }

    @ParameterizedTest
    @CsvSource({NEW_CONFIG_HELP + ", 'secret,misconfig'", OLD_CONFIG_HELP + ", 'secret,config'"})
    void looksIntoWhatAnImageSaysOfItsStart(String help, String words) throws Exception {
        config.scan = Kind.IMAGE;
        config.scanners = List.of(Look.VULN, Look.SECRET, Look.MISCONFIG);
        config.databaseRepository = Optional.of("mirror:5000/trivy-db");
        site.trivy(about("0.70.0"), help, WRITES);

        assertThat(scan().problems()).isEmpty();
        assertThat(site.started().get(2)).contains("--scanners vuln," + words, "--image-config-scanners " + words);
    }
}
