package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The file that later runs are compared with, written whole or not at all. */
record BaselineFile(BaselineConfig config, Outputs outputs) {
    /** After a run that holds its checks. One whose checks were only softened is nothing to compare with. */
    void keepPassed(SecurityReport report, boolean strictlyPassed, Ports ports) throws StageException {
        switch (config.update()) {
            case NEVER, NOW -> { }
            case PASSED -> {
                if (strictlyPassed) {
                    write(report, ports);
                } else {
                    ports.log().warn("The baseline " + config.file() + " stays as it is: the checks did not hold, they were only softened by"
                            + " mode or onMissing. Expected a run that holds them.");
                }
            }
        }
    }

    /** Because a person says so, whatever the verdict. @throws StageException when not all that is there is known */
    void accept(SecurityReport report, Ports ports) throws StageException {
        var problems = FindingTables.problems(report).stream().filter(row -> !row.get(1).equals("baseline") && !row.get(1).equals("kev")).toList();
        if (!problems.isEmpty()) {
            throw new StageException("The baseline " + config.file() + " was not written, since nobody knows all that is there: "
                    + problems.get(0).get(2) + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " problems more)") + ". "
                    + problems.get(0).get(3));
        }
        write(report, ports);
    }

    private void write(SecurityReport report, Ports ports) throws StageException {
        try {
            var file = ports.workspace().resolve(config.file());
            replace(outputs.sarif(), file.toAbsolutePath());
            long findings = report.seen().counts().found();
            ports.log().info("The baseline " + config.file() + " is written: it knows " + findings + (findings == 1 ? " finding" : " findings")
                    + ", which are not new from now on.");
        } catch (IOException e) {
            throw new StageException("The baseline " + config.file() + " cannot be written: " + e + ". Expected a file that can be replaced."
                    + " Correct security.baseline.file, or the folder's rights.", e);
        }
    }

    private static void replace(Path from, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.copy(from, draft);
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
