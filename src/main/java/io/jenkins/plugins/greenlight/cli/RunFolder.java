package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.report.ArtifactsJson;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.RunArtifacts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a run left its report, and the files it speaks of. */
final class RunFolder {
    @Option(names = {"-w", "--workspace"}, paramLabel = "DIR", defaultValue = ".",
            description = "The commit's files (default: here).")
    private Path workspace;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "target/greenlight/report",
            description = "Holds the run's artifacts.json (default: ${DEFAULT-VALUE} in the workspace).")
    private Path folder;

    @Mixin private LogOptions log;

    @Mixin private JsonOption json;

    /** To the standard error when the result is wanted as a document. */
    Log log() {
        return log.log(json.wanted());
    }

    /** Whether the result is wanted as a document. */
    boolean asDocument() {
        return json.wanted();
    }

    Path of(RunArtifacts.Root root) {
        return switch (root) {
            case WORKSPACE -> root();
            case RUN -> root().resolve(folder);
        };
    }

    /** @throws BadInputException when there is none, or it is not exactly what a run writes */
    RunArtifacts read() throws BadInputException, IOException {
        var file = root().resolve(folder).resolve(ReportFiles.ARTIFACTS);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no " + file + ". Expected the list that a run leaves beside its report.json:"
                    + " give the folder that --out named.");
        }
        if (Files.size(file) > ArtifactsJson.MAX_BYTES) {
            throw new BadInputException(file + " is larger than 32 MiB. Expected a list of this engine.");
        }
        try {
            return ArtifactsJson.read(Files.readString(file), file.toString());
        } catch (ParseException e) {
            throw new BadInputException("No list of artifacts: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is no UTF-8 text. Expected a list of this engine.");
        }
    }

    private Path root() {
        return workspace.toAbsolutePath().normalize();
    }
}
