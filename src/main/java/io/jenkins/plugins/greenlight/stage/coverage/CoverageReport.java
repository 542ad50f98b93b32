package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.ReportProblem;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tests reached, and why that may not be all. */
public final class CoverageReport implements StageFacts {
    private final CoverageFacts facts;
    private final List<StageFile> files;

    /** @param read    files that were opened
     *  @param written files that the stage left */
    CoverageReport(CoverageFacts facts, List<StageFile> read, List<StageFile> written) {
        this.facts = facts;
        this.files = Stream.of(read.stream(), facts.tests().stream().flatMap(tests -> tests.opened().stream()), written.stream())
                .flatMap(all -> all).toList();
    }

    CoverageFacts facts() {
        return facts;
    }

    public List<ReportProblem> problems() {
        return facts.problems();
    }

    public Measures measures() {
        return CoverageMeasures.of(facts);
    }

    /** As read, whatever the problems. */
    Ratio ratio(Metric metric) {
        return facts.ratio(metric);
    }

    @Override public List<StageFile> files() {
        return files;
    }

    @Override public StageReport report() {
        return new StageReport(summary(), measures(), CoverageTables.of(facts), CoverageTrees.of(facts), CoverageTrend.of(facts),
                List.of(), List.of());
    }

    private String summary() {
        int problems = facts.problems().size();
        return ratio(Metric.LINE) + " lines and " + ratio(Metric.BRANCH) + " branches covered"
                + (facts.run().commit().isEmpty() ? "" : " at commit " + facts.run().commit()) + ", by " + facts.read()
                + (facts.read() == 1 ? " report" : " reports") + changed().map(text -> ", " + text).orElse("")
                + facts.tests().map(tests -> tests.problems().isEmpty() ? "; " + tests.counts() : "; how many tests ran nobody knows").orElse("")
                + (problems == 0 ? "." : "; " + problems + (problems == 1 ? " problem keeps" : " problems keep") + " the coverage from being known.");
    }

    private Optional<String> changed() {
        return facts.changed().map(changed -> changed.isKnown() ? changed.ratio(Metric.LINE) + " of the changed lines"
                : "of what changed nobody knows");
    }
}
