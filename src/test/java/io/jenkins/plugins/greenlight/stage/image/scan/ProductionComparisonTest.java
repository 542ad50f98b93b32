package io.jenkins.plugins.greenlight.stage.image.scan;

import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.column;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.packages;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.table;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.told;
import static io.jenkins.plugins.greenlight.stage.image.scan.ScanSite.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is new beside the image that production runs; with a program in Trivy's place. */
class ProductionComparisonTest {
    private static final String CHECK = "production.new.high == 0";

    @TempDir private Path folder;
    private ScanSite site;
    private BuiltImage built;

    @BeforeEach void setUp() throws Exception {
        site = new ScanSite(folder);
        built = TestImage.built(site.file("new.tar"), TestImage.amd64().debian("12.5", "curl@1.0").npm("lodash@4.17.20"));
    }

    private FakeProduction running(TestImage... images) throws IOException {
        var production = new FakeProduction(Optional.of(TestImage.archive(site.file("old.tar"), images)));
        site.production = production;
        return production;
    }

    private static TestImage old() {
        return TestImage.amd64().debian("12.4", "curl@0.9");
    }

    @Test void isNotAskedForUnlessACheckNamesIt() throws Exception {
        var production = running(old());
        site.report("", packages(vulnerability("CVE-1", "HIGH")));

        var report = site.scan(built, "high <= 1");

        assertThat(production.asked).isZero();
        assertThat(report.measures().named("production.new.high")).isEmpty();
        assertThat(report.summary()).isEqualTo("1 finding in the image (1 high).");
    }

    @Test void isNotAskedForARunThatNobodyTrusts() throws Exception {
        var production = running(old());
        site.untrusted = true;
        site.report("", packages(vulnerability("CVE-1", "HIGH")));

        var report = site.scan(built, CHECK);

        assertThat(production.asked).isZero();
        assertThat(site.judge(report).checks()).extracting(ScanSite::told).anyMatch(text -> text.contains("INCONCLUSIVE: not measured:")
                && text.contains("an untrusted run does not look at production"));
    }

    @Test void countsEachFindingThatProductionDoesNotHaveAsOften() throws Exception {
        var production = running(old());
        site.report("", packages(vulnerability("CVE-1", "HIGH"), vulnerability("CVE-2", "HIGH"), vulnerability("CVE-2", "HIGH"),
                vulnerability("CVE-3", "LOW"))).report("", packages(vulnerability("CVE-1", "HIGH"), vulnerability("CVE-2",
                        "HIGH"),
                vulnerability("CVE-9", "HIGH")));

        var report = site.scan(built, CHECK);

        assertThat(ScanSite.value(report, "production.new.high")).isOne();
        assertThat(ScanSite.value(report, "production.new.findings")).isEqualTo(2);
        assertThat(report.summary()).isEqualTo("4 findings in the image (3 high, 1 low). Against production's r41 ("
                + production.live().orElseThrow().digest() + "): 2 new.");
        assertThat(column(table(report, "Not in production"), "Rule")).containsExactly("CVE-2", "CVE-3");
        assertThat(site.judge(report).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Files.readString(site.output().resolve("findings.sarif"))).contains("\"baselineState\":\"new\"",
                "\"baselineState\":\"unchanged\"");
        assertThat(site.left()).containsExactly("findings.json", "findings.md", "findings.sarif", "sbom.cdx.json", "trivy.json");
    }

