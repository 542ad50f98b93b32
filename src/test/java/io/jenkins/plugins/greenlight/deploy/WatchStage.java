package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.gate.Expectations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Release 1 is live; release 2 comes, and this and that happens while it is watched. */
final class WatchStage {
    final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());
    final Conduct conduct;
    Instant watching;
    Instant ended;
    Duration duration = Duration.ofSeconds(5);
    int minSamples = 50;
    String[] checks = {"errors < 1%", "p95 < 250 ms"};
    List<String> smoke = List.of("GET /products");
    Optional<DeploySettings.Metrics> metrics = Optional.empty();
    DeploySettings.OnUnknown onUnknown = DeploySettings.OnUnknown.HOLD;
    private final Map<Integer, Runnable> later = new LinkedHashMap<>();

    WatchStage(long seed) {
        conduct = new Conduct(world, seed);
        world.conduct = conduct;
        world.crashpoint = (moment, state) -> {
            if (moment == Crashpoint.Moment.AFTER_ENTRY && state == DeployState.WATCHING && world.router.live.equals(Optional.of(Slot.GREEN))) {
                watching = world.time.instant();
                Optional.ofNullable(later.remove(0)).ifPresent(Runnable::run);
                later.forEach((millis, what) -> world.time.in(Duration.ofMillis(millis), what));
            }
            ended = world.time.instant();
        };
    }

    /** So long after users came to release 2. */
    WatchStage at(int millis, Runnable what) {
        later.merge(millis, what, (one, two) -> () -> {
            one.run();
            two.run();
        });
        return this;
    }

    void metrics(Evidence evidence, String... nameAndUnit) {
        world.evidence = evidence;
        metrics = Optional.of(new DeploySettings.Metrics(java.net.URI.create("http://127.0.0.1:9090"), Duration.ofSeconds(30),
                List.of(new DeploySettings.Query(nameAndUnit[0], "x", "", nameAndUnit[1]))));
        checks = Arrays.copyOf(checks, checks.length + 1);
        checks[checks.length - 1] = nameAndUnit[2];
    }

    DeploySettings settings() {
        return World.settings().asking(smoke).with(new DeploySettings.Watch(duration, Duration.ofMillis(250), minSamples,
                Expectations.parse(checks), metrics, onUnknown));
    }

    DeployResult play() throws Exception {
        world.engine().deploy(World.release(1), Path.of("image.tar"), World.settings().asking(smoke));
        return world.engine().deploy(World.release(2), Path.of("image.tar"), settings());
    }

    Duration sinceWatching() {
        return Duration.between(watching, ended);
    }

    /** From the first user who was served badly to the last. */
    Duration badFor() {
        return Duration.between(conduct.firstBad.orElseThrow(), conduct.lastBad.orElseThrow());
    }
}
