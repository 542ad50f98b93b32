package io.jenkins.plugins.greenlight.deploy;

import java.time.Duration;
import java.util.Optional;

/** Where a deployment goes when a stop is asked for: before users moved to its end, after that back; never on. */
final class WayOut {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Target target;
    private final Plan plan;
    private boolean told;

    WayOut(Target target, Plan plan) {
        this.target = target;
        this.plan = plan;
    }

    /** Empty when no stop was asked for, and where it changes nothing. */
    Optional<Next> from(DeployState state) {
        if (!target.stop().asked()) {
            return Optional.empty();
        }
        return switch (state) {
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL -> Optional.of(Next.to(DeployState.ABANDONED, Cause.STOPPED,
                    "A stop was asked for in " + state + ": no user was moved, " + plan.candidate() + " is given up. Deploy it again when"
                            + " it may go on."));
            case SWITCHING, WATCHING -> back(state);
            case ROLLING_BACK, LIVE, ABANDONED, ROLLED_BACK, HALTED -> Optional.empty();
        };
    }

    /** Lets this much time pass, less when there is a way out of the state. */
    void pause(DeployState state, Duration duration) throws InterruptedException {
        var clock = target.ports().clock();
        var end = clock.instant().plus(duration);
        for (var left = duration; left.compareTo(Duration.ZERO) > 0 && from(state).isEmpty(); left = Duration.between(clock.instant(), end)) {
            target.ports().pause().pause(left.compareTo(LOOK) < 0 ? left : LOOK);
        }
    }

    private Optional<Next> back(DeployState state) {
        if (plan.previous().isEmpty()) {
            stay(state);
            return Optional.empty();
        }
        return Optional.of(Next.to(DeployState.ROLLING_BACK, Cause.STOPPED, "A stop was asked for in " + state + ", before "
                + plan.candidate() + " was judged: users are to be on " + plan.previous().get() + ". Deploy it again when it may go on."));
    }

    /** Whoever has no other release is no better off with one that nobody judges. */
    private void stay(DeployState state) {
        if (!told) {
            told = true;
            target.ports().log().warn(plan.environment() + ": a stop was asked for in " + state + ". This is the first deployment: there is"
                    + " no way back, so users stay on " + plan.candidate() + ", which is watched to its end.");
        }
    }
}
