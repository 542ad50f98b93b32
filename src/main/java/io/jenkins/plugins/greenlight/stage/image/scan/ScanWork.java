package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.SarifWriter;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageException;
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
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One scan of all images in an archive. */
final class ScanWork {
    private final String name;
    private final ScanConfig config;
    private final FindingFiles files;
    private final BuiltImage built;
    private final Ports ports;
    private final Reading reading;
    private final ScanFiles names;
    private final KeptFiles kept;
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
        this.names = new ScanFiles(files.folder(), built.archive().images());
        this.kept = new KeptFiles(names, ports.workspace(), reading);
        this.today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
    }

    ScanReport run(ProductionImage production) throws StageException, InterruptedException {
        files.clear(names.earlier());
        try (var scratch = Scratch.open(files.folder(), ScanFiles.word(name),
                ports); var merged = SarifWriter.open(files.sarif())) {
            var report = scanned(production, scratch, merged);
            merged.finish();
            return report.with(files.write(report.markdown(), report.json()));
        } catch (IOException e) {
            throw files.broken(e);
        } catch (UncheckedIOException e) {
            throw files.broken(e.getCause());
        }
    }

    private ScanReport scanned(ProductionImage image, Scratch scratch, SarifWriter merged) throws IOException,
            InterruptedException {
        var inputs = new InputFiles(ports.workspace(), "image.scan");
        var suppressions = inputs.suppressions(config.suppressions(), config.limits());
        var trivy = new ImageTrivy(config.trivy(), ports, scratch);
        var production = new ProductionScan(trivy, scratch);
        if (config.checks().all().stream().map(Expectation::measure).anyMatch(ScanMeasures::needsProduction)) {
            production.begin(image, built.archive().digest());
        }
        for (var one : built.archive().images()) {
            scan(one, trivy, production, suppressions, merged);
        }
        if (built.archive().images().isEmpty()) {
            reading.problem(new ReportProblem(built.archive().archive(), ReportProblem.Kind.MISSING,
                    "the archive holds no image that"
                    + " can run, so that nothing was scanned", "Build an image for at least one platform."));
        }
        boolean whole = reading.problems().isEmpty() && scanned.stream().allMatch(one -> one.problems().isEmpty());
        var accepted = Accepted.of(suppressions, today, whole);
        var findings = new Findings(seen, tools, accepted, scanned, reading.problems(), inputs.problems());
        return new ScanReport(findings, platforms, built.base().map(BuiltImage.Base::name), production.production(),
                reading.files());
    }

    private void scan(OciImage image, ImageTrivy trivy, ProductionScan production, Suppressions suppressions, SarifWriter merged)
            throws IOException, InterruptedException {
        boolean several = built.archive().images().size() > 1;
        var layers = new Layers(built, image, several ? image.platform().toString() : "");
        var one = trivy.scan(image, several ? " on " + image.platform() : "", true);
        var bill = kept.bill(image, one.files());
        var report = kept.report(image, one.reports());
        tell(one, report);
        if (report.isEmpty()) {
            platforms.add(platform(image, Optional.empty(), bill, OptionalLong.empty(), layers));
            return;
        }
        var known = new Known(production.prints(image), finding -> false, layers::origin);
        var tally = new Tally("", suppressions, today, known, merged);
        reading.read(report.get(), tally, new BuildHistory(tally));
        reading.close(tally, "");
        seen.addAll(tally.seen());
        tally.runs().stream().map(ToolSeen::of).forEach(tools::add);
        var run = tally.runs().stream().findFirst();
        platforms.add(platform(image, run, bill, run.isPresent() ? OptionalLong.of(tally.seen().counts()
                .found()) : OptionalLong.empty(),
                layers));
    }

    private PlatformScan platform(OciImage image, Optional<ScanRun> run, Optional<Bill> bill, OptionalLong found, Layers layers) {
        var one = new PlatformScan(image.platform().toString(), image.digest(), run.flatMap(ScanRun::system), bill, found,
                built.base().map(own -> own.name() + ": " + layers.ofBase() + " of " + layers.all() + " layers").orElse(""));
        if (config.trivy().scanners().contains(Look.VULN) && one.lacksPackages()) {
            var shown = kept.shown(names.report(image));
            reading.problem(new ReportProblem(shown, ReportProblem.Kind.INCOMPLETE, shown + ": the image for " + one.platform()
                    + (one.hidesSystem() ? " has packages of an operating system and does not say of which, so that nobody knows"
                    + " what is wrong with them" : " is a " + one.system().orElseThrow() + ", but Trivy found no package of it, so"
                    + " that nobody knows what is in it"),
                    one.hidesSystem() ? "Keep /etc/os-release in the image." : "Keep the package manager's database in the image,"
                            + " such as /var/lib/dpkg, /lib/apk/db or /var/lib/rpm;"
                            + " where it has no packages, leave out /etc/os-release."));
        }
        return one;
    }

    /** What keeps every platform from being scanned is told once. */
    private void tell(Scanned one, Optional<Path> report) {
        var fresh = one.problems().stream().filter(problem -> told.add(problem.message().replace(one.tool(), "trivy"))).toList();
        if (one.problems().isEmpty() || !fresh.isEmpty()) {
            scanned.add(new Scanned(one.tool(), one.version(), one.databaseDate(), one.sha256(), one.argv(), one.took(),
                    one.exitCode(),
                    report.map(List::of).orElse(List.of()), List.of(), fresh));
        }
    }
}
