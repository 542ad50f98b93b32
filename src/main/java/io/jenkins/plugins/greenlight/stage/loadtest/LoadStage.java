package io.jenkins.plugins.greenlight.stage.loadtest;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.load.LoadEngine;
import io.jenkins.plugins.greenlight.load.LoadPlan;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Stops delivery when this build answers too slowly or too badly under load. */
public final class LoadStage implements Stage<LoadReport> {
    private static final Verdict NOTHING = new Verdict(List.of());

    private final LoadConfig config;
    private final URI base;
    private final ReleaseId expected;

    /** @param base where this build runs
     *  @param expected the id that it answers in the configured header */
    public LoadStage(LoadConfig config, URI base, ReleaseId expected) {
        this.config = config;
        this.base = base;
        this.expected = expected;
    }

    @Override public StageId id() {
        return StageId.LOAD;
    }

    @Override public LoadReport run(Ports ports) throws StageException, InterruptedException {
        var plan = plan();
        new Readiness(base, config.healthPath()).await(ports);
        ports.log().info("Load: " + config.perSecond() + " requests per second to " + base + " for "
                + config.duration().toMillis() / 1000.0 + " s after " + config.warmup().toMillis() / 1000.0 + " s of warm-up");
        try {
            var result = new LoadEngine().run(plan, ports.log());
            return new LoadReport(base, config.perSecond(), config.duration(), config.timeout(), result);
        } catch (IOException e) {
            throw new StageException("Load test of " + base + " not started: " + e.getMessage()
                    + ". Expected a host that this machine can look up and a free port of the loopback.", e);
        }
    }

    private LoadPlan plan() throws StageException {
        try {
            var requests = config.requests().stream().map(r -> new LoadPlan.Request(r.method(), r.path(), r.body())).toList();
            return new LoadPlan(base, config.perSecond(), config.duration(), config.warmup(), config.timeout(),
                    config.connections(), requests, config.releaseHeader());
        } catch (IllegalArgumentException e) {
            throw new StageException(e.getMessage() + " Correct loadTest in greenlight.yaml.", e);
        }
    }

    @Override public Verdict judge(LoadReport report) {
        return found(report).under(config.onMissing()).under(config.mode());
    }

    private Verdict found(LoadReport report) {
        var result = report.result();
        if (result.requests() == 0) {
            return Verdict.of(Check.inconclusive("requests", "0", "> 0",
                    "Nothing was asked. Give the load test a longer duration."));
        }
        if (result.releases().answers() == 0) {
            return answers(report).and(figures(report));
        }
        var release = Releases.of(result.releases()).judge(expected, config.releaseHeader());
        var verdict = Verdict.of(release).and(answers(report));
        return release.outcome().blocks() ? verdict.and(foreign(report)) : verdict.and(figures(report));
    }

    /** Another release's figures decide nothing, unless the configuration accepts not knowing who answered. */
    private Verdict foreign(LoadReport report) {
        return switch (config.onMissing()) {
            case BLOCK -> NOTHING;
            case WARN -> figures(report);
        };
    }

    /** Asked and never once answered well is a no, not a gap in what we know. */
    private Verdict answers(LoadReport report) {
        return report.result().good() > 0 ? NOTHING : Verdict.of(Check.failed("answers", "0 good answers", "> 0",
                "See the errors by kind, and the log of what runs at " + report.base() + "."));
    }

    private Verdict figures(LoadReport report) {
        var verdict = config.checks().judge(report.measures());
        return verdict.checks().isEmpty() ? Verdict.of(Check.inconclusive("checks", "none", "at least one threshold",
                "Write one under loadTest.checks, for example \"p95 < 200 ms\".")) : verdict;
    }
}
