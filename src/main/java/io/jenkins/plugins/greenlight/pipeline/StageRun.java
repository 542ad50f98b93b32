package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Runs one stage and says how it ended. */
final class StageRun {
    private StageRun() { }

    static <R extends StageFacts> StageResult of(Stage<R> stage, Ports ports) throws InterruptedException {
        return of(stage, ports, facts -> null);
    }

    /** @param ending what the facts alone say of the ending; null leaves it to the verdict */
    static <R extends StageFacts> StageResult of(Stage<R> stage, Ports ports, Function<R, Ending> ending) throws InterruptedException {
        var startedAt = ports.clock().instant();
        try {
            ports.log().stage(stage.id().word());
            ports.log().info("== " + stage.id().title());
            var facts = stage.run(ports);
            return decided(stage, facts, ports, ending, startedAt);
        } catch (NotBegunException e) {
            return StageResult.judged(stage.id(), StageReport.of("Nothing was done: " + e.getMessage() + ".", Measures.of()),
                    Verdict.of(e.check()), startedAt, ports.clock().instant());
        } catch (StageException e) {
            return broken(stage.id(), e.getMessage(), startedAt, ports);
        } catch (RuntimeException e) {
            return broken(stage.id(), "The stage stumbled over what nobody expected: " + e + ". This is a fault in Greenlight:"
                    + " report it with this line.", startedAt, ports);
        } finally {
            ports.log().stage("");
        }
    }

    /** What was seen stays in the report also when it could not be handed out. */
    private static <R extends StageFacts> StageResult decided(Stage<R> stage, R facts, Ports ports, Function<R, Ending> ending,
            Instant startedAt)
            throws InterruptedException {
        var verdict = stage.judge(facts);
        var last = facts;
        var error = "";
        try {
            last = verdict.outcome().blocks() ? facts : stage.passed(facts, ports);
        } catch (StageException e) {
            error = e.getMessage();
        }
        var said = ending.apply(last);
        var finishedAt = ports.clock().instant();
        if (error.isEmpty() && said == null) {
            return StageResult.judged(stage.id(), last.report(), verdict, startedAt, finishedAt);
        }
        return new StageResult(stage.id(), Optional.of(last.report()), verdict, error.isEmpty() ? said : Ending.ERROR, error,
                startedAt, finishedAt);
    }

    /** One that is interrupted when a stop is asked for: it moves no user, and what it has begun is thrown away. */
    static <R extends StageFacts> StageResult untilStopped(Stage<R> stage, Ports ports, StopSignal stop, Function<R, Ending> ending)
            throws InterruptedException {
        var startedAt = ports.clock().instant();
        try {
            return of(new Stoppable<>(stage, stop), ports, ending);
        } catch (InterruptedException e) {
            return stopped(e, stage.id(), startedAt, stop, ports);
        }
    }

    /** @throws InterruptedException the same, when nobody asked for a stop */
    static StageResult stopped(InterruptedException e, StageId id, Instant startedAt, StopSignal stop,
            Ports ports) throws InterruptedException {
        if (!stop.asked()) {
            throw e;
        }
        return broken(id, "Stopped: " + e.getMessage() + " Nothing is said of the release; run again.", startedAt, ports);
    }

    private record Stoppable<R extends StageFacts>(Stage<R> stage, StopSignal stop) implements Stage<R> {
        @Override public StageId id() {
            return stage.id();
        }

        @Override public R run(Ports ports) throws StageException, InterruptedException {
            return stop.interruptibly(() -> stage.run(ports));
        }

        @Override public Verdict judge(R facts) {
            return stage.judge(facts);
        }

        @Override public R passed(R facts, Ports ports) throws StageException, InterruptedException {
            return stop.interruptibly(() -> stage.passed(facts, ports));
        }
    }

    static StageResult broken(StageId id, String error, Instant startedAt, Ports ports) {
        return StageResult.broken(id, Ending.ERROR, error, startedAt, ports.clock().instant());
    }
}
