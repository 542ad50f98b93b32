package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One step at one level, done at most once: that it begins is in the journal before its program is started, and what was
 * begun and
 * did not come to an end there is never started again unless the user's status program says that it was not done.
 */
final class SchemaStep {
    /** DONE and FAILED are known. UNKNOWN: begun, and nobody can say how far it came. UNASKED: not begun, nobody can say
     *  whether to. */
    enum How { DONE, DONE_BADLY, FAILED, UNKNOWN, UNASKED }

    /** @param what a clause: what was done and said */
    record Result(How how, String what) { }

    private final Target target;
    private final Logbook log;
    private final Plan plan;
    private final Migration.Step step;
    private final Migration migration;
    private final SchemaPrograms programs;
    private final StepStatus status;
    private final Map<String, Object> more;

    /** @param plan of the release whose migration it is
     *  @param more further facts of the journal's entries */
    SchemaStep(Target target, Logbook log, Plan plan, Migration.Step step, Map<String, Object> more) {
        this.more = more;
        this.target = target;
        this.log = log;
        this.plan = plan;
        this.step = step;
        this.migration = plan.settings().migration().orElseThrow();
        this.programs = new SchemaPrograms(target, plan);
        this.status = new StepStatus(target, migration, programs);
    }

    /** How it stands, without doing anything; empty when it is to be run. */
    Optional<Result> look() throws IOException, InterruptedException {
        var phase = new SchemaHistory(log.journal().entries()).phase(step, migration.level());
        boolean begun = phase.equals(Optional.of(SchemaMark.Phase.BEGUN));
        boolean done = phase.equals(Optional.of(SchemaMark.Phase.DONE));
        if (!begun && !migration.has(Migration.Step.STATUS)) {
            return done ? Optional.of(new Result(How.DONE, name() + " was done before, as the journal says")) : Optional.empty();
        }
        var answer = status.settled(step);
        return switch (answer.standing()) {
            case DONE -> {
                if (!done) {
                    note(SchemaMark.Phase.DONE, "is done, as its status says");
                }
                yield Optional.of(new Result(How.DONE, name() + " is done already"));
            }
            case NOT_DONE -> {
                if (begun) {
                    note(SchemaMark.Phase.NOT_DONE, "was begun and is not done, as its status says");
                }
                yield Optional.empty();
            }
            case RUNNING, UNKNOWN -> Optional.of(new Result(begun ? How.UNKNOWN : How.UNASKED, begun
                    ? name() + " was begun and nobody can say how far it came: " + answer.said()
                    : "nobody can say whether " + name() + " is done: " + answer.said()));
        };
    }

    Result run() throws IOException, InterruptedException {
        note(SchemaMark.Phase.BEGUN, "begins");
        log.require(Duration.ofSeconds(1));
        var ended = programs.run(step, step, Map.of());
        if (ended.with(0)) {
            note(SchemaMark.Phase.DONE, "is done");
            return new Result(How.DONE, name() + " is done");
        }
        var answer = status.settled(step);
        return switch (answer.standing()) {
            case DONE -> {
                note(SchemaMark.Phase.DONE, "failed and is done nevertheless, as its status says");
                yield new Result(How.DONE_BADLY, name() + " failed and is done nevertheless, as its status says. "
                        + ended.said());
            }
            case NOT_DONE -> {
                note(SchemaMark.Phase.NOT_DONE, "failed and is not done, as its status says");
                yield new Result(How.FAILED, name() + " failed and is not done, as its status says. " + ended.said());
            }
            case RUNNING, UNKNOWN -> new Result(How.UNKNOWN, name() + " failed and nobody can say how far it came: "
                    + answer.said()
                    + ". " + ended.said());
        };
    }

    private String name() {
        return step.word() + " of level " + migration.level();
    }

    private void note(SchemaMark.Phase phase, String what) throws IOException {
        var reason = name() + " " + what;
        log.schema(reason, plan.candidate(), plan.slot(), new SchemaMark(step, phase, migration.level(), more).facts());
        target.ports().log().info(target.environment() + ": " + reason);
    }
}
