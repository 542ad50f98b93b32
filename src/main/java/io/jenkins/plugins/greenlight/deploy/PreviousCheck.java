package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.util.Optional;

/** Whether the way back leads anywhere. */
final class PreviousCheck {
    private static final int ATTEMPTS = 5;

    private final Target target;
    private final Plan plan;

    PreviousCheck(Target target, Plan plan) {
        this.target = target;
        this.plan = plan;
    }

    /** Why the previous release cannot take the users; empty when it can. */
    Optional<String> problem(History.Placed previous) throws IOException, InterruptedException {
        var instance = target.runtime().instances().stream().filter(i -> i.slot() == previous.slot()
                && i.release().equals(previous.release().id())).findFirst();
        if (instance.isEmpty()) {
            return Optional.of(previous + " does not run");
        }
        var own = plan.previousSettings().orElse(plan.settings());
        var probe = new Probe(target.ports().http(), own.releaseHeader());
        var health = own.health();
        var seen = probe.health(instance.get().address(), health, previous.release().id());
        for (int i = 1; i < ATTEMPTS && !seen.good(); i++) {
            target.ports().pause().pause(health.interval());
            seen = probe.health(instance.get().address(), health, previous.release().id());
        }
        return seen.good() ? Optional.empty() : Optional.of(seen.what());
    }
}
