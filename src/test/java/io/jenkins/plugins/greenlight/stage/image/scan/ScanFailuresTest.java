package io.jenkins.plugins.greenlight.stage.image.scan;

import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.packages;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps an image from being judged, each with its whole message. */
class ScanFailuresTest {
    private static final String JARS = " Where it met a jar: it has no database of Java archives; trivy image --download-java-db-only fetches it.";
    private static final String BY_HAND = " Run it by hand: unpack the image's archive into a folder with tar -xf, then trivy"
            + " image --input FOLDER.";

    @TempDir private Path folder;
    private ScanSite site;
    private BuiltImage built;

    @BeforeEach void setUp() throws Exception {
        site = new ScanSite(folder);
        built = TestImage.built(site.file("a.tar"), TestImage.amd64().debian("12.5", "curl@1.0"));
    }

    /** The first check of the strict verdict, which must be inconclusive. */
    private String told() throws Exception {
        var check = site.strict(site.scan(built, "critical == 0")).checks().get(0);
        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(site.left()).noneMatch(name -> name.startsWith("scan-"));
        return ScanSite.told(check).replace("INCONCLUSIVE: ", "");
    }

    @Test void noTrivy() throws Exception {
        assertThat(told()).isEqualTo("scanners trivy did not run: trivy was not found in PATH, or may not be run. Expected a"
                + " program that can be run. Install trivy where this runs, or name its full path in image.scan.trivy.program.");
    }

    @Test void aTrivyThatAnAttackerPublished() throws Exception {
        site.trivy(ScanSite.ABOUT.replace("0.70.0", "0.69.5")).report("");

        assertThat(told()).isEqualTo("scanners trivy 0.69.5 is refused: this version was published by an attacker"
                + " (CVE-2026-33634). Expected a"
                + " version other than 0.69.4, 0.69.5 and 0.69.6. Remove it, replace every credential that this machine had"
                + " since it was installed, and install a version from before or after.");
    }

    @Test void aTrivyThatSaysNoVersion() throws Exception {
        site.trivy(ScanSite.ABOUT.replace("0.70.0", "dev")).report("");

        assertThat(told()).endsWith("Install a released one, or pin this one with image.scan.trivy.sha256.");
    }

    @Test void noDatabase() throws Exception {
        site.trivy("{\"Version\": \"0.70.0\"}").report("");

        assertThat(told()).isEqualTo("scanners trivy has no database of vulnerabilities in " + site.file("cache")
                + ". Expected a database to look vulnerabilities up in. Fetch it before: trivy image --download-db-only; or name"
                + " image.scan.trivy.databaseRepository, from which Trivy may; or leave vuln out of image.scan.trivy.scanners.");
    }

    @Test void aDatabaseThatIsTooOld() throws Exception {
        site.trivy(ScanSite.ABOUT.replace("2026-06-15", "2026-06-10")).report("");

        assertThat(told()).isEqualTo("scanners trivy's database of vulnerabilities is from 2026-06-10T00:00:00Z, 5 days old."
                + " Expected a database at most 3 days old. Update it: trivy image --download-db-only; or name"
                + " image.scan.trivy.databaseRepository, from which Trivy may fetch it.");
    }

    @Test void aTrivyThatFails() throws Exception {
        site.trivy(ScanSite.ABOUT, "[ $format = json ] && { echo FATAL no space left on device >&2; exit 1; }").report("");

        assertThat(told()).isEqualTo("scanners trivy failed: exit code 1, its last words: FATAL no space left on device."
                + " Expected exit code 0." + BY_HAND + JARS);
        assertThat(site.left()).as("what it is made of is there all the same").contains("sbom.cdx.json");
    }

    @Test void noBillOfMaterials() throws Exception {
        site.trivy(ScanSite.ABOUT, "[ $format = cyclonedx ] && exit 1").report("");

        assertThat(told()).isEqualTo("scanners trivy failed: exit code 1, its last words: (nothing). Expected exit code 0."
                + BY_HAND + JARS);
    }

    @Test void aBillOfMaterialsThatIsNone() throws Exception {
        site.trivy(ScanSite.ABOUT, "[ $format = cyclonedx ] && { echo '[]' > $out; exit; }").report("");

        assertThat(told()).isEqualTo("reports out/sbom.cdx.json:1:1: has a list where a mapping is expected. Expected a"
                + " report that can be"
                + " read. Expected a complete report in " + ReportRecogniser.formats() + ". Run the scanner again.");
    }

    @ParameterizedTest @ValueSource(strings = {"{\"SchemaVersion\": 2, \"Resu", "{\"SchemaVersion\": 2}", "[1]", "{} {}"})
    void aReportThatCannotBeRead(String report) throws Exception {
        site.raw(report);

        assertThat(told()).startsWith("reports out/trivy.json").contains("Expected a report that can be read. ");
    }

