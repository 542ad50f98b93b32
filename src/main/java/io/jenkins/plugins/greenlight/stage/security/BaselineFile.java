package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.findings.FindingFiles;
import java.io.IOException;
import java.util.Set;

/** The file that later runs are compared with, written whole or not at all. */
record BaselineFile(BaselineConfig config, FindingFiles outputs) {
    /** What may be wrong with other files when a new one is written: it changes nothing in what is there. */
    private static final Set<String> HARMLESS = Set.of("baseline", SecurityMeasures.KEV);

    /** After a run that holds its checks. One whose checks were only softened is nothing to compare with. */
    void keepPassed(SecurityReport report, boolean strictlyPassed, Ports ports) throws StageException {
        switch (config.update()) {
            case NEVER, NOW -> { }
            case PASSED -> {
                if (strictlyPassed) {
                    write(report, ports);
                } else {
                    ports.log().warn("The baseline " + config.file() + " stays as it is: the checks did not hold, they were only"
                            + " softened by mode or onMissing. Expected a run that holds them.");
                }
            }
        }
    }

    /** Because a person says so, whatever the verdict. @throws StageException when not all that is there is known */
    void accept(SecurityReport report, Ports ports) throws StageException {
        var problems = report.findings().problemRows().stream().filter(row -> !HARMLESS.contains(row.get(1))).toList();
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
            WholeFile.copy(outputs.sarif(), file);
            long findings = report.findings().seen().counts().found();
            ports.log().info("The baseline " + config.file() + " is written: it knows " + findings
                    + (findings == 1 ? " finding" : " findings") + ", which are not new from now on.");
        } catch (IOException e) {
            throw new StageException("The baseline " + config.file() + " cannot be written: " + e + ". Expected a file that can be"
                    + " replaced. Correct security.baseline.file, or the folder's rights.", e);
        }
    }
}
