package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Asks the user's status program where a step stands. Only it knows once a program was started. */
final class StepStatus {
    /** What its exit codes mean; anything else is UNKNOWN. */
    enum Standing { DONE, NOT_DONE, RUNNING, UNKNOWN }

    static final int DONE = 0;
    static final int NOT_DONE = 10;
    static final int RUNNING = 11;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Target target;
    private final Migration migration;
    private final SchemaPrograms programs;

    StepStatus(Target target, Migration migration, SchemaPrograms programs) {
        this.target = target;
        this.migration = migration;
        this.programs = programs;
    }

    /** @param said what it said, or why it could not be asked */
    record Answer(Standing standing, String said) { }

    /** Waits for what still runs, until the migration's timeout is over or a stop is asked for; RUNNING then. */
    Answer settled(Migration.Step step) throws IOException, InterruptedException {
        var clock = target.ports().clock();
        var end = clock.instant().plus(migration.timeout());
        var answer = ask(step);
        while (answer.standing() == Standing.RUNNING && clock.instant().isBefore(end) && !target.stop().asked()) {
            target.ports().pause().pause(LOOK);
            answer = ask(step);
        }
        return answer;
    }

    private Answer ask(Migration.Step step) throws IOException, InterruptedException {
        if (!migration.has(Migration.Step.STATUS)) {
            return new Answer(Standing.UNKNOWN, "there is no migration.status to ask");
        }
        var ended = programs.run(Migration.Step.STATUS, step, Map.of());
        return new Answer(ended.exitCode().map(StepStatus::standing).orElse(Standing.UNKNOWN), ended.said());
    }

    private static Standing standing(int exitCode) {
        return switch (exitCode) {
            case DONE -> Standing.DONE;
            case NOT_DONE -> Standing.NOT_DONE;
            case RUNNING -> Standing.RUNNING;
            default -> Standing.UNKNOWN;
        };
    }
}
