package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A workspace with a folder of programs beside it, which are real: shell scripts that a test writes. */
final class ScannerSite {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final Path root;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private Map<String, String> variables;

    /** @param folder that is empty */
    ScannerSite(Path folder) throws IOException {
        root = folder.toRealPath();
        Files.createDirectories(workspace());
        Files.createDirectories(root.resolve("bin"));
        variables = Map.of("PATH", root.resolve("bin") + ":/usr/bin:/bin");
    }

    Path workspace() {
        return root.resolve("workspace");
    }

    Path output() {
        return workspace().resolve("out/security");
    }

    /** Where the variable PATH leads. */
    ScannerSite path(String folders) {
        variables = Map.of("PATH", folders);
        return this;
    }

    ScannerSite realClock() {
        clock = Clock.systemUTC();
        return this;
    }

    Path file(String name, String text) throws IOException {
        var file = workspace().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A program in PATH. */
    Path program(String name, String... lines) throws IOException {
        var file = Files.writeString(root.resolve("bin").resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        file.toFile().setExecutable(true);
        return file;
    }

    /** A program that says it is Trivy, notes its arguments, and writes a report where it is told to.
     *  @param about  what it says of itself
     *  @param help   of its commands */
    Path trivy(String about, String help, String... scan) throws IOException {
        Files.writeString(root.resolve("about"), about);
        Files.writeString(root.resolve("help"), help);
        return program("trivy", "echo \"$@\" >> " + root.resolve("started"),
                "if [ \"$1\" = version ]; then cat " + root.resolve("about") + "; exit; fi",
                "if [ \"$2\" = --help ]; then cat " + root.resolve("help") + "; exit; fi",
                "while [ $# -gt 0 ]; do [ \"$1\" = --output ] && out=$2; shift; done", String.join("\n", scan));
    }

    /** The arguments of every start of {@link #trivy}, in order. */
    List<String> started() throws IOException {
        var file = root.resolve("started");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Ports ports() {
        var here = LocalPorts.at(workspace(), new Log() {
            @Override public void info(String line) { }

            @Override public void warn(String line) { }
        });
        return new Ports(here.commands(), here.daemons(), here.workspace(), here.http(), here.log(), clock, here.pause(),
                name -> Optional.ofNullable(variables.get(name)));
    }

    List<Scanned> run(Scanners scanners) throws InterruptedException {
        return scanners.run(ports(), output());
    }

    /** The one problem that there must be, in three sentences. */
    static String problem(Scanned scanned) {
        return scanned.problems().stream().map(problem -> problem.message() + ". Expected " + problem.expected() + ". " + problem.advice())
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
                    if (all.size() != 1) {
                        throw new AssertionError("Expected one problem and not " + all);
                    }
                    return all.get(0);
                }));
    }
}
