package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a watch comes to when its time is up: LIVE, back, or a little longer. */
final class WatchEnd {
    /** Stands in the journal's entry of LIVE when something was not as it should be. */
    static final String WARNED = "warned";

    private final Plan plan;
    private final Observations seen;

    WatchEnd(Plan plan, Observations seen) {
        this.plan = plan;
        this.seen = seen;
    }

    /** Empty while more has to be seen, at most until twice the duration and the time that the proof may take.
     * @param held whether trouble that the previous release had too was not counted */
    Optional<Next> judge(WatchLooks looks, WatchTime time, boolean held) {
        var duration = plan.settings().watch().duration();
        boolean tooLong = time.reached(duration.multipliedBy(2).plus(WatchRound.PROVED_WITHIN));
        var verdict = seen.verdict();
        var said = Observations.sentence(verdict);
        if (!verdict.outcome().blocks() && !seen.probes.well()) {
            return tooLong ? back(Cause.GATE, plan.candidate() + " did not answer at the end: " + seen.probes.lastSeen()) : Optional.empty();
        }
        return switch (verdict.outcome()) {
            case PASSED, WARNED -> live(watched(duration, said, looks, held), verdict.outcome() == Outcome.WARNED);
            case FAILED -> seen.failedByFew() && !tooLong ? Optional.empty()
                    : back(Cause.GATE, plan.candidate() + " is bad: " + said + seen.remarks());
            case INCONCLUSIVE -> tooLong ? back(Cause.UNMEASURED, plan.candidate() + " could not be judged: " + said + seen.remarks()
                    + looks.blindness()) : Optional.empty();
        };
    }

    private String watched(Duration duration, String said, WatchLooks looks, boolean held) {
        return plan.candidate() + " was watched for " + Candidate.seconds(duration) + ": " + said + ", " + seen.watch.total()
                + " requests, " + Math.min(looks.asked(), seen.watch.total()) + " of them our probes"
                + (held ? "; for a while the previous release failed in the same way, which was not counted" : "");
    }

    Optional<Next> live(String reason, boolean warned) {
        return Optional.of(new Next(DeployState.LIVE, Cause.PLAN, reason + seen.remarks(), warned ? Map.of(WARNED, true) : Map.of()));
    }

    static Optional<Next> back(Cause cause, String reason) {
        return Optional.of(Next.to(DeployState.ROLLING_BACK, cause, reason));
    }
}
