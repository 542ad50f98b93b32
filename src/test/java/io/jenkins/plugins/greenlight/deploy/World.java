package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users, router, releases and the state on disk: everything that outlives an engine. Engines come and die. */
public final class World {
    static final String HEADER = "X-Greenlight-Release";
    static final int USERS_PER_SECOND = 200;

    public final MemoryRuntime runtime = new MemoryRuntime();
    public final MemoryRouter router;
    public final FullableStore store;
    final MemorySchema schema = new MemorySchema();
    public Crashpoint crashpoint = Crashpoint.NONE;
    /** Of the engines from now on. */
    public StopSignal stop = new StopSignal();
    /** Who else measures, for the engines from now on. */
    Evidence evidence = Evidence.NONE;
    /** How releases behave request by request; null for all alike, as {@link MemoryRuntime} has it. */
    Conduct conduct;
    final VirtualTime time;
    final List<String> said = new ArrayList<>();
    boolean users = true;
    private Path workspace = Path.of("target").toAbsolutePath();
    private final String environment;
    private final int door;
    private long engines;
    private long owed;

    public World(Path folder) {
        this(folder, "production", 80, new VirtualTime());
    }

    /** @param door the router's port; blue and green have the next two */
    public World(Path folder, String environment, int door, VirtualTime time) {
        this(new DirectoryStore(folder), environment, door, time);
        workspace = folder;
    }

    World(StateStore store, String environment, int door, VirtualTime time) {
        this.store = new FullableStore(store);
        this.environment = environment;
        this.door = door;
        this.router = new MemoryRouter(door);
        this.time = time;
        time.alsoWhilePassing(this::traffic);
    }

    /** A new engine, whose predecessor is dead. */
    public Deployer engine() {
        return new Deployer(target(store));
    }

    Target target(StateStore through) {
        return target(through, new Ports(schema, null, new Folder(workspace), new Web(this), log(), time, time));
    }

    /** A workspace in which nobody looks for anything. */
    private record Folder(Path root) implements Workspace {
        @Override public Path resolve(String path) {
            return root.resolve(path);
        }

        @Override public List<Path> find(List<String> globs) {
            return List.of();
        }

        @Override public Optional<Instant> newestSource(List<String> globs) {
            return Optional.empty();
        }
    }

    /** As a new engine sees it, whose predecessor is dead. */
    public Target target(Ports ports) {
        return target(store, ports);
    }

    private Target target(StateStore through, Ports ports) {
        engines++;
        long pid = engines;
        return new Target("shop", environment, runtime, router, through, ports, new Holder("test", "here", pid, pid),
                holder -> holder.pid() == engines, (moment, state) -> crashpoint.reached(moment, state), stop, evidence);
    }

    /** Somebody on another machine deploys here, until the lease's time is up. */
    public void leaseHeldBy(String actor) throws IOException, InterruptedException, LeaseHeldException {
        LeaseKeeper.take(store, new Holder(actor, "elsewhere", 4711, 1), time, holder -> true, 0, () -> { }).abandon();
    }

    /** Whether a request goes to this world's router or one of its slots. */
    public boolean listens(int port) {
        return port >= door && port <= door + 2;
    }

    public static Release release(int number) {
        return new Release(new ReleaseId("r" + number), new ImageDigest("sha256:" + String.format("%064x", number)), "commit" + number, "");
    }

    public static DeploySettings settings(String... checks) {
        return settings(80, checks);
    }

    private static DeploySettings settings(int door, String... checks) {
        return new DeploySettings(new DeploySite("process", Map.of(Slot.BLUE, door + 1, Slot.GREEN, door + 2),
                new RouterSite(door, door - 1), Optional.empty(), "", "", ""),
                new DeploySettings.Health("/health", 3, Duration.ofMillis(100), Duration.ofSeconds(5)), List.of("GET /products"),
                new DeploySettings.Watch(Duration.ofSeconds(5), Duration.ofMillis(250), 50,
                        Expectations.parse(checks.length == 0 ? new String[] {"errors < 2%"} : checks)),
                ReleaseConfig.of(Map.of("MODE", "test")), HEADER, Duration.ofSeconds(2), Duration.ofSeconds(1));
    }

    public DeployResult deploy(int number) throws IOException, InterruptedException, LeaseHeldException {
        return engine().deploy(release(number), Path.of("image.tar"), settings(door));
    }

    DeployResult deploy(int number, Migration migration) throws IOException, InterruptedException, LeaseHeldException {
        return engine().deploy(release(number), Path.of("image.tar"), settings(door).with(migration));
    }

    /** By an engine that believes every other dead. */
    public DeployResult resume() throws IOException, InterruptedException, LeaseHeldException {
        return engine().resume();
    }

    public Optional<String> liveRelease() {
        return router.live.flatMap(slot -> runtime.running.values().stream().filter(i -> i.slot() == slot)
                .map(i -> i.release().value()).reduce((a, b) -> a + "," + b));
    }

    List<String> runningReleases() {
        return runtime.running.values().stream().map(i -> i.release().value()).sorted().toList();
    }

    Optional<Runtime.Instance> in(Slot slot) {
        return runtime.running.values().stream().filter(i -> i.slot() == slot).findFirst();
    }

    boolean isDoor(int port) {
        return port == door;
    }

    Slot slotAt(int port) {
        return port == door + 1 ? Slot.BLUE : Slot.GREEN;
    }

    Log log() {
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
        if (users && conduct != null) {
            router.live.ifPresent(slot -> conduct.users(slot, requests));
        } else if (users && requests > 0 && router.live.isPresent()) {
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

    public Http.Answer answer(Http.Request request) throws IOException {
        boolean front = request.uri().getPort() == door;
        var slot = front ? router.live : Optional.of(request.uri().getPort() == door + 1 ? Slot.BLUE : Slot.GREEN);
        var instance = runtime.running.values().stream().filter(i -> slot.equals(Optional.of(i.slot()))).findFirst();
        boolean hangs = instance.filter(i -> runtime.hanging.getOrDefault(i.release(), Set.of()).contains(request.uri().getPath())).isPresent();
        if (front && slot.isPresent() && !hangs) {
            serve(slot.get(), 1);
        }
        if (instance.isEmpty()) {
            if (front) {
                return new Http.Answer(502, Map.of(), "");
            }
            throw new IOException("Connection refused: " + request.uri());
        }
        var missing = runtime.missing.getOrDefault(instance.get().release(), Set.of());
        if (hangs) {
            throw new IOException("No answer: " + request.uri());
        }
        if (missing.contains(request.uri().getPath())) {
            return new Http.Answer(404, Map.of(HEADER.toLowerCase(java.util.Locale.ROOT), List.of(instance.get().release().value())), "");
        }
        int status = runtime.unhealthy.contains(instance.get().release()) ? 503 : 200;
        return new Http.Answer(status, Map.of(HEADER.toLowerCase(java.util.Locale.ROOT),
                List.of(instance.get().release().value())), "");
    }
}
