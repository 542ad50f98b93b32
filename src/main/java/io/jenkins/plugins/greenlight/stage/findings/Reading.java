package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.ReportFiles;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads scanners' reports, and keeps what keeps them from telling all. */
public final class Reading {
    private final Workspace workspace;
    private final List<ReportProblem> problems = new ArrayList<>();
    private final List<StageFile> files = new ArrayList<>();

    public Reading(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A report that cannot be read whole leaves a problem, and nothing in the tally. */
    public void read(Path file, Tally tally) throws InterruptedException {
        read(file, tally, tally);
    }

    /** @param through leads to the tally, and may hold something back */
    public void read(Path file, Tally tally, FindingSink through) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The scanners' reports were being read.");
        }
        String name = ReportFiles.name(workspace, file);
        try {
            ReportFormat format = ReportRecogniser.read(file, name, through);
            files.add(StageFile.of(file, format.mediaType()));
        } catch (ParseException | IOException e) {
            files.add(StageFile.of(file, StageFile.UNKNOWN));
            unreadable(name, e);
        } finally {
            tally.drop();
        }
    }

    /** After the last report. @param commit that runs should be of */
    public void close(Tally tally, String commit) {
        tally.close();
        tally.foreign().forEach(run -> problem(foreign(run, commit)));
        tally.runs().forEach(run -> run.doubts().forEach(doubt -> problem(incomplete(run, doubt))));
    }

    public void unreadable(String name, Exception e) {
        problem(new ReportProblem(name, ReportProblem.Kind.UNREADABLE, ParseException.told(name, e),
                "Expected a complete report in " + ReportRecogniser.formats() + ". Run the scanner again."));
    }

    public void problem(ReportProblem problem) {
        problems.add(problem);
    }

    public void file(StageFile file) {
        files.add(file);
    }

    public List<ReportProblem> problems() {
        return List.copyOf(problems);
    }

    /** Those that were opened, also what could not be read. */
    public List<StageFile> files() {
        return List.copyOf(files);
    }

    private static ReportProblem foreign(ScanRun scan, String commit) {
        return new ReportProblem(scan.source(), ReportProblem.Kind.FOREIGN, scan.source() + " is foreign: " + scan.tool()
                + " looked at commit " + String.join(", ", scan.commits()) + ", not at " + commit, "Scan this very commit.");
    }

    private static ReportProblem incomplete(ScanRun scan, String doubt) {
        return new ReportProblem(scan.source(), ReportProblem.Kind.INCOMPLETE, scan.source() + ": " + doubt,
                "See why in the log of " + scan.tool() + " and run it again.");
    }
}
