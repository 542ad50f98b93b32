package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** WATCHING: the front door must prove the switch, then the candidate must stay well for as long as it is watched. */
final class WatchRound {
    /** Stands in the journal's entry of LIVE when something was not as it should be. */
    static final String WARNED = "warned";
    private static final Duration PROVED_WITHIN = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Target target;
    private final Plan plan;
    private final Logbook log;
    private final WayOut wayOut;
    private final WatchLooks looks;
    private final Observations seen;
    private final WatchTime time;
    private final Course course = new Course();
    private Duration provedFrom = Duration.ZERO;
    private Optional<Duration> held = Optional.empty();
    private Instant routerAnswered;

    WatchRound(Target target, Plan plan, Logbook log, Candidate candidate, WayOut wayOut, Router.Counters baseline) {
        this.target = target;
        this.plan = plan;
        this.log = log;
        this.wayOut = wayOut;
        this.seen = new Observations(plan, baseline, new Readings(target.evidence(), plan, target.ports().clock(), now()));
        this.looks = new WatchLooks(target, plan, candidate, seen);
        this.time = new WatchTime(now(), plan.settings().watch().interval());
        this.routerAnswered = now();
    }

    Next run() throws IOException, InterruptedException {
        try {
            while (true) {
                log.require(Duration.ofSeconds(1));
                var out = wayOut.from(DeployState.WATCHING);
                var decided = out.isPresent() ? out : look();
                if (decided.isPresent()) {
                    return decided.get();
                }
                pause();
            }
        } finally {
            looks.close();
        }
    }

    Measures measures() {
        return seen.measures();
    }

    List<DeployResult.Moment> course() {
        return course.moments();
    }

    /** Until the next look; meanwhile probes come and go. */
    private void pause() throws InterruptedException {
        var end = now().plus(plan.settings().watch().interval());
        for (var left = Duration.between(now(), end); left.compareTo(Duration.ZERO) > 0 && wayOut.from(DeployState.WATCHING).isEmpty();
                left = Duration.between(now(), end)) {
            wayOut.pause(DeployState.WATCHING, left.compareTo(TICK) < 0 ? left : TICK);
            looks.probe();
        }
    }

    private Optional<Next> look() throws IOException, InterruptedException {
        try {
            var route = target.router().route();
            if (!route.live().equals(Optional.of(plan.slot()))) {
                return back(Cause.FAULT, "somebody moved the router to " + route.live().map(Slot::word).orElse("nobody"));
            }
            time.look(now());
            looks.look(route, time.elapsed());
            course.add(time.elapsed(), seen.watch.lately());
            routerAnswered = now();
        } catch (Router.StaleEpochException | LeaseLostException e) {
            throw e;
        } catch (IOException e) {
            looks.routerIsSilent();
            return now().isBefore(routerAnswered.plus(Switchboard.PATIENCE)) ? Optional.empty()
                    : Optional.of(Next.to(DeployState.HALTED, Cause.FAULT, "It is not known who serves: " + e.getMessage()));
        }
        return decide();
    }

    private Optional<Next> decide() throws InterruptedException {
        var death = looks.death();
        if (death.isPresent()) {
            return back(Cause.GATE, plan.candidate() + " died while it had users" + death.get());
        }
        var against = looks.against().or(this::unproved);
        if (against.isPresent()) {
            return looks.excused() ? hold(against.get()) : back(Cause.GATE, against.get() + seen.remarks());
        }
        boolean open = seen.probes.unproved() > 0 || !time.reached(duration()) || !seen.readings.complete()
                || held.filter(at -> !time.reached(at.plus(Watch.WINDOW)) && !time.reached(duration().multipliedBy(2))).isPresent();
        return open ? Optional.empty() : atTheEnd();
    }

    private Optional<String> unproved() {
        return seen.probes.unproved() == 0 || !time.reached(provedFrom.plus(PROVED_WITHIN)) ? Optional.empty()
                : Optional.of("The front door did not answer " + ProbeRecord.PROOF + " times in a row as " + plan.candidate() + " within "
                        + Candidate.seconds(PROVED_WITHIN) + ", but last: " + seen.probes.lastSeen());
    }

    /** Who went back now would bring users to a release with the same trouble. */
    private Optional<Next> hold(String against) {
        boolean first = held.isEmpty();
        held = Optional.of(time.elapsed());
        provedFrom = time.elapsed();
        if (time.reached(duration().multipliedBy(2)) && seen.watch.countedEnough() && seen.probes.unproved() == 0) {
            return live(against + ", and " + plan.previous().orElseThrow() + " fails in the same way: it is no worse", true);
        }
        seen.forget(now());
        if (first) {
            target.ports().log().warn(plan.environment() + ": " + against + ". " + plan.previous().orElseThrow()
                    + " fails in the same way: users stay, and this is not counted");
        }
        return Optional.empty();
    }

    private Optional<Next> atTheEnd() {
        var verdict = seen.verdict();
        var said = Observations.sentence(verdict);
        boolean tooLong = time.reached(duration().multipliedBy(2).plus(PROVED_WITHIN));
        if (!verdict.outcome().blocks() && !seen.probes.well()) {
            return tooLong ? back(Cause.GATE, plan.candidate() + " did not answer at the end: " + seen.probes.lastSeen()) : Optional.empty();
        }
        return switch (verdict.outcome()) {
            case PASSED, WARNED -> live(plan.candidate() + " was watched for " + Candidate.seconds(duration()) + ": " + said + ", "
                    + seen.watch.total() + " requests, " + Math.min(looks.asked(), seen.watch.total()) + " of them our probes"
                    + (held.isPresent() ? "; for a while the previous release failed in the same way, which was not counted" : ""),
                    verdict.outcome() == Outcome.WARNED);
            case FAILED -> seen.failedByFew() && !tooLong ? Optional.empty()
                    : back(Cause.GATE, plan.candidate() + " is bad: " + said + seen.remarks());
            case INCONCLUSIVE -> tooLong ? back(Cause.UNMEASURED, plan.candidate() + " could not be judged: " + said + seen.remarks()
                    + looks.blindness()) : Optional.empty();
        };
    }

    private Optional<Next> live(String reason, boolean warned) {
        var whole = reason + seen.remarks();
        return Optional.of(new Next(DeployState.LIVE, Cause.PLAN, whole, warned ? Map.of(WARNED, true) : Map.of()));
    }

    private static Optional<Next> back(Cause cause, String reason) {
        return Optional.of(Next.to(DeployState.ROLLING_BACK, cause, reason));
    }

    private Duration duration() {
        return plan.settings().watch().duration();
    }

    private Instant now() {
        return target.ports().clock().instant();
    }
}
