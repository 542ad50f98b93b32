package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageId;
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
            ports.log().info("== " + stage.id().title());
            var facts = stage.run(ports);
            var verdict = stage.judge(facts);
            var said = ending.apply(facts);
            var finishedAt = ports.clock().instant();
            return said == null ? StageResult.judged(stage.id(), facts.report(), verdict, startedAt, finishedAt)
                    : new StageResult(stage.id(), Optional.of(facts.report()), verdict, said, "", startedAt, finishedAt);
        } catch (StageException e) {
            return broken(stage.id(), e.getMessage(), startedAt, ports);
        } catch (RuntimeException e) {
            return broken(stage.id(), "The stage stumbled over what nobody expected: " + e + ". This is a fault in Greenlight:"
                    + " report it with this line.", startedAt, ports);
        }
    }

    static StageResult broken(StageId id, String error, Instant startedAt, Ports ports) {
        return StageResult.broken(id, Ending.ERROR, error, startedAt, ports.clock().instant());
    }
}
