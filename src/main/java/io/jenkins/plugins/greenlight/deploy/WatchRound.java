package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Measures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** WATCHING: the front door must prove the switch, then the candidate must stay well for as long as it is watched. */
final class WatchRound {
    static final Duration PROVED_WITHIN = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Target target;
    private final Plan plan;
    private final Logbook log;
    private final WayOut wayOut;
    private final WatchLooks looks;
    private final Observations seen;
    private final WatchTime time;
    private final WatchEnd end;
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
        this.end = new WatchEnd(plan, seen);
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
                return WatchEnd.back(Cause.FAULT, "somebody moved the router to " + route.live().map(Slot::word).orElse("nobody"));
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
            return WatchEnd.back(Cause.GATE, plan.candidate() + " died while it had users" + death.get());
        }
        var against = looks.against().or(this::unproved);
        if (against.isPresent()) {
            return looks.excused() ? hold(against.get()) : WatchEnd.back(Cause.GATE, against.get() + seen.remarks());
        }
        boolean open = seen.probes.unproved() > 0 || !time.reached(duration()) || !seen.readings.complete()
                || held.filter(at -> !time.reached(at.plus(Watch.WINDOW)) && !time.reached(duration().multipliedBy(2))).isPresent();
        return open ? Optional.empty() : end.judge(looks, time, held.isPresent());
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
            return end.live(against + ", and " + plan.previous().orElseThrow() + " fails in the same way: it is no worse", true);
        }
        seen.forget(now());
        if (first) {
            target.ports().log().warn(plan.environment() + ": " + against + ". " + plan.previous().orElseThrow()
                    + " fails in the same way: users stay, and this is not counted");
        }
        return Optional.empty();
    }

    private Duration duration() {
        return plan.settings().watch().duration();
    }

    private Instant now() {
        return target.ports().clock().instant();
    }
}
