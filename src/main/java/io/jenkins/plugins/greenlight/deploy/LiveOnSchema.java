package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Optional;

/** Whether the live release still works after the schema was changed for the next one: asked directly, with its own settings. */
final class LiveOnSchema {
    private static final int ATTEMPTS = 3;

    private final Target target;
    private final Plan plan;

    LiveOnSchema(Target target, Plan plan) {
        this.target = target;
        this.plan = plan;
    }

    /** What it answered wrongly; empty when all was right, or there is nobody to ask: a live release that does not run has no
     *  users. */
    Optional<String> problem() throws IOException, InterruptedException {
        if (plan.previous().isEmpty()) {
            return Optional.empty();
        }
        var live = plan.previous().get();
        var running = target.runtime().instances().stream().filter(instance -> instance.slot() == live.slot()
                && instance.release().equals(live.release().id())).findFirst();
        if (running.isEmpty()) {
            target.ports().log().warn(target.environment() + ": " + live + " does not run, so it was not asked whether it"
                    + " works on the"
                    + " migrated schema");
            return Optional.empty();
        }
        var sick = new PreviousCheck(target, plan).problem(live);
        return sick.isPresent() ? sick : smoke(running.get());
    }

    private Optional<String> smoke(Runtime.Instance instance) throws InterruptedException {
        var own = plan.previousSettings().orElse(plan.settings());
        var probe = new Probe(target.ports().http(), own.releaseHeader());
        for (var request : own.smoke()) {
            var seen = probe.ask(instance.address(), request, instance.release());
            for (int i = 1; i < ATTEMPTS && !seen.good(); i++) {
                target.ports().pause().pause(own.health().interval());
                seen = probe.ask(instance.address(), request, instance.release());
            }
            if (!seen.good()) {
                return Optional.of(seen.what());
            }
        }
        return Optional.empty();
    }
}
