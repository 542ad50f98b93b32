package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether what is held against the candidate is the previous release's trouble too: then going back helps nobody. */
final class Excuse {
    private static final int TIMES = 2;
    private static final Duration TICK = Duration.ofMillis(50);

    private final Target target;
    private final Plan plan;
    private final Probe probe;
    private final ProbeTimes times;
    private final Alike alike;
    private final Duration patience;

    Excuse(Target target, Plan plan, Probe probe, ProbeTimes times, Alike alike, Duration patience) {
        this.target = target;
        this.plan = plan;
        this.probe = probe;
        this.times = times;
        this.alike = alike;
        this.patience = patience;
    }

    /** Where it is asked; empty when there is none that runs. */
    Optional<URI> previous() throws InterruptedException {
        try {
            return instance().map(Runtime.Instance::address);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Runtime.Instance> instance() throws IOException, InterruptedException {
        if (plan.previous().isEmpty()) {
            return Optional.empty();
        }
        var previous = plan.previous().get();
        return target.runtime().instances().stream().filter(i -> i.slot() == previous.slot()
                && i.release().equals(previous.release().id())).findFirst();
    }

    /** By what both answered lately, else by what both answer now. */
    boolean holds(URI candidate) throws InterruptedException {
        var now = target.ports().clock().instant();
        if (alike.since(now.minus(Watch.WINDOW))) {
            return true;
        }
        var previous = previous();
        if (previous.isEmpty() || !ask(Probes.Way.PREVIOUS, previous.get(), now)) {
            return false;
        }
        ask(Probes.Way.CANDIDATE, candidate, now);
        return alike.since(now);
    }

    /** Whether the runtime's own health check fails for the previous release as well. */
    boolean unhealthyToo() throws IOException, InterruptedException {
        var previous = instance();
        return previous.isPresent() && target.runtime().health(previous.get()) == Runtime.Health.UNHEALTHY;
    }

    /** @return whether any of its answers was bad */
    private boolean ask(Probes.Way way, URI base, Instant begun) throws InterruptedException {
        var pending = new ArrayList<CompletableFuture<Probes.Answer>>();
        var expected = way == Probes.Way.PREVIOUS ? plan.previous().orElseThrow().release().id() : plan.candidate().id();
        var clock = target.ports().clock();
        for (var request : plan.journey()) {
            for (int i = 0; i < TIMES; i++) {
                pending.add(probe.begin(base, request, expected, patience).thenApply(seen -> {
                    boolean ours = seen.from().equals(expected.value());
                    return new Probes.Answer(way, request, begun, clock.instant(), ours, !ours || seen.status() >= 500, false, seen.what());
                }));
            }
        }
        return await(pending).stream().map(answer -> {
            boolean slow = times.slow(Duration.between(answer.begun(), answer.ended()).toNanos() / 1e6);
            alike.add(answer, slow);
            return answer.bad() || slow;
        }).reduce(false, Boolean::logicalOr);
    }

    private List<Probes.Answer> await(List<CompletableFuture<Probes.Answer>> pending) throws InterruptedException {
        for (int i = 0; i < 100 && !pending.stream().allMatch(CompletableFuture::isDone); i++) {
            target.ports().pause().pause(TICK);
        }
        return pending.stream().filter(one -> one.isDone() && !one.isCompletedExceptionally()).map(CompletableFuture::join).toList();
    }
}
