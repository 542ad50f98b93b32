package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** WATCHING: the front door must prove the switch, then the candidate must stay well for as long as it is watched. */
final class WatchRound {
    private static final int PROOF = 20;
    private static final Duration PROVED_WITHIN = Duration.ofSeconds(5);
    private static final int SILENT_PROBES = 3;
    private static final int PROBES_PER_LOOK = 20;

    private final Target target;
    private final Plan plan;
    private final Logbook log;
    private final Candidate candidate;
    private final Probe probe;
    private final Watch watch;
    private final Instant begun;
    private int proved;
    private int silent;
    private int probes;
    private String lastSeen = "nothing";
    private Instant routerAnswered;

    WatchRound(Target target, Plan plan, Logbook log, Candidate candidate, Router.Counters baseline) {
        this.target = target;
        this.plan = plan;
        this.log = log;
        this.candidate = candidate;
        this.probe = new Probe(target.ports().http(), plan.settings().releaseHeader());
        this.watch = new Watch(plan.settings().watch(), baseline);
        this.begun = target.ports().clock().instant();
        this.routerAnswered = begun;
    }

    Next run() throws IOException, InterruptedException {
        while (true) {
            log.require(Duration.ofSeconds(1));
            var decided = look();
            if (decided.isPresent()) {
                return decided.get();
            }
            target.ports().pause().pause(plan.settings().watch().interval());
        }
    }

    Measures measures() {
        return watch.measures();
    }

    private Optional<Next> look() throws IOException, InterruptedException {
        try {
            var live = target.router().route().live();
            if (!live.equals(Optional.of(plan.slot()))) {
                return back(Cause.FAULT, "somebody moved the router to " + live.map(Slot::word).orElse("nobody"));
            }
            ask();
            watch.look(now(), target.router().counters(plan.slot()));
            routerAnswered = now();
        } catch (Router.StaleEpochException | LeaseLostException e) {
            throw e;
        } catch (IOException e) {
            return now().isBefore(routerAnswered.plus(Switchboard.PATIENCE)) ? Optional.empty()
                    : Optional.of(Next.to(DeployState.HALTED, Cause.FAULT, "It is not known who serves: " + e.getMessage()));
        }
        return decide();
    }

    /** At least one probe a look; as many as the proof still needs, and as many as users are too few. */
    private void ask() throws InterruptedException {
        var share = Math.min(1.0, (double) elapsed().toMillis() / Math.max(1, plan.settings().watch().duration().toMillis()));
        long missing = (long) Math.ceil(plan.settings().watch().minSamples() * share) - watch.total();
        long wanted = Math.max(1, Math.min(PROBES_PER_LOOK, Math.max(PROOF - proved, missing)));
        for (int i = 0; i < wanted && silent < SILENT_PROBES; i++) {
            var seen = probe.ask(target.router().frontDoor(), "GET " + plan.settings().health().path(), plan.candidate().id());
            probes++;
            boolean ours = seen.from().equals(plan.candidate().id().value());
            proved = ours ? proved + 1 : proved >= PROOF ? proved : 0;
            silent = ours ? 0 : silent + 1;
            lastSeen = seen.what();
            if (!ours) {
                return;
            }
        }
    }

    private Optional<Next> decide() throws IOException, InterruptedException {
        var instance = candidate.find();
        if (instance.isEmpty()) {
            return back(Cause.GATE, plan.candidate() + " died while it had users" + candidate.lastLines());
        }
        if (watch.isBad()) {
            return back(Cause.GATE, plan.candidate() + " is bad: " + sentence(watch.verdict()));
        }
        if (silent >= SILENT_PROBES && proved >= PROOF) {
            return back(Cause.GATE, plan.candidate() + " stopped answering " + silent + " times in a row: " + lastSeen);
        }
        if (proved < PROOF) {
            silent = 0;
            return elapsed().compareTo(PROVED_WITHIN) < 0 ? Optional.empty() : back(Cause.GATE,
                    "The front door did not answer " + PROOF + " times in a row as " + plan.candidate() + " within "
                            + Candidate.seconds(PROVED_WITHIN) + ", but last: " + lastSeen);
        }
        return elapsed().compareTo(plan.settings().watch().duration()) < 0 ? Optional.empty() : atTheEnd();
    }

    private Optional<Next> atTheEnd() {
        var verdict = watch.verdict();
        return switch (verdict.outcome()) {
            case PASSED, WARNED -> Optional.of(Next.to(DeployState.LIVE, plan.candidate() + " was watched for "
                    + Candidate.seconds(plan.settings().watch().duration()) + ": " + sentence(verdict) + ", "
                    + watch.total() + " requests, " + Math.min(probes, watch.total()) + " of them our probes"));
            case FAILED -> back(Cause.GATE, plan.candidate() + " is bad: " + sentence(verdict));
            case INCONCLUSIVE -> elapsed().compareTo(plan.settings().watch().duration().multipliedBy(2).plus(PROVED_WITHIN)) < 0
                    ? Optional.empty() : back(Cause.UNMEASURED, plan.candidate() + " could not be judged: " + sentence(verdict));
        };
    }

    private static Optional<Next> back(Cause cause, String reason) {
        return Optional.of(Next.to(DeployState.ROLLING_BACK, cause, reason));
    }

    private static String sentence(Verdict verdict) {
        return verdict.checks().stream().map(WatchRound::sentence).collect(Collectors.joining(", "));
    }

    private static String sentence(Check check) {
        return check.name() + " " + check.measured() + " (required " + check.required() + ")";
    }

    private Instant now() {
        return target.ports().clock().instant();
    }

    private Duration elapsed() {
        return Duration.between(begun, now());
    }
}
