package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.parse.ProgramFile;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cosign that is started: found, and of a version that is spoken. */
final class CosignProgram {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** It ends by itself after its timeout, saying what it waited for; this long after that it is ended. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path path;
    private final Ports ports;
    private final CosignVersion version;

    private CosignProgram(Path path, SigningConfig config, Ports ports)
            throws NotReadyException, IOException, InterruptedException {
        this.path = path;
        this.ports = ports;
        this.version = version(config);
    }

    static CosignProgram find(SigningConfig config, Ports ports) throws NotReadyException, InterruptedException {
        try {
            return new CosignProgram(ProgramFile.find(config.program(), ports.variables()::value).path(), config, ports);
        } catch (IOException | InvalidPathException e) {
            throw new NotReadyException(new SigningProblem("cosign did not run: " + Said.line(e.getMessage()),
                    "a program that can be run",
                    "Install cosign where this runs, or name its full path in image.signing.program."));
        }
    }

    Path path() {
        return path;
    }

    private CosignVersion version(SigningConfig config) throws NotReadyException, IOException, InterruptedException {
        var said = run(new CosignArguments(path, config, false).version(), Map.of(), PATIENCE);
        var found = said.succeeded() ? CosignVersion.read(said.output()) : Optional.<CosignVersion>empty();
        if (found.isEmpty()) {
            throw new NotReadyException(new SigningProblem(path + " is not cosign: cosign version --json ended with exit code "
                    + said.exitCode()
                    + ", its last words: " + lastWords(said, new Mask(List.of())), "its version in JSON",
                    "Name cosign's full path in image.signing.program."));
        }
        if (!found.get().isSpoken()) {
            throw new NotReadyException(new SigningProblem(path + " is cosign " + found.get().text(),
                    "cosign 2 or 3: others have other flags",
                    "Install one of these, or name its full path in image.signing.program."));
        }
        return found.get();
    }

    CosignVersion version() {
        return version;
    }

    /** Whether its {@code verify} has this flag. */
    boolean verifiesWith(String flag, SigningConfig config) throws IOException, InterruptedException {
        var help = run(new CosignArguments(path, config, false).help("verify"), Map.of(), PATIENCE);
        return (help.output() + help.errors()).contains(flag + "=");
    }

    /** @param timeout that is on the command line, too */
    CommandResult runFor(Duration timeout, List<String> argv, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(argv, environment, timeout.plus(GRACE));
    }

    private CommandResult run(List<String> argv, Map<String, String> environment, Duration timeout)
            throws IOException, InterruptedException {
        return ports.commands().run(new Command(argv, ports.workspace().root(), environment, timeout));
    }

    static String lastWords(CommandResult said, Mask mask) {
        return Said.ending(mask.hide(said.errors().isBlank() ? said.output() : said.errors()));
    }
}
