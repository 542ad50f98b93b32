package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.findings.FindingFiles;
import java.nio.file.Path;

/** Stops delivery when scanners found more than is allowed, or when nobody can say what they found. */
public final class SecurityStage implements Stage<SecurityReport> {
    private final SecurityConfig config;
    private final String commit;
    private final FindingFiles outputs;

    /** @param commit being delivered; empty when unknown, then no report is taken for another commit's
     *  @param output for what it writes; made when something is */
    public SecurityStage(SecurityConfig config, String commit, Path output) {
        this.config = config;
        this.commit = commit;
        this.outputs = new FindingFiles(output);
    }

    @Override public StageId id() {
        return StageId.SECURITY;
    }

    @Override public SecurityReport run(Ports ports) throws StageException, InterruptedException {
        return new SecurityScan(config, commit, outputs, ports).run();
    }

    @Override public Verdict judge(SecurityReport report) {
        return new SecurityVerdict(config, report).strict().under(config.onMissing()).under(config.mode());
    }

    @Override public SecurityReport passed(SecurityReport report, Ports ports) throws StageException {
        if (config.baseline().isPresent()) {
            boolean holds = !new SecurityVerdict(config, report).strict().outcome().blocks();
            new BaselineFile(config.baseline().get(), outputs).keepPassed(report, holds, ports);
        }
        return report;
    }
}
