package io.jenkins.plugins.greenlight.deploy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Our own requests during WATCHING, several under way at once so that one that hangs keeps nobody from looking: through the
 * front door, at the candidate itself, which no failover can stand in for, and, for comparison, at the previous release.
 */
final class Probes {
    /** Whom a probe asks. */
    enum Way { DOOR, CANDIDATE, PREVIOUS }

    /**
     * @param ours     whether the release asked for answered, whatever it said
     * @param bad      whether that is nothing a user wants
     * @param standIn  whether the previous release answered for a candidate on trial
     */
    record Answer(Way way, String request, Instant begun, Instant ended, boolean ours, boolean bad, boolean standIn, String what) { }

    /** Through the front door; so many more may be begun by {@link #top}. */
    private static final int MOST_AT_ONCE = 3;

    private record Pending(Way way, CompletableFuture<Answer> answer) { }

    private final Probe probe;
    private final Plan plan;
    private final Clock clock;
    private final List<String> journey;
    private final Duration patience;
    private final List<Pending> pending = new ArrayList<>();
    private final Deque<Answer> arrived = new ArrayDeque<>();
    private int asked;
    private int compared;
    private int wanted;
    private boolean onTrial;

    Probes(Probe probe, Plan plan, Clock clock, Duration patience) {
        this.probe = probe;
        this.plan = plan;
        this.clock = clock;
        this.journey = plan.journey();
        this.patience = patience;
    }

    /** Begun through the front door. */
    int asked() {
        return asked;
    }

    /** How many the front door is to be asked until the next look.
     * @param trial whether the router lets the previous release stand in for the candidate */
    void want(int door, boolean trial) {
        wanted = door;
        onTrial = trial;
    }

    /** The same request to both releases at the same time, unless the last ones are still under way. */
    void compare(Optional<URI> candidate, Optional<URI> previous) throws InterruptedException {
        if (candidate.isPresent() && underWay(Way.CANDIDATE) < MOST_AT_ONCE - 1) {
            var request = journey.get(compared % journey.size());
            compared++;
            begin(Way.CANDIDATE, candidate.get(), request);
            if (previous.isPresent() && underWay(Way.PREVIOUS) < MOST_AT_ONCE - 1) {
                begin(Way.PREVIOUS, previous.get(), request);
            }
        }
    }

    /** Takes in what was answered, and asks the front door as often as is wanted and as may be at once. */
    Collection<Answer> top(URI door) throws InterruptedException {
        take();
        while (wanted > 0 && underWay(Way.DOOR) < MOST_AT_ONCE) {
            wanted--;
            begin(Way.DOOR, door, journey.get(asked % journey.size()));
            asked++;
            take();
        }
        var fresh = List.copyOf(arrived);
        arrived.clear();
        return fresh;
    }

    /** Nobody is interested in what is under way at the front door. */
    void forgetDoor() {
        pending.removeIf(one -> one.way() == Way.DOOR && (one.answer().cancel(true) || one.answer().isDone()));
        arrived.removeIf(answer -> answer.way() == Way.DOOR);
    }

    void close() {
        pending.forEach(one -> one.answer().cancel(true));
        pending.clear();
    }

    private long underWay(Way way) {
        return pending.stream().filter(one -> one.way() == way).count();
    }

    private void take() {
        pending.removeIf(one -> {
            boolean done = one.answer().isDone();
            if (done && !one.answer().isCompletedExceptionally()) {
                arrived.addLast(one.answer().join());
            }
            return done;
        });
    }

    private void begin(Way way, URI base, String request) throws InterruptedException {
        var begun = clock.instant();
        boolean trial = onTrial;
        var expected = way == Way.PREVIOUS ? plan.previous().orElseThrow().release().id() : plan.candidate().id();
        var other = way == Way.DOOR ? plan.previous().map(placed -> placed.release().id().value()).orElse("") : "";
        pending.add(new Pending(way, probe.begin(base, request, expected, patience).thenApply(seen -> {
            boolean ours = seen.from().equals(expected.value());
            return new Answer(way, request, begun, clock.instant(), ours, !ours || seen.status() >= 500,
                    trial && !other.isEmpty() && seen.from().equals(other), seen.what());
        })));
        take();
    }
}
