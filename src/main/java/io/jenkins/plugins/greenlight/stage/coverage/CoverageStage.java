package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Path;

/** Stops delivery when the tests reach too little of the code, or when nobody can say how much. */
public final class CoverageStage implements Stage<CoverageReport> {
    private final CoverageConfig config;
    private final String app;
    private final String commit;
    private final Path output;

    /** @param app    whose baseline it may be held against
     *  @param commit being delivered, for the report; coverage reports name none to compare with. Empty when unknown
     *  @param output for what it writes; made when something is */
    public CoverageStage(CoverageConfig config, String app, String commit, Path output) {
        this.config = config;
        this.app = app;
        this.commit = commit;
        this.output = output;
    }

    @Override public StageId id() {
        return StageId.COVERAGE;
    }

    @Override public CoverageReport run(Ports ports) throws StageException, InterruptedException {
        var reports = ReadReports.of(config, ports);
        var facts = new CoverageStudy(config, app, commit, output, ports).facts(reports);
        try {
            return new CoverageReport(facts, reports.opened(), CoverageFiles.write(output, facts,
                    new CoverageJudge(config, facts).verdict()));
        } catch (IOException e) {
            throw new StageException("The results of the coverage gate cannot be written to " + output + ": " + e
                    + ". Expected a folder that can be written. Check --out and the disk.", e);
        }
    }

    @Override public Verdict judge(CoverageReport report) {
        return new CoverageJudge(config, report.facts()).verdict().under(config.onMissing()).under(config.mode());
    }

    /** Neither a dry run nor one that does not know keeps anything: what it measured is no mark for others. */
    @Override public CoverageReport passed(CoverageReport report, Ports ports) throws StageException {
        keep(report, ports);
        return report;
    }

    private void keep(CoverageReport report, Ports ports) throws StageException {
        var baseline = config.terms().baseline().filter(CoverageTerms.Baseline::update);
        if (baseline.isEmpty()) {
            return;
        }
        var name = baseline.get().file();
        if (!isGood(report.facts())) {
            ports.log().warn("The coverage is not kept in " + name + ": a check of this run does not hold, which was let pass.");
            return;
        }
        try {
            WholeFile.write(ports.workspace().resolve(name), CoverageFiles.history(report.facts()));
        } catch (IOException e) {
            throw new StageException("The coverage cannot be kept in " + name + ": " + e + ". Expected a file that can be written."
                    + " Correct \"coverage.baseline.file\" or its folder's rights.", e);
        }
    }

    private boolean isGood(CoverageFacts facts) {
        boolean first = facts.history().map(FoundHistory::missing).orElse(false);
        return facts.isKnown() && new CoverageJudge(config, facts).verdict().checks().stream()
                .allMatch(check -> !check.outcome().blocks() || first && isOfTheBeginning(check));
    }

    /** Nothing to compare with is no reason to leave the next run without, too. */
    private static boolean isOfTheBeginning(Check check) {
        return check.outcome() == Outcome.INCONCLUSIVE && (check.name().equals(FoundHistory.CHECK)
                || check.name().startsWith(CoverageConfig.DELTA) || check.name().startsWith(RatchetCheck.CHECK));
    }
}
