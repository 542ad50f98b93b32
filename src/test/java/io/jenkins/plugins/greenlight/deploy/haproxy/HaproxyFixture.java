package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.process.RawClient;
import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A real HAProxy with two releases behind it, as {@code router init} configures it. */
public final class HaproxyFixture implements Closeable {
    static final Duration ANSWER = HaproxyProcess.ANSWER;
    final TinyRelease blue = new TinyRelease("blue");
    final TinyRelease green = new TinyRelease("green");
    final Backends backends = new Backends("shop", "production");
    public final HaproxySite site;
    final Path map;
    final Path config;
    private final HaproxyProcess process;
    private final Map<Slot, Integer> slots;
    private final String health;

    HaproxyFixture(Path folder) throws IOException, InterruptedException {
        this(folder, true);
    }

    HaproxyFixture(Path folder, boolean failover) throws IOException, InterruptedException {
        this(folder, failover, Map.of(), "/health");
    }

    /** @param elsewhere ports of releases that are not {@link #blue} and {@link #green}; empty for these */
    public HaproxyFixture(Path folder, boolean failover, Map<Slot, Integer> elsewhere, String health)
            throws IOException, InterruptedException {
        assumeTrue(ConfigFile.haproxy().isPresent(), "HAProxy is not installed");
        this.slots = elsewhere.isEmpty() ? Map.of(Slot.BLUE, blue.port(), Slot.GREEN, green.port()) : elsewhere;
        this.health = health;
        map = folder.resolve("live.map");
        config = folder.resolve("haproxy.cfg");
        site = new HaproxySite(folder.resolve("s").toString(), map.toString(), LoopbackPorts.free(), failover);
        process = new HaproxyProcess(config, Path.of(site.socket()), folder.resolve("log"));
        new ConfigFile(config, new LocalCommands()).write(config(Duration.ofSeconds(1)), false, ConfigFile.haproxy());
        start();
    }

    HaproxyConfig config(Duration answerWait) {
        return new HaproxyConfig("shop", "production", site, slots, health,
                answerWait,
                true, "", "");
    }

    void start() throws IOException, InterruptedException {
        process.start();
    }

    long worker() throws IOException, InterruptedException {
        return process.worker();
    }

    RuntimeSession session() throws IOException, InterruptedException {
        return process.session();
    }

    public void reload() throws IOException, InterruptedException {
        process.reload();
    }

    void kill() throws IOException, InterruptedException {
        process.kill();
    }

    void signal(String signal, long pid) throws IOException, InterruptedException {
        process.signal(signal, pid);
    }

    /** Another engine's. */
    public HaproxyRouter router() {
        return router(Path.of(site.socket()), Forcing.DISK, ANSWER);
    }

    HaproxyRouter router(Path socket, Forcing forcing, Duration answerWait) {
        var reached = new HaproxySite(socket.toString(), site.map(), site.port(), site.failover());
        return new HaproxyRouter(reached, backends, pause -> LockSupport.parkNanos(pause.toNanos()), forcing, answerWait);
    }

    /** As an engine that took the lease has it. */
    HaproxyRouter holder(long epoch) throws IOException, InterruptedException {
        var router = router();
        router.prepare();
        router.fence(epoch);
        return router;
    }

    List<LiveMap.Row> rows() throws IOException, InterruptedException {
        try (var session = session()) {
            return new LiveMap(session, site.map()).rows();
        }
    }

    /** Where the rows of the map lead; one when all is well. */
    public List<String> backendsInUse() throws IOException, InterruptedException {
        return rows().stream().map(LiveMap.Row::backend).toList();
    }

    /** In worker and file, and nothing else in either. */
    void assertLive(String backend) throws IOException, InterruptedException {
        assertThat(rows()).containsExactly(new LiveMap.Row("live", backend));
        assertThat(map).hasContent("live " + backend + "\n");
        assertThat(router().problem()).isEmpty();
    }

    TinyRelease release(Slot slot) {
        return slot == Slot.BLUE ? blue : green;
    }

    RawClient user() throws IOException {
        return new RawClient(site.port());
    }

    /** The answer a new user gets. */
    RawClient.Answer get() throws IOException {
        try (var user = user()) {
            return user.get("/");
        }
    }

    static void await(HaproxyProcess.Condition condition) throws IOException, InterruptedException {
        HaproxyProcess.await(condition);
    }

    @Override public void close() throws IOException {
        process.close();
        blue.close();
        green.close();
    }
}
