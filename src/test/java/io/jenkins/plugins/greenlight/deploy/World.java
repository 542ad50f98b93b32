package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users, router, releases and the state on disk: everything that outlives an engine. Engines come and die. */
final class World {
    static final String HEADER = "X-Greenlight-Release";
    static final int USERS_PER_SECOND = 200;

    final VirtualTime time = new VirtualTime();
    final MemoryRuntime runtime = new MemoryRuntime();
    final MemoryRouter router = new MemoryRouter();
    final List<String> said = new ArrayList<>();
    final StateStore store;
    boolean users = true;
    Crashpoint crashpoint = Crashpoint.NONE;
    private long engines;
    private long owed;

    World(Path folder) {
        store = new DirectoryStore(folder);
        time.whilePassing(this::traffic);
    }

    /** A new engine, whose predecessor is dead. */
    Deployer engine() {
        return new Deployer(target(store));
    }

    Target target(StateStore through) {
        engines++;
        long pid = engines;
        return new Target("shop", "production", runtime, router, through,
                new Ports(null, null, null, this::answer, log(), time, time), new Holder("test", "here", pid, pid),
                holder -> holder.pid() == engines, (moment, state) -> crashpoint.reached(moment, state));
    }

    static Release release(int number) {
        return new Release(new ReleaseId("r" + number), new ImageDigest("sha256:" + String.format("%064x", number)), "commit" + number, "");
    }

    static DeploySettings settings(String... checks) {
        return new DeploySettings("process", Map.of(Slot.BLUE, 81, Slot.GREEN, 82), 80, 79,
                new DeploySettings.Health("/health", 3, Duration.ofMillis(100), Duration.ofSeconds(5)), List.of("GET /products"),
                new DeploySettings.Watch(Duration.ofSeconds(5), Duration.ofMillis(250), 50,
                        Expectations.parse(checks.length == 0 ? new String[] {"errors < 2%"} : checks)),
                Map.of("MODE", "test"), HEADER, Duration.ofSeconds(2), Duration.ofSeconds(1), "");
    }

    DeployResult deploy(int number) throws IOException, InterruptedException, LeaseHeldException {
        return engine().deploy(release(number), Path.of("image.tar"), settings());
    }

    Optional<String> liveRelease() {
        return router.live.flatMap(slot -> runtime.running.values().stream().filter(i -> i.slot() == slot)
                .map(i -> i.release().value()).reduce((a, b) -> a + "," + b));
    }

    List<String> runningReleases() {
        return runtime.running.values().stream().map(i -> i.release().value()).sorted().toList();
    }

    private Log log() {
        return new Log() {
            @Override public void info(String line) {
                said.add(line);
            }

            @Override public void warn(String line) {
                said.add("WARN " + line);
            }
        };
    }

    private void traffic(Duration passed) {
        owed += passed.toMillis() * USERS_PER_SECOND;
        long requests = owed / 1000;
        owed %= 1000;
        if (users && requests > 0 && router.live.isPresent()) {
            serve(router.live.get(), requests);
        }
    }

    private void serve(Slot slot, long requests) {
        var instance = runtime.running.values().stream().filter(i -> i.slot() == slot).findFirst();
        if (instance.isEmpty()) {
            router.count(slot, 0, 0, requests);
            return;
        }
        long errors = requests * runtime.errorPercent.getOrDefault(instance.get().release(), 0) / 100;
        router.count(slot, requests - errors, errors, 0);
    }

    private Http.Answer answer(Http.Request request) throws IOException {
        boolean front = request.uri().getPort() == 80;
        var slot = front ? router.live : Optional.of(request.uri().getPort() == 81 ? Slot.BLUE : Slot.GREEN);
        var instance = runtime.running.values().stream().filter(i -> slot.equals(Optional.of(i.slot()))).findFirst();
        if (front && slot.isPresent()) {
            serve(slot.get(), 1);
        }
        if (instance.isEmpty()) {
            if (front) {
                return new Http.Answer(502, Map.of(), "");
            }
            throw new IOException("Connection refused: " + request.uri());
        }
        int status = runtime.unhealthy.contains(instance.get().release()) ? 503 : 200;
        return new Http.Answer(status, Map.of(HEADER.toLowerCase(java.util.Locale.ROOT),
                List.of(instance.get().release().value())), "");
    }
}
