package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.scanner.RealScanners;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyDatabase;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.image.LogLines;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace whose image is scanned, by Trivy itself or by a program that writes the reports of a test in order. */
final class ScanSite {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final String ABOUT = "{\"Version\": \"0.70.0\", \"VulnerabilityDB\": {\"UpdatedAt\": \"2026-06-15T00:00:00Z\"}}";
    static final String BILL = "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"purl\": \"pkg:deb/debian/libcurl4@7\"},"
            + " {\"purl\": \"pkg:npm/lodash@4\"}, {\"name\": \"debian\"}]}";

    final Path root;
    final LogLines log = new LogLines();
    String name = "shop";
    List<Look> scanners = List.of(Look.VULN, Look.SECRET, Look.MISCONFIG);
    List<String> suppressions = List.of();
    GateMode mode = GateMode.ENFORCE;
    MissingPolicy onMissing = MissingPolicy.BLOCK;
    ProductionImage production = new FakeProduction();
    boolean untrusted;
    private String program = "trivy";
    private Optional<String> sha256 = Optional.empty();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private int reports;
    private ImageScan scan;

    ScanSite(Path folder) throws IOException {
        root = folder.toRealPath();
        Files.createDirectories(workspace());
    }

    Path workspace() {
        return root.resolve("workspace");
    }

    Path output() {
        return workspace().resolve("out");
    }

    Path file(String at) {
        return root.resolve(at);
    }

    ScanSite with(String at, String text) throws IOException {
        Files.writeString(workspace().resolve(at), text);
        return this;
    }

    /** Trivy as dev/scanners fetches it, with the small database. */
    ScanSite real() throws IOException {
        program = RealScanners.trivy().toString();
        sha256 = Optional.of(RealScanners.TRIVY_SHA256);
        clock = Clock.systemUTC();
        TrivyDatabase.unpack(root.resolve("cache"), Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
        return this;
    }

    /** @param first lines of shell that run before a report or a bill is written to {@code $out} */
    ScanSite trivy(String about, String... first) throws IOException {
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("about"), about);
        Files.writeString(root.resolve("bill"), BILL);
        var file = Files.writeString(root.resolve("bin/trivy"), String.join("\n", "#!/bin/sh", "cd " + root,
                "echo \"$@\" >> started",
                "if [ \"$1\" = version ]; then cat about; exit; fi",
                "if [ \"$2\" = --help ]; then echo --skip-db-update misconfig --image-config-scanners; exit; fi",
                "while [ $# -gt 0 ]; do [ \"$1\" = --output ] && out=$2; [ \"$1\" = --format ] && format=$2; shift; done",
                String.join("\n", first),
                "if [ $format = cyclonedx ]; then cat bill > $out; exit; fi",
                "echo >> scans; cat report-$(wc -l < scans) > $out") + "\n");
        file.toFile().setExecutable(true);
        return this;
    }

    /** What the next scan reports. @param results of Trivy's list, quotes written as ' */
    ScanSite report(String metadata, String... results) throws IOException {
        return raw(("{'SchemaVersion': 2, 'ArtifactName': 'shop', 'ArtifactType': 'container_image', 'Metadata': {" + metadata
                + "}, 'Results': [" + String.join(",", results) + "]}").replace('\'', '"'));
    }

    ScanSite raw(String report) throws IOException {
        if (!Files.exists(root.resolve("bin/trivy"))) {
            trivy(ABOUT);
        }
        Files.writeString(root.resolve("report-" + ++reports), report);
        return this;
    }

    static String packages(String... vulnerabilities) {
        return "{'Target': 'shop (debian 12.5)', 'Class': 'os-pkgs', 'Type': 'debian', 'Vulnerabilities': ["
                + String.join(",", vulnerabilities) + "]}";
    }

    /** @param layer a digest, with its key; empty for none
     *  @param fixed empty for no version */
    static String vulnerability(String id, String name, String severity, String fixed, String layer) {
        return "{'VulnerabilityID': '" + id + "', 'PkgName': '" + name + "', 'InstalledVersion': '1.0', 'FixedVersion': '" + fixed
                + "', 'Severity': '" + severity + "', 'Title': 'flaw in " + name + "', 'CVSS': {'nvd': {'V3Score': 7.5}},"
                + " 'Layer': {" + layer + "}}";
    }

    static String vulnerability(String id, String severity) {
        return vulnerability(id, "zlib", severity, "", "");
    }

    Ports ports() {
        var here = LocalPorts.at(workspace(), log);
        var variables = Map.of("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        return new Ports(here.commands(), here.daemons(), here.workspace(), here.http(), here.log(), clock, here.pause(),
                one -> Optional.ofNullable(variables.get(one)));
    }

    ScanReport scan(BuiltImage built, String... checks) throws Exception {
        var trivy = new TrivyScan(program, TrivyScan.Kind.FS, ".", scanners, List.of(), false,
                Optional.of(root.resolve("cache").toString()),
                Optional.empty(), Optional.empty(), Optional.of(Duration.ofDays(3)), sha256, Duration.ofMinutes(5));
        scan = new ImageScan(name, new ScanConfig(trivy, suppressions, Expectations.parse(checks), onMissing, mode,
                SuppressionLimits.NONE, untrusted), output(), production);
        return scan.run(built, ports());
    }

    /** Of the last scan. */
    Verdict judge(ScanReport report) {
        return scan.judge(report);
    }

    Verdict strict(ScanReport report) {
        return scan.strict(report);
    }

    Verdict verdict(BuiltImage built, String... checks) throws Exception {
        return judge(scan(built, checks));
    }

    /** As a person reads it. */
    static String told(Check check) {
        return check.name() + " " + check.outcome() + ": " + check.measured() + ". Expected " + check.required() + ". "
                + check.advice();
    }

    Check check(BuiltImage built, String named, String... checks) throws Exception {
        return verdict(built, checks).checks().stream().filter(one -> one.name().equals(named)).findFirst().orElseThrow();
    }

    static StageReport.Table table(ScanReport report, String title) {
        return report.tables().stream().filter(table -> table.title().equals(title)).findFirst().orElseThrow();
    }

    static List<String> column(StageReport.Table table, String name) {
        int at = table.columns().indexOf(name);
        return table.rows().stream().map(row -> row.get(at)).toList();
    }

    static double value(ScanReport report, String measure) {
        return report.measures().named(measure).orElseThrow().value().orElseThrow();
    }

    /** The names of what is in the output folder, sorted. */
    List<String> left() throws IOException {
        try (var all = Files.list(output())) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<String> started() throws IOException {
        return Files.readAllLines(root.resolve("started"));
    }
}
