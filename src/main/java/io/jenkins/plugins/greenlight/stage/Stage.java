package io.jenkins.plugins.greenlight.stage;

import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;

/** One step of delivery: looks at or changes the world in {@link #run}, decides in {@link #judge}. */
public interface Stage<R extends StageFacts> {
    StageId id();

    /** @throws StageException when the work could not be done; a gate's no is not one */
    R run(Ports ports) throws StageException, InterruptedException;

    /** Pure: the same facts, the same verdict. */
    Verdict judge(R facts);

    /**
     * Called after a verdict that lets delivery go on: now may be kept what the next run is to be compared with, and handed out what
     * nobody may have before.
     *
     * @return the facts, with what was done now
     * @throws StageException when it could not be kept or handed out
     */
    default R passed(R facts, Ports ports) throws StageException, InterruptedException {
        return facts;
    }
}
