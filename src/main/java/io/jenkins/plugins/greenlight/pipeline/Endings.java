package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.Cause;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.stage.StageId;

/** How a delivery ends when a deployment ended so. */
public final class Endings {
    private Endings() { }

    /** @param environment STAGING or PRODUCTION */
    public static Ending of(StageId environment, DeployResult result) {
        return environment == StageId.STAGING ? ofStaging(result) : of(result);
    }

    /** In production: a release that was taken back had users. */
    public static Ending of(DeployResult result) {
        return result.state().map(state -> of(state, result.cause())).orElseGet(() -> of(result.cause()));
    }

    /** In staging nobody's users were taken back: the release failed a gate. */
    public static Ending ofStaging(DeployResult result) {
        return result.state().filter(state -> state == DeployState.ROLLED_BACK).isPresent() ? of(result.cause()) : of(result);
    }

    private static Ending of(DeployState state, Cause cause) {
        return switch (state) {
            case LIVE -> Ending.DELIVERED;
            case ROLLED_BACK -> Ending.ROLLED_BACK;
            case HALTED -> Ending.HALTED;
            case ABANDONED -> of(cause);
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL -> Ending.ERROR;
            case SWITCHING, WATCHING, ROLLING_BACK -> Ending.HALTED;
        };
    }

    private static Ending of(Cause cause) {
        return switch (cause) {
            case GATE -> Ending.GATE_FAILED;
            case UNMEASURED -> Ending.INCONCLUSIVE;
            case BLOCKED -> Ending.BLOCKED;
            case FAULT, STOPPED, PLAN -> Ending.ERROR;
        };
    }
}