    @Test void aSystemWhosePackagesNobodyCanList() throws Exception {
        site.report("'OS': {'Family': 'debian', 'Name': '12.5'}");
        Files.writeString(site.file("bill"), "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"purl\":"
                + " \"pkg:npm/lodash@4\"}]}");

        assertThat(told()).isEqualTo("reports out/trivy.json: the image for linux/amd64 is a debian 12.5, but Trivy found no"
                + " package of it, so"
                + " that nobody knows what is in it. Expected a complete report. Keep the package manager's database in the"
                + " image, such as"
                + " /var/lib/dpkg, /lib/apk/db or /var/lib/rpm; where it has no packages, leave out /etc/os-release.");
    }

    @Test void isNoneWithNothingToFindInAnImageOnNothing() throws Exception {
        site.report("");
        Files.writeString(site.file("bill"), "{\"bomFormat\": \"CycloneDX\"}");
        built = TestImage.built(site.file("b.tar"), TestImage.amd64().layer("COPY a /", new TarWriter().file("a", 0755, "a")));

        assertThat(site.verdict(built, "findings == 0").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void anArchiveThatGoesAway() throws Exception {
        site.report("");
        Files.delete(built.archive().file());

        assertThat(told()).startsWith("scanners trivy did not run: the image cannot be written to " + site.output()
                .resolve("scan-"))
                .contains(" for it: java.nio.file.NoSuchFileException: ").endsWith(". Expected space for 1 MiB, and an"
                + " image's archive that can be read. Free space there, or name another folder with --out.");
    }

    @Test void aDiskThatIsFull() throws Exception {
        site.report("");
        Files.createDirectories(site.output());
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", site.output().toString()),
                "no file system can be mounted here");
        try {
            var large = new byte[4 << 20];
            new Random(1).nextBytes(large);
            built = TestImage.built(site.file("l.tar"), TestImage.amd64().layer("COPY l /", new TarWriter().file("l", large)));

            assertThat(told()).startsWith("scanners trivy did not run: the image cannot be written to ").endsWith(" for it:"
                    + " java.io.IOException: No space left on device. Expected space for 5 MiB, and an image's archive that"
                    + " can be read. Free space there, or name another folder with --out.");
            assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif");
        } finally {
            assertThat(run("umount", site.output().toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
    }

    @Test void aFolderThatCannotBeWritten() throws Exception {
        site.report("");
        Files.writeString(site.output(), "a file");

        assertThatThrownBy(() -> site.scan(built, "critical == 0")).isInstanceOf(StageException.class)
                .hasMessageStartingWith("The findings cannot be written to " + site.output()).hasMessageEndingWith("Expected"
                + " a folder that can be written. Free space there, or name another with --out.");
    }

    @Test void isCertainOnlyOfWhatIsTooMuchAlready() throws Exception {
        built = TestImage.built(site.file("c.tar"), TestImage.amd64().npm("a@1"), TestImage.arm64().npm("a@1"));
        site.trivy(ScanSite.ABOUT, "[ $format = json ] && [ -e scans ] && exit 1")
                .report("", packages(vulnerability("CVE-1", "HIGH"))).report("");

        var report = site.scan(built, "high == 0", "critical == 0");

        assertThat(site.judge(report).checks()).extracting(check -> check.name() + " " + check.outcome() + " " + check.measured())
                .containsExactly("scanners INCONCLUSIVE trivy on linux/arm64 failed: exit code 1, its last words: (nothing)",
                        "high FAILED at least 1", "critical INCONCLUSIVE at least 0");
        assertThat(report.measures().named("high").orElseThrow().value()).isEmpty();
    }

    @Test void areToldOnceWhenTheyKeepEveryPlatformFromBeingScanned() throws Exception {
        built = TestImage.built(site.file("c.tar"), TestImage.amd64().npm("a@1"), TestImage.arm64().npm("a@1"));

        var report = site.scan(built, "high == 0");

        assertThat(site.judge(report).checks()).extracting(check -> check.name() + " " + check.outcome()).containsExactly(
                "scanners INCONCLUSIVE", "high INCONCLUSIVE");
        site.onMissing = MissingPolicy.WARN;
        assertThat(site.verdict(built, "high == 0").outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test void leavesNothingWhenItIsInterrupted() throws Exception {
        site.trivy(ScanSite.ABOUT, "echo $$ > running; exec sleep 600").report("");
        var ended = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                site.scan(built, "critical == 0");
                ended.complete(null);
            } catch (Throwable e) {
                ended.complete(e);
            }
        });
        thread.start();
        await(site.file("running"));

        thread.interrupt();

        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(site.file("running")).strip()))
                .filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(site.left()).isEmpty();
    }

    private static void await(Path file) throws Exception {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); !Files.exists(file) || Files.size(file) == 0;) {
            assertThat(System.nanoTime()).as("waiting for " + file).isLessThan(until);
            Thread.sleep(20);
        }
    }
}
