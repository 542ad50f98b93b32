package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.SarifWriter;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** One run of the stage: lets scanners look, reads what they and others reported, and writes what came of it. */
final class SecurityScan {
    private static final String CYCLONEDX = "application/vnd.cyclonedx+json";

    private final SecurityConfig config;
    private final String commit;
    private final Outputs outputs;
    private final Ports ports;
    private final List<ReportProblem> problems = new ArrayList<>();
    private final List<StageFile> files = new ArrayList<>();

    SecurityScan(SecurityConfig config, String commit, Outputs outputs, Ports ports) {
        this.config = config;
        this.commit = commit;
        this.outputs = outputs;
        this.ports = ports;
    }

    SecurityReport run() throws StageException, InterruptedException {
        outputs.clear();
        var scanned = config.scanners().run(ports, outputs.folder());
        var reports = reports(scanned);
        try (var merged = SarifWriter.open(outputs.sarif())) {
            var report = counted(scanned, reports, merged);
            merged.finish();
            var written = outputs.write(report);
            if (config.baseline().filter(own -> own.update() == BaselineConfig.Update.NOW).isPresent()) {
                new BaselineFile(config.baseline().get(), outputs).accept(written, ports);
            }
            return written;
        } catch (IOException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw broken(e.getCause());
        }
    }

    /** A thread that is interrupted cannot write either: that is no fault of the disk's. */
    private StageException broken(IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException && Thread.interrupted()) {
            throw new InterruptedException("The findings were being written.");
        }
        return outputs.unwritable(e);
    }

    private SecurityReport counted(List<Scanned> scanned, List<Path> reports, SarifWriter merged)
            throws InterruptedException {
        var inputs = new Inputs(ports.workspace());
        var baseline = inputs.baseline(config);
        var kev = inputs.kev(config);
        var suppressions = inputs.suppressions(config);
        var today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
        var tally = new Tally(commit, suppressions, today, baseline, kev, merged);
        for (var file : reports) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The scanners' reports were being read.");
            }
            read(file, tally);
        }
        tally.close();
        tally.foreign().forEach(run -> problems.add(foreign(run)));
        tally.runs().forEach(run -> run.doubts().forEach(doubt -> problems.add(incomplete(run, doubt))));
        var comparison = baseline.isEmpty() ? inputs.comparison() : compared(baseline.get(), tally, inputs);
        boolean whole = problems.isEmpty() && scanned.stream().allMatch(one -> one.problems().isEmpty());
        scanned.forEach(one -> one.files().forEach(file -> files.add(StageFile.of(file, CYCLONEDX))));
        return new SecurityReport(tally.seen(), tally.runs().stream().map(ToolSeen::of).toList(),
                whole ? comparison : comparison.ofAPart(), kev.isPresent(),
                Accepted.of(suppressions, today, whole), scanned, problems, inputs.problems(), files);
    }

    /** Those of our own scanners first; each once. */
    private List<Path> reports(List<Scanned> scanned) throws StageException, InterruptedException {
        var all = new LinkedHashSet<Path>();
        scanned.forEach(one -> all.addAll(one.reports()));
        if (!config.reports().isEmpty() || config.scanners().isEmpty()) {
            var found = ReportFiles.find(ports.workspace(), config.reports(), config.sources(), this::isOwn, ports.log());
            problems.addAll(found.problems());
            all.addAll(found.fresh());
        }
        return List.copyOf(all);
    }

    /** What this stage wrote is no scanner's report. */
    private boolean isOwn(Path file) {
        return outputs.holds(file) || config.baseline().filter(own -> file.equals(ports.workspace().root().resolve(own.file()).normalize()))
                .isPresent();
    }

    private void read(Path file, Tally tally) {
        String name = ReportFiles.name(ports.workspace(), file);
        try {
            ReportFormat format = ReportRecogniser.read(file, name, tally);
            files.add(StageFile.of(file, format.mediaType()));
        } catch (ParseException | IOException e) {
            files.add(StageFile.of(file, StageFile.UNKNOWN));
            problems.add(new ReportProblem(name, ReportProblem.Kind.UNREADABLE,
                    ParseException.told(name, e),
                    "Expected a complete report in " + ReportRecogniser.formats() + ". Run the scanner again."));
        } finally {
            tally.drop();
        }
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
            return new Comparison(Comparison.State.READ, inputs.comparison().file(), gone.kept(), OptionalLong.of(gone.offered()), unseen[0], first);
        } catch (ParseException | IOException e) {
            inputs.changed("baseline", inputs.comparison().file(), e);
            return Comparison.of(Comparison.State.UNREADABLE, inputs.comparison().file());
        }
    }

    private ReportProblem foreign(ScanRun scan) {
        return new ReportProblem(scan.source(), ReportProblem.Kind.FOREIGN, scan.source() + " is foreign: " + scan.tool()
                + " looked at commit " + String.join(", ", scan.commits()) + ", not at " + commit, "Scan this very commit.");
    }

    private static ReportProblem incomplete(ScanRun scan, String doubt) {
        return new ReportProblem(scan.source(), ReportProblem.Kind.INCOMPLETE, scan.source() + ": " + doubt,
                "See why in the log of " + scan.tool() + " and run it again.");
    }
}
