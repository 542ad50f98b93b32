package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** How releases answer request by request, users and probes alike, by seed; and what a router with failover makes of it. */
final class Conduct {
    /** After so long a router with failover gives up on a server. */
    private static final Duration SERVER_TIMEOUT = Duration.ofMillis(400);
    private static final int MILLIS = 5;
    private static final int SLOW = 250;

    /** @param millis negative for never */
    private record Reply(int status, int millis) {
        boolean good() {
            return status < 500 && millis >= 0;
        }
    }

    /** Of one release. */
    static final class Manners {
        double errorPercent;
        int addedMillis;
        boolean hangs;
        final Set<String> bad = new HashSet<>();
        Instant pausedUntil = Instant.MIN;
        /** Answers with this id instead of its own. */
        String claims = "";
    }

    private final World world;
    private final Random random;
    private final Map<ReleaseId, Manners> manners = new HashMap<>();
    private int served;
    List<String> paths = List.of("/health", "/products");
    /** Down, whoever asks. */
    final Set<String> dependency = new HashSet<>();
    /** Of the dependency, for whoever asks. */
    int dependencyMillis;
    boolean failover;
    /** The router takes no connections, or gives no answers. */
    boolean doorShut;
    /** Counted by nobody. */
    boolean uncounted;
    Optional<Instant> firstBad = Optional.empty();
    Optional<Instant> lastBad = Optional.empty();

    Conduct(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    Manners of(int release) {
        return of(World.release(release).id());
    }

    private Manners of(ReleaseId release) {
        return manners.computeIfAbsent(release, id -> new Manners());
    }

    void users(Slot slot, long requests) {
        for (long i = 0; i < requests; i++) {
            through(slot, paths.get(served++ % paths.size()), true);
        }
    }

    /** @return what came out at the front door, and from whom */
    private Reply through(Slot slot, String path, boolean user) {
        var instance = world.in(slot);
        var reply = instance.map(one -> reply(one, path)).orElse(new Reply(0, 0));
        if (user && (!reply.good() || reply.millis() > SLOW || reply.status() == 0)) {
            firstBad = firstBad.or(() -> Optional.of(world.time.instant()));
            lastBad = Optional.of(world.time.instant());
        }
        if (!uncounted) {
            count(slot, reply, instance.isPresent());
        }
        return reply;
    }

    private void count(Slot slot, Reply reply, boolean runs) {
        boolean stepsIn = failover && world.router.onTrial;
        if (!runs) {
            world.router.count(slot, 0, 0, 1);
        } else if (reply.good()) {
            world.router.count(slot, 1, 0, 0);
        } else if (stepsIn) {
            world.time.in(reply.millis() < 0 ? SERVER_TIMEOUT : Duration.ZERO, () -> world.router.countElsewhere(slot));
        } else if (reply.millis() >= 0) {
            world.router.count(slot, 0, 1, 0);
        }
    }

    private Reply reply(Runtime.Instance instance, String path) {
        var manner = of(instance.release());
        long paused = Math.max(0, Duration.between(world.time.instant(), manner.pausedUntil.equals(Instant.MIN) ? world.time.instant()
                : manner.pausedUntil).toMillis());
        if (manner.hangs) {
            return new Reply(0, -1);
        }
        boolean bad = dependency.contains(path) || manner.bad.contains(path) || random.nextDouble() * 100 < manner.errorPercent;
        return new Reply(bad ? 503 : 200, (int) paused + MILLIS + manner.addedMillis + dependencyMillis);
    }

    /** Whoever waits. */
    Http.Answer now(Http.Request request) throws IOException {
        if (world.isDoor(request.uri().getPort())) {
            return world.answer(request);
        }
        var instance = world.in(world.slotAt(request.uri().getPort()));
        var reply = instance.map(one -> reply(one, request.uri().getPath())).orElse(new Reply(0, -1));
        if (reply.millis() < 0) {
            throw new IOException("No answer: " + request.uri());
        }
        return answer(instance.orElseThrow(), reply);
    }

    CompletableFuture<Http.Answer> later(Http.Request request) {
        boolean atDoor = world.isDoor(request.uri().getPort());
        if (atDoor && doorShut) {
            return CompletableFuture.failedFuture(new IOException("Connection refused: " + request.uri()));
        }
        var slot = atDoor ? world.router.live.orElseThrow() : world.slotAt(request.uri().getPort());
        var path = request.uri().getPath();
        var instance = world.in(slot);
        var reply = atDoor ? through(slot, path, false) : instance.map(one -> reply(one, path)).orElse(new Reply(0, 0));
        if (atDoor && failover && world.router.onTrial && !reply.good() && world.in(slot.other()).isPresent()) {
            var other = world.in(slot.other()).get();
            return told(request, Optional.of(other), reply(other, path), reply.millis() < 0 ? SERVER_TIMEOUT : Duration.ZERO);
        }
        return told(request, instance, reply, Duration.ZERO);
    }

    private CompletableFuture<Http.Answer> told(Http.Request request, Optional<Runtime.Instance> by, Reply reply, Duration before) {
        var told = new CompletableFuture<Http.Answer>();
        var takes = reply.millis() < 0 ? request.timeout() : before.plusMillis(reply.millis());
        if (by.isEmpty()) {
            told.completeExceptionally(new IOException("Connection refused: " + request.uri()));
        } else if (reply.millis() < 0 || takes.compareTo(request.timeout()) >= 0) {
            world.time.in(request.timeout(), () -> told.completeExceptionally(new IOException("No answer in time: " + request.uri())));
        } else {
            world.time.in(takes, () -> told.complete(answer(by.get(), reply)));
        }
        return told;
    }

    private Http.Answer answer(Runtime.Instance instance, Reply reply) {
        var claims = of(instance.release()).claims;
        return new Http.Answer(reply.status(), Map.of(World.HEADER.toLowerCase(Locale.ROOT),
                List.of(claims.isEmpty() ? instance.release().value() : claims)), "");
    }
}
