package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.SarifWriter;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.findings.Accepted;
import io.jenkins.plugins.greenlight.stage.findings.FindingFiles;
import io.jenkins.plugins.greenlight.stage.findings.Findings;
import io.jenkins.plugins.greenlight.stage.findings.InputFiles;
import io.jenkins.plugins.greenlight.stage.findings.Known;
import io.jenkins.plugins.greenlight.stage.findings.Reading;
import io.jenkins.plugins.greenlight.stage.findings.Seen;
import io.jenkins.plugins.greenlight.stage.findings.Tally;
import io.jenkins.plugins.greenlight.stage.findings.ToolSeen;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One scan of all images in an archive. */
final class ScanWork {
    private static final String CYCLONEDX = "application/vnd.cyclonedx+json";

    private final String name;
    private final ScanConfig config;
    private final FindingFiles files;
    private final BuiltImage built;
    private final Ports ports;
    private final Reading reading;
    private final LocalDate today;
    private final Seen seen = new Seen();
    private final List<ToolSeen> tools = new ArrayList<>();
    private final List<Scanned> scanned = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final List<PlatformScan> platforms = new ArrayList<>();

    ScanWork(String name, ScanConfig config, FindingFiles files, BuiltImage built, Ports ports) {
        this.name = name;
        this.config = config;
        this.files = files;
        this.built = built;
        this.ports = ports;
        this.reading = new Reading(ports.workspace());
        this.today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
    }

    ScanReport run(ProductionImage production) throws StageException, InterruptedException {
        var outputs = new ScanFiles(files.folder(), built.archive().images());
        files.clear(outputs.earlier());
        try (var scratch = Scratch.open(files.folder().resolve(".scan"), ScanFiles.word(name), ports.log());
                var merged = SarifWriter.open(files.sarif())) {
            var report = scanned(production, outputs, scratch, merged);
            merged.finish();
            return report.with(files.write(report.markdown(), report.json()));
        } catch (IOException e) {
            throw files.broken(e);
        } catch (UncheckedIOException e) {
            throw files.broken(e.getCause());
        }
    }

    private ScanReport scanned(ProductionImage image, ScanFiles outputs, Scratch scratch, SarifWriter merged)
            throws IOException, InterruptedException {
        var inputs = new InputFiles(ports.workspace(), "image.scan");
        var suppressions = inputs.suppressions(config.suppressions(), config.limits());
        var trivy = new ImageTrivy(config.trivy(), ports, scratch);
        var production = new ProductionScan(trivy, scratch);
        if (config.checks().all().stream().map(Expectation::measure).anyMatch(ScanMeasures::needsProduction)) {
            production.begin(image, built.archive().digest());
        }
        for (var one : built.archive().images()) {
            scan(one, outputs, trivy, production, suppressions, merged);
        }
        if (built.archive().images().isEmpty()) {
            reading.problem(new ReportProblem(built.archive().archive(), ReportProblem.Kind.MISSING, "the archive holds no image that can"
                    + " run, so that nothing was scanned", "Build an image for at least one platform."));
        }
        boolean whole = reading.problems().isEmpty() && scanned.stream().allMatch(one -> one.problems().isEmpty());
        var findings = new Findings(seen, tools, Accepted.of(suppressions, today, whole), scanned, reading.problems(), inputs.problems());
        return new ScanReport(findings, platforms, built.base().map(BuiltImage.Base::name), production.production(), reading.files());
    }

    private void scan(OciImage image, ScanFiles outputs, ImageTrivy trivy, ProductionScan production, Suppressions suppressions,
                      SarifWriter merged) throws IOException, InterruptedException {
        boolean several = built.archive().images().size() > 1;
        var platform = image.platform().toString();
        var layers = new Layers(built, image, several ? platform : "");
        var one = trivy.scan(image, several ? " on " + platform : "", true);
        var bill = one.files().isEmpty() ? Optional.<Bill>empty() : bill(one.files().get(0), outputs.bill(image));
        var report = one.reports().isEmpty() ? Optional.<Path>empty() : report(one.reports().get(0), outputs.report(image));
        tell(one, report);
        long found = 0;
        Optional<ScanRun> run = Optional.empty();
        if (report.isPresent()) {
            var tally = new Tally("", suppressions, today, new Known(production.prints(image), finding -> false, layers::origin), merged);
            reading.read(report.get(), tally);
            reading.close(tally, "");
            seen.addAll(tally.seen());
            tally.runs().stream().map(ToolSeen::of).forEach(tools::add);
            found = tally.seen().counts().found();
            run = tally.runs().stream().findFirst();
        }
        var system = run.flatMap(ScanRun::system);
        platforms.add(new PlatformScan(platform, image.digest(), system, bill, found, base(layers)));
        if (config.trivy().scanners().contains(Look.VULN) && system.isPresent() && bill.filter(own -> own.ofSystem() == 0).isPresent()) {
            reading.problem(withoutPackages(outputs.report(image), platform, system.get().toString()));
        }
    }

    private String base(Layers layers) {
        return built.base().map(own -> own.name() + ": " + layers.ofBase() + " of " + layers.all() + " layers").orElse("");
    }

    private ReportProblem withoutPackages(Path report, String platform, String system) {
        return new ReportProblem(shown(report), ReportProblem.Kind.INCOMPLETE, shown(report) + ": the image for " + platform + " is a "
                + system + ", but Trivy found no package of it, so that nobody knows what is in it", "Keep the package manager's database in the"
                + " image, such as /var/lib/dpkg, /lib/apk/db or /var/lib/rpm; where it has no packages, leave out /etc/os-release.");
    }

    /** What keeps every platform from being scanned is told once. */
    private void tell(Scanned one, Optional<Path> report) {
        var fresh = one.problems().stream().filter(problem -> told.add(problem.message().replace(one.tool(), "trivy"))).toList();
        if (fresh.size() == one.problems().size()) {
            scanned.add(new Scanned(one.tool(), one.version(), one.databaseDate(), one.sha256(), one.argv(), one.took(), one.exitCode(),
                    report.map(List::of).orElse(List.of()), List.of(), one.problems()));
        }
    }

    private Optional<Bill> bill(Path made, Path kept) throws IOException {
        Files.move(made, kept, StandardCopyOption.REPLACE_EXISTING);
        reading.file(StageFile.of(kept, CYCLONEDX));
        try {
            return Optional.of(Bill.read(kept, shown(kept)));
        } catch (ParseException e) {
            reading.unreadable(shown(kept), e);
            return Optional.empty();
        }
    }

    private Optional<Path> report(Path made, Path kept) throws IOException {
        try {
            KeptReport.write(made, shown(kept), kept);
            return Optional.of(kept);
        } catch (ParseException e) {
            reading.unreadable(shown(kept), e);
            return Optional.empty();
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private String shown(Path file) {
        return ReportFiles.name(ports.workspace(), file);
    }
}
