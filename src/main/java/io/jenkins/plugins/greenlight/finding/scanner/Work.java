package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.parse.ProgramFile;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** One scanner at work: starts its program and keeps what is to be told of it. */
final class Work {
    /** With a program that only says something about itself. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ScannerPlace place;
    private final String scanner;
    private final Ports ports;
    private final Instant begun;
    private final List<Path> reports = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<ScanProblem> problems = new ArrayList<>();
    private String version = "";
    private Optional<Instant> databaseDate = Optional.empty();
    private String sha256 = "";
    private List<String> last = List.of();
    private List<String> argv = List.of();
    private OptionalInt exitCode = OptionalInt.empty();
    private boolean scanned;
    private String hint = "";
    private Map<String, String> environment = Map.of();

    /** @param scanner as greenlight.yaml names it below {@code security} */
    Work(String scanner, Ports ports) {
        this(ScannerPlace.security(scanner), ports);
    }

    Work(ScannerPlace place, Ports ports) {
        this.place = place;
        this.scanner = place.name();
        this.ports = ports;
        this.begun = ports.clock().instant();
    }

    void version(String said) {
        version = said;
    }

    void databaseDate(Optional<Instant> made) {
        databaseDate = made;
    }

    void problem(String message, String expected, String advice) {
        problems.add(new ScanProblem(scanner, message, expected, advice));
    }

    boolean hasProblem() {
        return !problems.isEmpty();
    }

    /** The file that is started for the name; a problem when there is none. */
    Optional<ProgramFile> program(String name) {
        return found(name, () -> ProgramFile.find(name, ports.variables()::value));
    }

    /** A file that another program runs; a problem when there is none. */
    Optional<ProgramFile> file(String path) {
        return found(path, () -> ProgramFile.of(Path.of(path)));
    }

    private interface Search {
        ProgramFile find() throws IOException;
    }

    private Optional<ProgramFile> found(String name, Search search) {
        try {
            var program = search.find();
            sha256 = program.sha256();
            return Optional.of(program);
        } catch (IOException | InvalidPathException e) {
            problem(scanner + " did not run: " + Said.line(e.getMessage()), "a program that can be run",
                    "Install " + name + " where this runs, or name its full path in " + place.key()
                    + (scanner.startsWith("commands.") ? ".run." : ".program."));
            return Optional.empty();
        }
    }

    /** Runs it in the workspace; a problem when it cannot be started or does not end in time. */
    Optional<CommandResult> run(List<String> arguments, Duration timeout) throws InterruptedException {
        last = arguments;
        told(OptionalInt.empty());
        try {
            var result = ports.commands().run(new Command(arguments, place.folder().orElse(ports.workspace().root()),
                    environment, timeout));
            told(OptionalInt.of(result.exitCode()));
            return Optional.of(result);
        } catch (IOException e) {
            problem(scanner + " did not end: " + Said.ending(e.getMessage()), "an end within " + timeout.toMillis() / 1000.0 + " s",
                    byHand() + " Where it needs longer, raise " + place.key() + ".timeout.");
            return Optional.empty();
        }
    }

    /** The scan's own arguments and end are what is told, not those of a question before it or of a list after it. */
    private void told(OptionalInt ended) {
        if (!scanned) {
            argv = last;
            exitCode = ended;
        }
    }

    /** The scan: run as {@link #ends} does. */
    boolean runs(List<String> arguments, Duration timeout, Set<Integer> good) throws InterruptedException {
        boolean ended = ends(arguments, timeout, good);
        scanned = true;
        return ended;
    }

    /** Runs it as {@link #run} does; a problem too when it ends with another code than one of these. */
    boolean ends(List<String> arguments, Duration timeout, Set<Integer> good) throws InterruptedException {
        var result = run(arguments, timeout);
        if (result.isEmpty()) {
            return false;
        }
        if (!good.contains(result.get().exitCode())) {
            failed(result.get(), good);
            return false;
        }
        return true;
    }

    private void failed(CommandResult result, Set<Integer> good) {
        problem(scanner + " failed: exit code " + result.exitCode() + ", its last words: "
                + Said.ending(result.errors().isBlank() ? result.output() : result.errors()), "exit code "
                + String.join(" or ", new TreeSet<>(good).stream().map(String::valueOf).toList()),
                byHand() + hint);
    }

    /** What a failure of the scan may come from, with a blank before it. */
    void hint(String advice) {
        hint = advice;
    }

    private String byHand() {
        return place.byHand().orElseGet(() -> "Run it by hand: " + String.join(" ", last) + ".");
    }

    /** Takes what it wrote for the readers; false, and a problem, when it wrote nothing. */
    boolean report(Path file) {
        return isWritten(file) && reports.add(file);
    }

    /** Takes what it wrote beside its report; a problem when it wrote nothing. */
    void keep(Path file) {
        if (isWritten(file)) {
            files.add(file);
        }
    }

    private boolean isWritten(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                return true;
            }
            problem(scanner + " wrote " + (Files.exists(file) ? "an empty report" : "no report") + ": " + file, "a report",
                    byHand());
        } catch (IOException e) {
            problem(scanner + " wrote a report that cannot be read: " + Said.line(e.toString()), "a report", "Check the rights of "
                    + file + ".");
        }
        return false;
    }

    /** Makes the folder, and the file go that an earlier run left there; false, and a problem, when either cannot be done. */
    boolean prepare(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            problem(scanner + " did not run: " + file + " cannot be written: " + Said.line(e.toString()), "a folder for its report",
                    "Check the rights of " + file.toAbsolutePath().getParent() + ".");
            return false;
        }
    }

    /** Makes a folder for what its programs forget to delete; false, and a problem, when it cannot be made. */
    boolean openTemporary(Path folder) {
        closeTemporary(folder);
        try {
            Files.createDirectories(folder);
            environment = Map.of("TMPDIR", folder.toString());
            return true;
        } catch (IOException e) {
            problem(scanner + " did not run: " + folder + " cannot be made: " + Said.line(e.toString()), "a folder that can be written",
                    "Check the rights of " + folder.getParent() + ".");
            return false;
        }
    }

    /** Deletes it with all that is in it; what cannot be deleted stays. */
    void closeTemporary(Path folder) {
        environment = Map.of();
        try {
            WholeFolder.delete(folder);
        } catch (IOException e) {
            ports.log().warn(scanner + " left " + folder + ", which cannot be deleted: " + Said.line(e.toString())
                    + ". Expected to delete it. Do so by hand.");
        }
    }

    Scanned done() {
        return new Scanned(scanner, version, databaseDate, sha256, argv, Duration.between(begun, ports.clock().instant()), exitCode,
                reports, files, problems);
    }
}
