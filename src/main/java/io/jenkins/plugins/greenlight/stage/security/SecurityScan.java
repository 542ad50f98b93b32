package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.SarifWriter;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.findings.Accepted;
import io.jenkins.plugins.greenlight.stage.findings.FindingFiles;
import io.jenkins.plugins.greenlight.stage.findings.Findings;
import io.jenkins.plugins.greenlight.stage.findings.Known;
import io.jenkins.plugins.greenlight.stage.findings.Origin;
import io.jenkins.plugins.greenlight.stage.findings.Reading;
import io.jenkins.plugins.greenlight.stage.findings.Shown;
import io.jenkins.plugins.greenlight.stage.findings.Tally;
import io.jenkins.plugins.greenlight.stage.findings.ToolSeen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** One run of the stage: lets scanners look, reads what they and others reported, and writes what came of it. */
final class SecurityScan {
    private static final String CYCLONEDX = "application/vnd.cyclonedx+json";

    private final SecurityConfig config;
    private final String commit;
    private final FindingFiles outputs;
    private final Ports ports;
    private final Reading reading;

    SecurityScan(SecurityConfig config, String commit, FindingFiles outputs, Ports ports) {
        this.config = config;
        this.commit = commit;
        this.outputs = outputs;
        this.ports = ports;
        this.reading = new Reading(ports.workspace());
    }

    SecurityReport run() throws StageException, InterruptedException {
        outputs.clear(Scanners.FILES);
        var scanned = config.scanners().run(ports, outputs.folder());
        var reports = reports(scanned);
        try (var merged = SarifWriter.open(outputs.sarif())) {
            var report = counted(scanned, reports, merged);
            merged.finish();
            var written = report.with(outputs.write(report.markdown(), report.json()));
            if (config.baseline().filter(own -> own.update() == BaselineConfig.Update.NOW).isPresent()) {
                new BaselineFile(config.baseline().get(), outputs).accept(written, ports);
            }
            return written;
        } catch (IOException e) {
            throw outputs.broken(e);
        } catch (UncheckedIOException e) {
            throw outputs.broken(e.getCause());
        }
    }

    private SecurityReport counted(List<Scanned> scanned, List<Path> reports, SarifWriter merged)
            throws InterruptedException {
        var inputs = new Inputs(ports.workspace());
        var baseline = inputs.baseline(config);
        var kev = inputs.kev(config);
        var suppressions = inputs.files().suppressions(config.suppressions(), config.limits());
        var today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
        var tally = new Tally(commit, suppressions, today, known(baseline, kev), merged);
        for (var file : reports) {
            reading.read(file, tally);
        }
        reading.close(tally, commit);
        var comparison = baseline.isEmpty() ? inputs.comparison() : compared(baseline.get(), tally, inputs);
        boolean whole = reading.problems().isEmpty() && scanned.stream().allMatch(one -> one.problems().isEmpty());
        scanned.forEach(one -> one.files().forEach(file -> reading.file(StageFile.of(file, CYCLONEDX))));
        var findings = new Findings(tally.seen(), tally.runs().stream().map(ToolSeen::of).toList(),
                Accepted.of(suppressions, today, whole), scanned, reading.problems(), inputs.files().problems());
        return new SecurityReport(findings, whole ? comparison : comparison.ofAPart(), kev.isPresent(), reading.files());
    }

    private static Known known(Optional<Baseline> baseline, Optional<KevList> kev) {
        return new Known(baseline.map(Baseline::left), finding -> kev.isPresent() && kev.get().has(finding), finding -> Origin.NONE);
    }

    /** Those of our own scanners first; each once. */
    private List<Path> reports(List<Scanned> scanned) throws StageException, InterruptedException {
        var all = new LinkedHashSet<Path>();
        scanned.forEach(one -> all.addAll(one.reports()));
        if (!config.reports().isEmpty() || config.scanners().isEmpty()) {
            var found = ReportFiles.find(ports.workspace(), config.reports(), config.sources(), this::isOwn, ports.log());
            found.problems().forEach(reading::problem);
            all.addAll(found.fresh());
        }
        return List.copyOf(all);
    }

    /** What this stage wrote is no scanner's report. */
    private boolean isOwn(Path file) {
        return outputs.holds(file) || config.baseline().filter(own -> file.equals(ports.workspace().root().resolve(own.file()).normalize()))
                .isPresent();
    }

    private static Comparison compared(Baseline baseline, Tally tally, Inputs inputs) {
        var ran = tally.runs().stream().map(ScanRun::tool).collect(Collectors.toSet());
        var first = ran.stream().filter(tool -> !baseline.tools().contains(tool)).collect(Collectors.toSet());
        var gone = Shown.worstFindings();
        long[] unseen = {0};
        try {
            baseline.leftOver(finding -> {
                if (ran.contains(finding.tool())) {
                    gone.offer(finding);
                } else {
                    unseen[0]++;
                }
            });
            return new Comparison(Comparison.State.READ, inputs.comparison().file(), gone.kept(),
                    OptionalLong.of(gone.offered()), unseen[0], first);
        } catch (ParseException | IOException e) {
            inputs.files().changed("baseline", inputs.comparison().file(), e);
            return Comparison.of(Comparison.State.UNREADABLE, inputs.comparison().file());
        }
    }
}
