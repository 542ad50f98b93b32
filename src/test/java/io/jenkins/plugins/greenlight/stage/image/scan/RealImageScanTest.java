package io.jenkins.plugins.greenlight.stage.image.scan;

import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.column;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.table;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.LeakyTree;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trivy itself, offline. Each of its starts takes some seconds. */
@Tag("slow")
class RealImageScanTest {
    @TempDir private Path folder;
    private ScanSite site;

    @BeforeEach void setUp() throws Exception {
        site = new ScanSite(folder).real();
    }

    /** A Debian with a hole, an application with another, a key in a file and one in the environment. */
    private static TestImage leaky() {
        return TestImage.amd64().debian("12.5", "curl@7.88.1-10+deb12u1").npm("lodash@4.17.20")
                .layer("/bin/sh -c #(nop) COPY file:cc in /app/deploy.env ", new TarWriter().folder("app/")
                        .file("app/deploy.env", 0644, "AWS_ACCESS_KEY_ID=" + LeakyTree.AWS_KEY + "\n"))
                .step("/bin/sh -c #(nop)  USER root").environment("PATH=/bin", "TOKEN=" + LeakyTree.GITHUB_TOKEN);
    }

    private static List<String> rows(Table table, String... columns) {
        return IntStream.range(0, table.rows().size()).mapToObj(row -> String.join(" | ",
                List.of(columns).stream().map(name -> column(table, name).get(row)).toList())).toList();
    }

    @Test void stopsAtKnownHolesAndPlantedSecretsAndTellsWhereTheyAre() throws Exception {
        var built = TestImage.on("debian:12-slim", 1, TestImage.built(site.file("a.tar"), leaky()));

        var report = site.scan(built, "critical == 0", "secrets == 0", "base.critical <= 1", "app.high == 0", "os.eol == 0");

        assertThat(site.judge(report).checks()).extracting(check -> check.name() + " " + check.outcome())
                .containsExactly("critical FAILED",
                "secrets FAILED", "base.critical PASSED", "app.high FAILED", "os.eol PASSED");
        assertThat(rows(table(report, "Findings"), "Rule", "Place", "Where")).contains(
                "CVE-2023-38545 |  | debian:12-slim, layer 1: ADD file:aa in /",
                "CVE-2021-23337 | app/node_modules/lodash/package.json | layer 2: RUN npm ci",
                "aws-access-key-id | /app/deploy.env:1 | layer 3: COPY file:cc in /app/deploy.env");
        assertThat(rows(table(report, "Findings"), "Rule", "Where")).contains("github-pat | the image's configuration");
        assertThat(column(table(report, "Findings"), "Advice")).contains("fixed by rebasing: rebuild on a newer"
                + " debian:12-slim that has libcurl 7.88.1-10+deb12u4");
        assertThat(rows(table(report, "Platforms"), "Platform", "Operating system", "Packages", "Base image"))
                .containsExactly("linux/amd64 | debian 12.5 | 2 | debian:12-slim: 1 of 3 layers");
        assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif", "sbom.cdx.json", "trivy.json");
        assertThat(Files.readString(site.output().resolve("sbom.cdx.json"))).contains("pkg:npm/lodash@4.17.20",
                "\"name\": \"shop\"");
        for (var name : site.left()) {
            assertThat(Files.readString(site.output().resolve(name))).as(name).doesNotContain(LeakyTree.AWS_KEY,
                    LeakyTree.GITHUB_TOKEN);
        }
    }

    @Test void findsWhatIsNewBesideTheImageInProduction() throws Exception {
        site.scanners = List.of(Look.VULN);
        var old = TestImage.archive(site.file("old.tar"), TestImage.amd64().debian("12.4", "curl@7.88.1-10+deb12u1")
                .npm("lodash@4.17.20"));
        site.production = new FakeProduction(Optional.of(old));
        var built = TestImage.built(site.file("new.tar"), TestImage.amd64().debian("12.5", "curl@7.88.1-10+deb12u1")
                .layer("COPY b /", new TarWriter().file("b", 0644, "b")).npm("lodash@4.17.20", "minimist@1.2.5"));

        var report = site.scan(built, "production.new.critical == 0", "production.new.high == 0");

        assertThat(List.of(value(report, "critical"), value(report, "production.new.critical"), value(report, "high"),
                value(report, "production.new.high"))).containsExactly(2.0, 1.0, 1.0, 0.0);
        assertThat(column(table(report, "Not in production"), "Rule")).containsExactly("CVE-2021-44906");
        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void knowsASystemThatGetsNoMoreUpdatesAmongTwoPlatforms() throws Exception {
        site.scanners = List.of(Look.VULN);
        var built = TestImage.built(site.file("a.tar"), TestImage.amd64().debian("12.5", "tar@1.34+dfsg-1.2"),
                TestImage.arm64().debian("9.5", "tar@1.29").npm("minimist@1.2.5"));

        var report = site.scan(built, "critical == 0");

        assertThat(report.summary()).isEqualTo("2 findings in 2 images (1 critical, 1 low). No more updates come for"
                + " linux/arm64: debian 9.5.");
        assertThat(value(report, "os.eol")).isOne();
        assertThat(column(table(report, "Findings"), "Where")).containsExactly("linux/arm64, layer 2: RUN npm ci",
                "linux/amd64, layer 1: ADD file:aa"
                + " in /");
        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void passesAnImageOnNothingAndDoubtsADebianWithoutPackages() throws Exception {
        var nothing = TestImage.built(site.file("a.tar"), TestImage.amd64().layer("COPY hello /", new TarWriter().file("hello",
                0755, "x")));
        var bare = TestImage.built(site.file("b.tar"), TestImage.amd64().debian("12.5"));
        site.scanners = List.of(Look.VULN);

        assertThat(site.verdict(nothing, "findings == 0").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(site.verdict(bare, "findings == 0").checks().get(0).measured()).isEqualTo("out/trivy.json: the image for"
                + " linux/amd64 is a debian 12.5, but Trivy found no package of it, so that nobody knows what is in it");
    }

    @Test void doubtsPackagesOfASystemThatSaysNotWhichItIs() throws Exception {
        site.scanners = List.of(Look.VULN);
        var nameless = TestImage.built(site.file("a.tar"), TestImage.amd64().layer("COPY root /", new TarWriter().folder("var/")
                .folder("var/lib/").folder("var/lib/dpkg/").file("var/lib/dpkg/status", 0644, "Package: libcurl\nStatus: install ok"
                        + " installed\nSource: curl\nVersion: 7.88.1-10+deb12u1\nArchitecture: amd64\nMaintainer: nobody\n\n")));

        var check = site.verdict(nameless, "findings == 0").checks().get(0);

        assertThat(check.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(ScanSite.told(check)).contains("has packages of an operating system and does not say of which",
                "Keep /etc/os-release in the image.");
    }
}