    @Test void isTheSameForFindingsThatOnlyMovedToAnotherLayerOrVersion() throws Exception {
        running(old());
        site.report("", packages(vulnerability("CVE-1", "curl", "HIGH", "9", "'DiffID': 'sha256:a'")))
                .report("", packages(vulnerability("CVE-1", "curl", "HIGH", "8", "'DiffID': 'sha256:b'").replace("'1.0'",
                "'0.9'")));

        assertThat(site.verdict(built, CHECK).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void isNotScannedWhenItIsTheSameImage() throws Exception {
        var production = new FakeProduction(Optional.of(built.archive()));
        site.production = production;
        site.report("", packages(vulnerability("CVE-1", "HIGH")));

        var report = site.scan(built, CHECK);

        assertThat(production.fetched).isZero();
        assertThat(ScanSite.value(report, "production.new.high")).isZero();
        assertThat(report.summary()).endsWith(" Production runs this very image, r41 (" + built.archive().digest() + ").");
    }

    @Test void makesAllNewWhereNoReleaseIsLive() throws Exception {
        site.report("", packages(vulnerability("CVE-1", "HIGH")));

        var report = site.scan(built, CHECK);

        assertThat(told(site.judge(report).checks().get(0))).startsWith("production.new.high FAILED: 1 (no release is live in"
                + " production: all is new). Expected == 0. ");
        assertThat(report.summary()).endsWith(" No release is live in production: all of it is new.");
        assertThat(report.tables()).as("once is enough").extracting(StageReport.Table::title).contains("Findings").doesNotContain("Not in production");
        assertThat(Files.readString(site.output().resolve("findings.md"))).contains("Worst").doesNotContain("Not in production");
    }

    @Test void saysWhichPlatformsProductionsImageIsNotFor() throws Exception {
        running(old(), TestImage.arm64().debian("12.4", "curl@0.9"));
        site.report("", packages(vulnerability("CVE-1", "HIGH"))).report("", packages(vulnerability("CVE-1", "HIGH")))
                .report("", packages(vulnerability("CVE-1", "HIGH")));

        assertThat(told(site.check(both(), "production.new.high", CHECK))).startsWith("production.new.high FAILED: 1"
                + " (production's image is not for linux/s390x: all found there is new). Expected == 0.");
    }

    @Test void comparesEveryPlatformWithTheOnlyOneProductionHasAndScansItOnce() throws Exception {
        running(old());
        site.report("", packages(vulnerability("CVE-1", "HIGH"))).report("", packages(vulnerability("CVE-1", "HIGH")))
                .report("", packages(vulnerability("CVE-1", "HIGH"), vulnerability("CVE-1", "HIGH")));

        var report = site.scan(both(), CHECK);

        assertThat(ScanSite.value(report, "production.new.high")).as("one of the last, which are two").isOne();
        assertThat(site.started()).filteredOn(line -> line.contains("--format json --output")).hasSize(3);
    }

    private BuiltImage both() throws IOException {
        return TestImage.built(site.file("both.tar"), TestImage.amd64().npm("a@1"), new TestImage("linux", "s390x").npm("a@1"));
    }

    @Test void isInconclusiveWhenItCannotBeFetched() throws Exception {
        var production = running(old());
        production.refusing = Optional.of(new IOException("registry.example:5000 answered 401."));
        site.report("", packages(vulnerability("CVE-1", "HIGH"))).report("", packages(vulnerability("CVE-1", "HIGH")));

        var report = site.scan(built, CHECK, "high <= 1");

        assertThat(told(site.judge(report).checks().get(0))).isEqualTo("production.new.high INCONCLUSIVE: not measured: the"
                + " image of r41 ("
                + production.live().orElseThrow().digest() + ") cannot be fetched: registry.example:5000 answered 401."
                + " Expected production.new.high == 0. Make"
                + " production's image reachable and scannable, or hold the image without comparing: take production.new.high"
                + " out of image.scan.checks.");
        assertThat(site.judge(report).checks().get(1).outcome()).as("what else was counted").isEqualTo(Outcome.PASSED);
        assertThat(report.summary()).contains(" Nobody knows what is new in production: the image of r41");
        site.onMissing = MissingPolicy.WARN;
        assertThat(site.verdict(built, CHECK).outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test void isInconclusiveWhenItCannotBeScanned() throws Exception {
        running(old());
        site.trivy(ScanSite.ABOUT, "if [ -e scans ]; then echo broken layer >&2; exit 3; fi").report("");

        assertThat(told(site.check(built, "production.new.high", CHECK))).startsWith("production.new.high INCONCLUSIVE: not"
                + " measured: the"
                + " image of r41 (").contains(") cannot be scanned: trivy failed: exit code 3, its last words: broken layer."
                + " Expected production.new.high == 0. Make production's image reachable");
    }
}
