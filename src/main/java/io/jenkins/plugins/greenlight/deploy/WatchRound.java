package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** WATCHING: the front door must prove the switch, then the candidate must stay well for as long as it is watched. */
final class WatchRound {
    private static final int PROOF = 20;
    private static final Duration PROVED_WITHIN = Duration.ofSeconds(5);
    /** So many of the last probes without an answer of ours are no blip any more. */
    private static final int SILENT_PROBES = 3;
    private static final int LAST_PROBES = 10;
    private static final int PROBES_PER_LOOK = 20;

    private final Target target;
    private final Plan plan;
    private final Logbook log;
    private final Candidate candidate;
    private final WayOut wayOut;
    private final Probe probe;
    private final Watch watch;
    private final Instant begun;
    private int proved;
    private final Deque<Boolean> answered = new ArrayDeque<>();
    private final List<String> journey;
    private int probes;
    private String lastSeen = "nothing";
    private Instant routerAnswered;

    WatchRound(Target target, Plan plan, Logbook log, Candidate candidate, WayOut wayOut, Router.Counters baseline) {
        this.target = target;
        this.plan = plan;
        this.log = log;
        this.candidate = candidate;
        this.wayOut = wayOut;
        this.probe = new Probe(target.ports().http(), plan.settings().releaseHeader());
        this.watch = new Watch(plan.settings().watch(), baseline);
        this.begun = target.ports().clock().instant();
        this.routerAnswered = begun;
        this.journey = Stream.concat(Stream.of("GET " + plan.settings().health().path()),
                plan.settings().smoke().stream().filter(request -> request.startsWith("GET "))).toList();
    }

    Next run() throws IOException, InterruptedException {
        while (true) {
            log.require(Duration.ofSeconds(1));
            var out = wayOut.from(DeployState.WATCHING);
            var decided = out.isPresent() ? out : look();
            if (decided.isPresent()) {
                return decided.get();
            }
            wayOut.pause(DeployState.WATCHING, plan.settings().watch().interval());
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

    /**
     * At least one probe a look; as many as the proof still needs, and as many as users are too few. They go through the
     * journey that the smoke tests know: a release may answer its health and nothing else.
     */
    private void ask() throws InterruptedException {
        var share = Math.min(1.0, (double) elapsed().toMillis() / Math.max(1, plan.settings().watch().duration().toMillis()));
        long missing = (long) Math.ceil(plan.settings().watch().minSamples() * share) - watch.total();
        long wanted = Math.max(1, Math.min(PROBES_PER_LOOK, Math.max(PROOF - proved, missing)));
        var end = now().plus(plan.settings().watch().interval());
        for (int i = 0; i < wanted && (i == 0 || now().isBefore(end)); i++) {
            var seen = probe.ask(target.router().frontDoor(), journey.get(probes % journey.size()), plan.candidate().id());
            probes++;
            boolean ours = seen.from().equals(plan.candidate().id().value());
            proved = ours ? proved + 1 : proved >= PROOF ? proved : 0;
            answered.addLast(ours);
            if (answered.size() > LAST_PROBES) {
                answered.removeFirst();
            }
            lastSeen = ours ? lastSeen : seen.what();
            if (!ours) {
                return;
            }
        }
    }

    private long silent() {
        return answered.stream().filter(ours -> !ours).count();
    }

    private Optional<Next> decide() throws InterruptedException {
        if (!runs()) {
            return back(Cause.GATE, plan.candidate() + " died while it had users" + candidate.lastLines());
        }
        if (watch.isBad()) {
            return back(Cause.GATE, plan.candidate() + " is bad: " + sentence(watch.verdict()));
        }
        if (silent() >= SILENT_PROBES && proved >= PROOF) {
            return back(Cause.GATE, plan.candidate() + " did not answer " + silent() + " of the last " + answered.size()
                    + " probes: " + lastSeen);
        }
        if (proved < PROOF) {
            return elapsed().compareTo(PROVED_WITHIN) < 0 ? Optional.empty() : back(Cause.GATE,
                    "The front door did not answer " + PROOF + " times in a row as " + plan.candidate() + " within "
                            + Candidate.seconds(PROVED_WITHIN) + ", but last: " + lastSeen);
        }
        boolean open = elapsed().compareTo(plan.settings().watch().duration()) < 0 || !answered.getLast();
        return open ? Optional.empty() : atTheEnd();
    }

    /** A note that cannot be read now says nothing of the release: probes and counters do. */
    private boolean runs() throws InterruptedException {
        try {
            return candidate.find().isPresent();
        } catch (IOException e) {
            lastSeen = e.getMessage();
            return true;
        }
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
