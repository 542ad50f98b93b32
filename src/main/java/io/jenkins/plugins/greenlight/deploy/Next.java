package io.jenkins.plugins.greenlight.deploy;

import java.util.Map;

/** Where an act leads: the state to enter, and what the journal says of it. */
record Next(DeployState state, Cause cause, String reason, Map<String, Object> facts) {
    static Next to(DeployState state, String reason) {
        return new Next(state, Cause.PLAN, reason, Map.of());
    }

    static Next to(DeployState state, Cause cause, String reason) {
        return new Next(state, cause, reason, Map.of());
    }
}
