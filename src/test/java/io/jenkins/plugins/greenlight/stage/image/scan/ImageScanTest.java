package io.jenkins.plugins.greenlight.stage.image.scan;

import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.column;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.packages;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.table;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.told;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.value;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.scanner.LeakyTree;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a program in Trivy's place, which writes what newer versions of Trivy write. */
class ImageScanTest {
    @TempDir private Path folder;
    private ScanSite site;

    @BeforeEach void setUp() throws Exception {
        site = new ScanSite(folder);
    }

    private static TestImage two(TestImage image) {
        return image.debian("12.5", "curl@1.0").npm("lodash@4.17.20");
    }

    @Test void scansEveryPlatformAndStopsAtTheOneThatIsBad() throws Exception {
        site.report("").report("", packages(vulnerability("CVE-1", "CRITICAL")));
        var built = TestImage.built(site.file("a.tar"), two(TestImage.amd64()), two(TestImage.arm64()));

        var report = site.scan(built, "critical == 0", "findings <= 5");

        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.summary()).isEqualTo("1 finding in 2 images (1 critical).");
        assertThat(column(table(report, "Findings"), "Where")).containsExactly("linux/arm64, a layer that is not known");
        assertThat(column(table(report, "Platforms"), "Findings")).containsExactly("0", "1");
        assertThat(column(table(report, "Platforms"), "Packages")).containsExactly("2", "2");
        assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif", "sbom-linux-amd64.cdx.json",
                "sbom-linux-arm64.cdx.json", "trivy-linux-amd64.json", "trivy-linux-arm64.json");
        assertThat(report.files()).extracting(one -> one.path().getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(site.left());
    }

    @Test void listsWhatIsInItBeforeItScansAndCallsEveryImageTheSame() throws Exception {
        site.report("").report("");

        site.scan(TestImage.built(site.file("a.tar"), two(TestImage.amd64()), two(TestImage.arm64())), "critical == 0");

        assertThat(site.started()).filteredOn(line -> line.contains("--format c") || line.contains("--output")).hasSize(4)
                .allMatch(line -> line.startsWith("image ") && line.endsWith("--input shop"));
        assertThat(site.started().get(2)).contains("--format cyclonedx");
        assertThat(site.started().get(3)).contains("--scanners vuln,secret,misconfig --image-config-scanners secret,misconfig");
    }

    @Test void namesFilesPlainlyForOnePlatformAndTakesAwayWhatWasThereBefore() throws Exception {
        site.report("");
        Files.createDirectories(site.output().resolve("scan-999999999-1-01234567-89ab-cdef-0123-456789abcdef"));
        Files.writeString(site.output().resolve("trivy-linux-s390x.json"), "{}");
        Files.writeString(site.output().resolve("sbom-linux-s390x.cdx.json"), "{}");
        Files.writeString(site.output().resolve("other.json"), "{}");

        site.scan(TestImage.built(site.file("a.tar"), two(TestImage.amd64())), "critical == 0");

        assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif", "other.json", "sbom.cdx.json",
                "trivy.json");
    }

    @Test void tellsTheBaseImagesFindingsFromTheApplicationsByEitherDigest() throws Exception {
        var image = two(TestImage.amd64()).layer("/bin/sh -c #(nop) COPY dir:bb in /app ", new TarWriter().file("app/a", 0644,
                "a"));
        var built = TestImage.on("debian:12-slim", 1, TestImage.built(site.file("a.tar"), image));
        var packed = built.archive().images().get(0).layers().get(0).digest();
        site.report("", packages(vulnerability("CVE-1", "curl", "HIGH", "1.1", "'DiffID': '" + image.diffId(0)
                + "', 'Digest': 'sha256:old'"),
                vulnerability("CVE-2", "curl", "HIGH", "", "'Digest': '" + packed + "'"),
                vulnerability("CVE-3", "lodash", "HIGH", "4.17.21", "'DiffID': '" + image.diffId(1) + "'"),
                vulnerability("CVE-4", "other", "LOW", "2", "'DiffID': 'sha256:unheard'"), vulnerability("CVE-5", "none", "LOW",
                        "2", "")));

        var report = site.scan(built, "base.high <= 2", "app.high == 0");

        assertThat(List.of(value(report, "base.high"), value(report, "base.findings"), value(report, "app.high"), value(report,
                "app.low"),
                value(report, "fixable.high"))).containsExactly(2.0, 2.0, 1.0, 2.0, 2.0);
        assertThat(report.summary()).isEqualTo("5 findings in the image (3 high, 2 low). 2 of 3 HIGH are in debian:12-slim; 1"
                + " is fixed by rebasing.");
        var rows = table(report, "Findings");
        assertThat(column(rows, "Where").subList(0, 3)).containsExactlyInAnyOrder("debian:12-slim, layer 1: ADD file:aa in /",
                "debian:12-slim, layer 1: ADD file:aa in /", "layer 2: npm ci");
        assertThat(column(rows, "Advice")).contains("fixed by rebasing: rebuild on a newer debian:12-slim that has curl 1.1")
                .filteredOn(String::isEmpty).hasSize(4);
        assertThat(site.judge(report).checks()).extracting(check -> check.name() + " " + check.outcome())
                .containsExactly("base.high PASSED",
                "app.high FAILED");
        assertThat(column(table(report, "Platforms"), "Base image")).containsExactly("debian:12-slim: 1 of 3 layers");
        assertThat(Files.readString(site.output().resolve("findings.json"))).contains("\"part\" : \"base\"");
        assertThat(Files.readString(site.output().resolve("findings.md"))).contains("fixed by rebasing");
    }

    @Test void countsAllAsTheApplicationsWithoutAKnownBase() throws Exception {
        var image = two(TestImage.amd64());
        site.report("", packages(vulnerability("CVE-1", "curl", "HIGH", "1.1", "'DiffID': '" + image.diffId(0) + "'")));

        var report = site.scan(TestImage.built(site.file("a.tar"), image), "app.high == 0");

        assertThat(value(report, "base.high")).isZero();
        assertThat(value(report, "app.high")).isOne();
        assertThat(report.summary()).isEqualTo("1 finding in the image (1 high).");
        assertThat(column(table(report, "Findings"), "Advice")).containsExactly("");
    }

    @Test void keepsNoValueOfTheEnvironmentAndNoLineAroundASecret() throws Exception {
        var secret = "{'RuleID': 'aws-access-key-id', 'Severity': 'CRITICAL', 'Title': 'AWS key', 'StartLine': 25, 'Match':"
                + " 'KEY=****', 'Code': {'Lines': [{'Content': 'KEY=" + LeakyTree.AWS_KEY + "'}]}, 'Layer': {}}";
        site.report("'ImageConfig': {'config': {'Env': ['KEY=" + LeakyTree.AWS_KEY + "', 'DATABASE=hunter2']}}",
                "{'Target': 'shop', 'Class': 'secret',"
                + " 'Secrets': [" + secret + "]}");

        var report = site.scan(TestImage.built(site.file("a.tar"), two(TestImage.amd64()).environment("KEY="
                + LeakyTree.AWS_KEY)), "secrets == 0");

        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(column(table(report, "Findings"), "Where")).containsExactly("the image's configuration");
        for (var name : site.left()) {
            assertThat(Files.readString(site.output().resolve(name))).as(name).doesNotContain(LeakyTree.AWS_KEY, "hunter2");
        }
        assertThat(Files.readString(site.output().resolve("trivy.json"))).contains("aws-access-key-id", "KEY=****",
                "\"StartLine\":25");
    }

    @Test void warnsOfASystemAtItsEndAndFailsWhereItIsHeld() throws Exception {
        var ended = "'OS': {'Family': 'debian', 'Name': '9.5', 'EOSL': true}";
        site.report(ended).report(ended).report(ended).report("'OS': {'Family': 'debian', 'Name': '12.5'}");
        var built = TestImage.built(site.file("a.tar"), two(TestImage.amd64()));

        var verdict = site.verdict(built, "critical == 0");

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(told(verdict.checks().get(1))).isEqualTo("os.eol WARNED: 1 (linux/amd64: debian 9.5). Expected a system"
                + " that gets updates."
                + " Rebuild on a base image whose operating system gets updates, or hold it: add \"os.eol == 0\" to"
                + " image.scan.checks.");
        assertThat(told(site.check(built, "os.eol", "os.eol == 0"))).isEqualTo("os.eol FAILED: 1 (linux/amd64: debian 9.5)."
                + " Expected == 0. Rebuild on a base image whose operating system gets updates.");
        var report = site.scan(built, "os.eol == 0");
        assertThat(report.summary()).isEqualTo("0 findings in the image. No more updates come for linux/amd64: debian 9.5.");
        assertThat(column(table(report, "Platforms"), "Operating system")).containsExactly("debian 9.5, gets no more updates");
        assertThat(site.verdict(built, "os.eol == 0").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void countsNothingThatIsSuppressed() throws Exception {
        site.with("accepted.yaml", "version: 1\nsuppressions:\n  - id: CVE-1\n    reason: not reachable\n    owner: me\n   "
                + " expires: 2026-12-31\n")
                .report("", packages(vulnerability("CVE-1", "HIGH"), vulnerability("CVE-2", "LOW")));
        site.suppressions = List.of("accepted.yaml");

        var report = site.scan(TestImage.built(site.file("a.tar"), two(TestImage.amd64())), "high == 0");

        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(value(report, "suppressed")).isOne();
        assertThat(report.summary()).isEqualTo("1 finding in the image (1 low), 1 more suppressed.");
    }

    @Test void saysStrictlyWhatAModeOnlySoftens() throws Exception {
        site.mode = GateMode.OBSERVE;
        site.report("", packages(vulnerability("CVE-1", "HIGH")));

        var report = site.scan(TestImage.built(site.file("a.tar"), two(TestImage.amd64())), "high == 0");

        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(site.strict(report).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test void writesNothingElsewhereWhateverAnImageAndItsPlatformsAreCalled() throws Exception {
        site.name = "../../Ev il:\u202e";
        site.report("").report("");

        site.scan(TestImage.built(site.file("a.tar"), two(new TestImage("../../etc", "x/y")), two(new TestImage("../../etc",
                "x-y"))), "high == 0");

        assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif", "sbom-etc-x-y-2.cdx.json",
                "sbom-etc-x-y.cdx.json", "trivy-etc-x-y-2.json", "trivy-etc-x-y.json");
        assertThat(site.started().get(3)).endsWith("--input ev-il--");
    }

    @ParameterizedTest @ValueSource(strings = {"production", "trivy.json", "sbom.cdx.json", "image", ".."})
    void mixesNothingUpWithAnImageThatIsCalledLikeItsOwnFiles(String name) throws Exception {
        site.name = name;
        site.production = new FakeProduction(Optional.of(TestImage.archive(site.file("old.tar"), TestImage.amd64().npm("a@1"))));
        site.report("", packages(vulnerability("CVE-1", "HIGH"))).report("");

        assertThat(value(site.scan(TestImage.built(site.file("a.tar"), two(TestImage.amd64())), "production.new.high == 0"),
                "production.new.high")).isOne();
        assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif", "sbom.cdx.json", "trivy.json");
    }

    @Test void keepsNoLineOfAnImagesHistoryBesideAMisconfiguration() throws Exception {
        site.report("", "{'Target': 'Dockerfile', 'Class': 'config', 'Type': 'dockerfile', 'Misconfigurations': [{'ID': 'DS031', 'Type': 'Dockerfile',"
                + " 'Title': 'secret in ENV', 'Severity': 'CRITICAL', 'Status': 'FAIL', 'CauseMetadata': {'StartLine': 3, 'EndLine': 3,"
                + " 'Code': {'Lines': [{'Number': 3, 'Content': 'ENV DB_PW=hunter2'}]}, 'RenderedCause': {'Raw': 'ENV DB_PW=hunter2'}}}]}");

        var report = site.scan(TestImage.built(site.file("a.tar"), TestImage.amd64()), "critical == 0");

        assertThat(value(report, "critical")).isOne();
        assertThat(column(table(report, "Findings"), "Place")).containsExactly("Dockerfile:3");
        for (var name : site.left()) {
            assertThat(site.output().resolve(name)).content().doesNotContain("hunter2");
        }
    }

    @Test void tellsWhatMadeALayerWithoutWhatItWasGiven() {
        assertThat(Layers.plain("|2 TOKEN=abc KEY=x /bin/sh -c make")).isEqualTo("make");
        assertThat(Layers.plain("RUN curl -H 'X-Token: abc' https://me:pw@host/ --password=abc"))
                .isEqualTo("RUN curl -H 'X-Token: ****"
                + " https://****@host/ --password=****");
    }
}
