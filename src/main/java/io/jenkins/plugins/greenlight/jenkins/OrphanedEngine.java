package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.greenlight.parse.Mask;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.durabletask.Controller;

/** An engine whose step was ended over its head. It must not go on unwatched: it is stopped, and its report still kept. */
final class OrphanedEngine {
    /** So long one that nobody can ask for its exit code may take to leave a report. */
    private static final long UNKNOWN_NANOS = TimeUnit.MINUTES.toNanos(10);
    private final StageRequest request;
    private final String id;
    private final Run<?, ?> run;
    private final Mask mask;
    private final long since = System.nanoTime();

    /** @param run null when it is not known any more */
    OrphanedEngine(StageRequest request, String id, Run<?, ?> run, Mask mask) {
        this.request = request;
        this.id = id;
        this.run = run;
        this.mask = mask;
    }

    /** Looks once.
     *  @param controller null when there is none
     *  @return whether it is at its end, or nobody will ever know */
    boolean ended(Surroundings around, Controller controller, StopRequests stops) throws IOException, InterruptedException {
        var found = around.agent(TaskListener.NULL);
        return found.isPresent() ? ended(found.get(), controller, stops) : around.removed();
    }

    private boolean ended(Agent agent, Controller controller, StopRequests stops) throws IOException, InterruptedException {
        if (controller == null && !agent.begun()) {
            return true;
        }
        stops.ask(agent);
        var code = controller == null ? Optional.<Integer>empty() : agent.exitCode(controller, TaskListener.NULL);
        if (code.isPresent() && run != null && !request.tells()) {
            DeliveryAction.add(run, request.word(), id,
                    EngineReading.of(request, code.get(), agent.report(), mask, id, Instant.now()).report());
        }
        boolean ended = code.isPresent() || agent.report().isPresent() || controller == null && System.nanoTime() - since > UNKNOWN_NANOS;
        if (ended) {
            agent.clean(controller);
        }
        return ended;
    }
}
