package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.KeptRuns;
import io.jenkins.plugins.greenlight.report.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How many reports of earlier runs are kept. */
final class KeepOptions {
    private static final int RUNS = 20;

    @Option(names = "--keep-runs", paramLabel = "N", description = "How many runs are kept in the folder runs beside that of the"
            + " report, this one among them; 0 keeps none and removes none (default: 20; with another --out 0).")
    private Integer runs;

    @Option(names = "--keep-days", paramLabel = "DAYS", description = "Remove kept runs that ended longer ago (default: never).")
    private Integer days;

    /** @throws BadInputException for less than nothing, or an age of what is not kept */
    void check() throws BadInputException {
        if (runs != null && runs < 0) {
            throw new BadInputException("--keep-runs is " + runs + ". Expected 0 or more runs.");
        }
        if (days != null && days < 1) {
            throw new BadInputException("--keep-days is " + days
                    + ". Expected 1 or more days, or leave it out to keep runs of any age.");
        }
    }

    /** Never a reason for another ending: what goes wrong is a warning.
     *  @param report of this run
     *  @param out    where it was written, as it was named
     *  @param usual  where it is written when nothing is named; beside another place nothing is made unless that is asked for */
    void keep(DeliveryReport report, Path out, Path usual, Ports ports) {
        int most = runs != null ? runs : out.equals(usual) || days != null ? RUNS : 0;
        if (most <= 0 || days != null && days < 1) {
            return;
        }
        try {
            var retention = new Retention(most, Optional.ofNullable(days).map(Duration::ofDays));
            var folder = ports.workspace().root().resolve(out).normalize().resolveSibling("runs");
            new KeptRuns(folder, retention).keep(report, ports.clock().instant()).forEach(ports.log()::warn);
        } catch (IOException e) {
            ports.log().warn("This run was not kept beside its report: " + e.getMessage());
        }
    }
}
