package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan.Look;
import io.jenkins.plugins.greenlight.parse.ProgramFile;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Runs Trivy: asks what it is, refuses what must not be trusted, then lets it scan and write its report. */
public final class Trivy {
    private static final Set<Integer> GOOD = Set.of(0);

    private final TrivyScan config;
    private final ScannerPlace place;
    private final Ports ports;
    private final Path output;
    private final Work work;

    /**
     * @param place  for an image the folder that its file lies in
     * @param output for what it writes; made
     */
    public Trivy(TrivyScan config, ScannerPlace place, Ports ports, Path output) {
        this.config = config;
        this.place = place;
        this.ports = ports;
        this.output = output.toAbsolutePath();
        this.work = new Work(place, ports);
    }

    /** Never an exception for what Trivy does: that is a problem. */
    public Scanned scan() throws InterruptedException {
        var program = work.program(config.program()).flatMap(this::pinned);
        if (program.isPresent() && targetIsThere()) {
            var trivy = program.get().toString();
            var about = about(trivy);
            if (about.isPresent() && isTrusted(about.get()) && hasDatabase(about.get())) {
                scan(trivy, about.get());
            }
        }
        return work.done();
    }

    /** Where a digest is asked for, the file itself is started and no link to it, which could be turned meanwhile. */
    private Optional<Path> pinned(ProgramFile program) {
        if (config.sha256().isEmpty()) {
            return Optional.of(program.path());
        }
        if (!config.sha256().get().equals(program.sha256())) {
            work.problem("trivy was not started: " + program.path() + " is not the program that " + place.key()
                    + ".sha256 pins, its SHA-256 is "
                    + program.sha256(), "SHA-256 " + config.sha256().get(),
                    "Install the program that was pinned, or pin this one when you know where it comes from.");
            return Optional.empty();
        }
        try {
            return Optional.of(program.path().toRealPath());
        } catch (IOException e) {
            work.problem("trivy was not started: " + Said.line(e.toString()), "a program that can be read", "Check "
                    + program.path() + ".");
            return Optional.empty();
        }
    }

    private boolean targetIsThere() {
        if (place.folder().isPresent()) {
            return true;
        }
        try {
            if (Files.exists(ports.workspace().resolve(config.target()))) {
                return true;
            }
            work.problem("trivy did not run: there is no " + config.target() + " in the workspace", "something to scan",
                    "Correct " + place.key() + ".target, or make it before this stage.");
        } catch (IOException e) {
            work.problem("trivy did not run: " + Said.line(e.getMessage()), "a target in the workspace", "Correct " + place.key()
                    + ".target.");
        }
        return false;
    }

    private Optional<TrivyVersion> about(String trivy) throws InterruptedException {
        var about = work.run(new TrivyArguments(config, output).version(trivy), Work.PATIENCE)
                .map(said -> TrivyVersion.read(said.succeeded() ? said.output() : ""));
        about.ifPresent(found -> work.version(found.version()));
        about.ifPresent(found -> work.databaseDate(found.databaseDate()));
        if (about.isPresent() && !about.get().knowsJars()) {
            work.hint(" Where it met a jar: it has no database of Java archives; trivy image --download-java-db-only fetches it.");
        }
        return about;
    }

    private boolean isTrusted(TrivyVersion about) {
        if (about.isMalicious()) {
            work.problem("trivy " + about.version() + " is refused: this version was published by an attacker (CVE-2026-33634)",
                    "a version other than 0.69.4, 0.69.5 and 0.69.6",
                    "Remove it, replace every credential that this machine had since it was"
                    + " installed, and install a version from before or after.");
        } else if (about.isUnreadable() && config.sha256().isEmpty()) {
            work.problem("trivy does not say which version it is: \"" + about.version() + "\", so that a malicious one could not be told",
                    "a version such as 0.70.0", "Install a released one, or pin this one with " + place.key() + ".sha256.");
        } else if (!about.isUnreadable() && config.minimumVersion().filter(about::isBefore).isPresent()) {
            work.problem("trivy is version " + about.version(), "at least " + config.minimumVersion().get(), "Update trivy.");
        }
        return !work.hasProblem();
    }

    /** Without it Trivy says that its first run cannot skip fetching one, and stops. */
    private boolean hasDatabase(TrivyVersion about) {
        if (!config.looks().contains(Look.VULN) || about.databaseDate().isPresent() || config.databaseRepository().isPresent()) {
            return true;
        }
        work.problem("trivy has no database of vulnerabilities" + config.cacheFolder().map(folder -> " in " + folder).orElse(""),
                "a database to look vulnerabilities up in", "Fetch it before: trivy image --download-db-only; or name "
                + place.key() + ".databaseRepository, from which Trivy may; or leave vuln out of " + place.key() + ".scanners.");
        return false;
    }

    private void scan(String trivy, TrivyVersion about) throws InterruptedException {
        var arguments = new TrivyArguments(config, output);
        if (!work.prepare(arguments.report()) || !work.prepare(arguments.bill()) || !nothing(arguments.nothing())
                || !work.openTemporary(arguments.temporary())) {
            return;
        }
        try {
            var help = work.run(arguments.help(trivy), Work.PATIENCE).map(said -> said.output() + said.errors());
            if (help.isPresent() && config.sbom()) {
                bill(trivy, arguments, help.get());
            }
            if (help.isPresent() && work.runs(arguments.scan(trivy, help.get()), config.timeout(), GOOD)) {
                work.report(arguments.report());
            }
            if (help.isPresent() && config.looks().contains(Look.VULN)) {
                database(trivy, about);
            }
        } finally {
            work.prepare(arguments.nothing());
            work.closeTemporary(arguments.temporary());
        }
    }

    private void bill(String trivy, TrivyArguments arguments, String scanHelp) throws InterruptedException {
        var help = arguments.billHelp(trivy).equals(arguments.help(trivy)) ? Optional.of(scanHelp)
                : work.run(arguments.billHelp(trivy), Work.PATIENCE).map(said -> said.output() + said.errors());
        if (help.isPresent() && work.ends(arguments.bill(trivy, help.get()), config.timeout(), GOOD)) {
            work.keep(arguments.bill());
        }
    }

    private boolean nothing(Path file) {
        if (!work.prepare(file)) {
            return false;
        }
        try {
            Files.writeString(file, TrivyArguments.NOTHING);
            return true;
        } catch (IOException e) {
            work.problem("trivy did not run: " + file + " cannot be made: " + Said.line(e.toString()), "a folder that can be written",
                    "Check the rights of " + output + ".");
            return false;
        }
    }

    /** It may have fetched another one meanwhile. */
    private void database(String trivy, TrivyVersion before) throws InterruptedException {
        var now = config.databaseRepository().isPresent() ? about(trivy) : Optional.of(before);
        if (now.isPresent() && config.maximumDatabaseAge().isPresent()) {
            var problem = now.get().databaseProblem(ports.clock().instant(), config.maximumDatabaseAge().get());
            problem.ifPresent(what -> work.problem(what, "a database at most " + hours(config.maximumDatabaseAge().get()) + " old",
                    "Update it: trivy image --download-db-only; or name " + place.key()
                    + ".databaseRepository, from which Trivy may fetch it."));
        }
    }

    static String hours(Duration age) {
        return age.toHours() >= 48 ? age.toDays() + " days" : age.toHours() + " hours";
    }
}
