package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at the world for WATCHING: router, probes, runtime, and the previous release for comparison. Decides nothing. */
final class WatchLooks {
    /** More than one probe may be wanted a look, but no load. */
    private static final int PROBES_PER_LOOK = 20;

    private final Target target;
    private final Plan plan;
    private final Candidate candidate;
    private final Observations seen;
    private final Probes probes;
    private final Excuse excuse;
    private Optional<Runtime.Instance> instance = Optional.empty();
    private Optional<URI> previous = Optional.empty();
    private boolean asksPrevious;
    private boolean gone;
    private Optional<String> unhealthy = Optional.empty();
    private String blindness = "";

    WatchLooks(Target target, Plan plan, Candidate candidate, Observations seen) {
        this.target = target;
        this.plan = plan;
        this.candidate = candidate;
        this.seen = seen;
        var probe = new Probe(target.ports().http(), plan.settings().releaseHeader());
        var patience = seen.times.patience();
        this.probes = new Probes(probe, plan, target.ports().clock(), patience);
        this.excuse = new Excuse(target, plan, probe, seen.times, seen.alike, patience);
    }

    void look(Router.Route route, Duration elapsed) throws IOException, InterruptedException {
        count();
        lookAtTheCandidate();
        if (!asksPrevious) {
            previous = excuse.previous();
            asksPrevious = true;
        }
        probes.want(wanted(elapsed), route.onTrial());
        probes.compare(instance.map(Runtime.Instance::address), previous);
        probe();
        seen.readings.look(elapsed.compareTo(plan.settings().watch().duration()) >= 0);
    }

    /** A router that says who is live and not what it counted leaves us without evidence, not without knowledge who serves. */
    private void count() throws IOException, InterruptedException {
        try {
            seen.watch.look(now(), target.router().counters(plan.slot()));
            blindness = "";
        } catch (Router.StaleEpochException | LeaseLostException e) {
            throw e;
        } catch (IOException e) {
            seen.watch.lookInVain(now());
            blindness = ". The router did not say what it counted: " + e.getMessage();
        }
    }

    /** A note that cannot be read now says nothing of the release: probes and counters do. */
    private void lookAtTheCandidate() throws InterruptedException {
        try {
            var found = candidate.find();
            gone = found.isEmpty() || restarted(found.get());
            instance = found.isPresent() ? found : instance;
            boolean sick = found.isPresent() && target.runtime().health(found.get()) == Runtime.Health.UNHEALTHY;
            unhealthy = sick && !excuse.unhealthyToo() ? Optional.of(plan.candidate() + " is bad: its own health check fails")
                    : Optional.empty();
        } catch (IOException e) {
            blindness = ". The runtime did not say how it is: " + e.getMessage();
        }
    }

    /** It runs, and died a moment ago: who starts it again so fast hides that from the counters. One that is paused is no such. */
    private boolean restarted(Runtime.Instance found) throws IOException, InterruptedException {
        return !target.runtime().alive(found) && target.runtime().exit(found.name()).isPresent();
    }

    /** At least one; as many as the proof still needs, and as many as users are too few or as doubts remain. */
    private int wanted(Duration elapsed) {
        var settings = plan.settings().watch();
        var share = (double) elapsed.toMillis() / Math.max(1, settings.duration().toMillis());
        if (share > 1 && seen.verdict().outcome() != Outcome.PASSED) {
            return PROBES_PER_LOOK;
        }
        long missing = (long) Math.ceil(settings.minSamples() * Math.min(1, share)) - seen.watch.total();
        return (int) Math.max(1, Math.min(PROBES_PER_LOOK, Math.max(seen.probes.unproved(), missing)));
    }

    void probe() throws InterruptedException {
        seen.take(probes.top(target.router().frontDoor()));
    }

    /** What the front door did meanwhile says nothing of the candidate. */
    void routerIsSilent() {
        probes.forgetDoor();
        seen.probes.forgetDoor();
    }

    /** How it ended, when it did. */
    Optional<String> death() throws InterruptedException {
        return gone ? Optional.of(candidate.lastLines()) : Optional.empty();
    }

    Optional<String> against() {
        return unhealthy.or(() -> seen.against(now()).map(what -> plan.candidate() + " " + what));
    }

    /** Whether the previous release has the same trouble. */
    boolean excused() throws InterruptedException {
        return unhealthy.isEmpty() && instance.isPresent() && plan.previous().isPresent() && excuse.holds(instance.get().address());
    }

    /** Probes through the front door. */
    int asked() {
        return probes.asked();
    }

    /** Why the router's counters or the runtime are not known; empty when they are. */
    String blindness() {
        return blindness;
    }

    void close() {
        probes.close();
    }

    private Instant now() {
        return target.ports().clock().instant();
    }
}
