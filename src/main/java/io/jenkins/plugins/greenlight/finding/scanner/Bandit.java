package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs Bandit on Python sources. */
final class Bandit {
    /** 1: it found something. */
    private static final Set<Integer> GOOD = Set.of(0, 1);

    private final BanditScan config;
    private final Ports ports;
    private final Path report;
    private final Path nothing;
    private final Work work;

    Bandit(BanditScan config, Ports ports, Path output) {
        this.config = config;
        this.ports = ports;
        this.report = output.toAbsolutePath().resolve("bandit.json");
        this.nothing = output.toAbsolutePath().resolve("bandit-nothing.ini");
        this.work = new Work("bandit", ports);
    }

    Scanned scan() throws InterruptedException {
        var program = work.program(config.program());
        if (program.isPresent() && work.prepare(report) && work.prepare(nothing) && pathsAreThere()) {
            var bandit = program.get().path().toString();
            work.run(List.of(bandit, "--version"), Work.PATIENCE).ifPresent(said -> work.version(Said.beginning(said.output())
                    .replaceFirst("^bandit ", "")));
            if (!work.hasProblem()) {
                scan(bandit);
            }
        }
        return work.done();
    }

    /** With settings of nobody's: a file of the commit's would decide what is looked at. */
    private void scan(String bandit) throws InterruptedException {
        try {
            Files.writeString(nothing, "[bandit]\n");
            var argv = new ArrayList<>(List.of(bandit, "-r", "-f", "json", "-o", report.toString(), "--ini", nothing.toString(), "--"));
            argv.addAll(config.paths());
            if (work.runs(argv, config.timeout(), GOOD)) {
                work.report(report);
            }
        } catch (IOException e) {
            work.problem("bandit did not run: " + nothing + " cannot be written: " + Said.line(e.toString()),
                    "a folder that can be written",
                    "Check its rights.");
        } finally {
            work.prepare(nothing);
        }
    }

    /** Bandit takes a path that is not there for one without findings. */
    private boolean pathsAreThere() {
        for (var path : config.paths()) {
            try {
                if (!Files.exists(ports.workspace().resolve(path))) {
                    work.problem("bandit did not run: there is no " + path + " in the workspace", "files to scan",
                            "Correct security.bandit.paths.");
                }
            } catch (IOException e) {
                work.problem("bandit did not run: " + Said.line(e.getMessage()), "paths in the workspace",
                        "Correct security.bandit.paths.");
            }
        }
        return !work.hasProblem();
    }
}
