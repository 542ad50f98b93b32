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

    private CosignProgram(Path path, Ports ports) {
        this.path = path;
        this.ports = ports;
    }

    static CosignProgram find(SigningConfig config, Ports ports) throws NotReadyException, InterruptedException {
        try {
            var found = new CosignProgram(ProgramFile.find(config.program(), ports.variables()::value).path(), ports);
            found.check(config);
            return found;
        } catch (IOException | InvalidPathException e) {
            throw new NotReadyException(new SigningProblem("cosign did not run: " + Said.line(e.getMessage()), "a program that can be run",
                    "Install cosign 2 where this runs, or name its full path in image.signing.program."));
        }
    }

    Path path() {
        return path;
    }

    private void check(SigningConfig config) throws NotReadyException, IOException, InterruptedException {
        var said = run(new CosignArguments(path, config, false).version(), Map.of(), PATIENCE);
        var version = said.succeeded() ? CosignVersion.read(said.output()) : Optional.<String>empty();
        if (version.isEmpty()) {
            throw new NotReadyException(new SigningProblem(path + " is not cosign: cosign version --json ended with exit code " + said.exitCode()
                    + ", its last words: " + lastWords(said, new Mask(List.of())), "its version in JSON",
                    "Name cosign's full path in image.signing.program."));
        }
        if (!CosignVersion.isSpoken(version.get())) {
            throw new NotReadyException(new SigningProblem(path + " is cosign " + version.get(), "cosign 2, whose flags and signatures differ"
                    + " from those of other versions", "Install the newest 2.x, or name one's full path in image.signing.program."));
        }
    }

    /** Whether its {@code verify} has this flag. */
    boolean verifiesWith(String flag, SigningConfig config) throws IOException, InterruptedException {
        var help = run(new CosignArguments(path, config, false).verifyHelp(), Map.of(), PATIENCE);
        return (help.output() + help.errors()).contains(flag + "=");
    }

    /** @param timeout that is on the command line, too */
    CommandResult runFor(Duration timeout, List<String> argv, Map<String, String> environment) throws IOException, InterruptedException {
        return run(argv, environment, timeout.plus(GRACE));
    }

    private CommandResult run(List<String> argv, Map<String, String> environment, Duration timeout) throws IOException, InterruptedException {
        return ports.commands().run(new Command(argv, ports.workspace().root(), environment, timeout));
    }

    static String lastWords(CommandResult said, Mask mask) {
        return Said.ending(mask.hide(said.errors().isBlank() ? said.output() : said.errors()));
    }
}
