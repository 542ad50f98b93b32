package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.parse.ProgramFile;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a program of which it is only known where it leaves its report. */
final class AnyScanner {
    private final String key;
    private final CommandScan config;
    private final Ports ports;
    private final Work work;

    AnyScanner(String name, CommandScan config, Ports ports) {
        this.key = "commands." + name;
        this.config = config;
        this.ports = ports;
        this.work = new Work(key, ports);
    }

    Scanned scan() throws InterruptedException {
        version();
        var program = work.program(config.run().get(0));
        try {
            if (program.isPresent() && !work.hasProblem()) {
                scan(program.get());
            }
        } catch (IOException e) {
            work.problem(key + " did not run: " + Said.line(e.getMessage()), "a report in the workspace",
                    "Correct security." + key + ".report.");
        }
        return work.done();
    }

    private void scan(ProgramFile program) throws IOException, InterruptedException {
        var report = ports.workspace().resolve(config.report());
        Files.createDirectories(report.getParent());
        var before = written(report);
        if (work.runs(started(program, config.run()), config.timeout(), config.exitCodes())) {
            if (before.isPresent() && before.equals(written(report))) {
                work.problem(key + " left the report " + config.report() + " as it was before, written " + before.get().when(),
                        "a report of this run", "Check that it writes to the path that security." + key + ".report names.");
            } else {
                work.report(ports.workspace().resolve(config.report())); // which may be a link by now
            }
        }
    }

    private void version() throws InterruptedException {
        if (!config.version().isEmpty()) {
            var program = work.program(config.version().get(0));
            if (program.isPresent()) {
                work.run(started(program.get(), config.version()), Work.PATIENCE).filter(CommandResult::succeeded).ifPresent(said ->
                        work.version(Said.beginning(said.output().isBlank() ? said.errors() : said.output())));
            }
        }
    }

    private static List<String> started(ProgramFile program, List<String> argv) {
        var started = new ArrayList<>(argv);
        started.set(0, program.path().toString());
        return started;
    }

    /** How a file tells that it was written again. */
    private record Written(FileTime when, long bytes) { }

    private static Optional<Written> written(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(new Written(Files.getLastModifiedTime(file), Files.size(file))) : Optional.empty();
    }
}
