package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Audit;
import io.jenkins.plugins.greenlight.deploy.History;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.TargetStatus;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.image.ImageReport;
import io.jenkins.plugins.greenlight.stage.image.SmallImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** One application in production on this machine: a real router, real releases, real users, state on disk. */
final class TestSite implements AutoCloseable {
    /** How a release behaves. BAD answers its checks, and its users with 500. */
    enum Mode { GOOD, UNHEALTHY, DIES, BAD }

    /** What one command said and how it ended. */
    record Said(int exitCode, String text) { }

    private static ImageReport image;

    final String app = "site-" + UUID.randomUUID().toString().substring(0, 8);
    final Path folder = Path.of("target/sites").toAbsolutePath().resolve(app);
    final Path state = folder.resolve("state");
    final Path home = state.resolve(app).resolve("production");
    final SiteParts parts;
    private final int[] ports = freePorts(4);
    private final Ports world = LocalPorts.at(folder,
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    private final List<Engine> engines = new ArrayList<>();
    private RawUsers users;
    private int files;

    TestSite() throws Exception {
        this(EmbeddedParts::new);
    }

    TestSite(SiteParts.Choice choice) throws Exception {
        Files.createDirectories(folder);
        parts = choice.of(this);
        parts.begin();
    }

    /** Built once for all sites of one JVM. */
    static synchronized ImageReport image() throws Exception {
        if (image == null) {
            image = SmallImage.java(SteeredRelease.class, "steered");
        }
        return image;
    }

    /** The first release is delivered, and users come. */
    static TestSite open(String release) throws Exception {
        return open(release, EmbeddedParts::new);
    }

    static TestSite open(String release, SiteParts.Choice choice) throws Exception {
        var site = new TestSite(choice);
        try {
            var said = site.deploy(release, Mode.GOOD);
            if (said.exitCode() != 0) {
                throw new AssertionError("The first release was not delivered:\n" + said.text());
            }
            site.usersCome();
            return site;
        } catch (Exception | AssertionError e) {
            site.close();
            throw e;
        }
    }

    void usersCome() {
        users = RawUsers.come(ports[0]);
    }

    RawUsers users() {
        return users;
    }

    int userPort() {
        return ports[0];
    }

    int adminPort() {
        return ports[1];
    }

    int slotPort(Slot slot) {
        return switch (slot) {
            case BLUE -> ports[2];
            case GREEN -> ports[3];
        };
    }

    Ports world() {
        return world;
    }

    Daemons daemons() {
        return world.daemons();
    }

    /** As far as production; the rest is the test's. */
    String yaml(Mode mode) {
        return """
                version: 1
                app: %s
                production:
                %s  health: {path: /health, consecutive: 2, interval: 50ms, deadline: %s}
                  smoke: [GET /smoke]
                  watch: {duration: 1s, interval: 100ms, minSamples: 20, checks: ["errors < 5%%"]}
                  environment: {MODE: %s}
                  drainTimeout: 5s
                  grace: 5s
                  state: %s
                """.formatted(app, parts.yaml(), mode == Mode.UNHEALTHY ? "1s" : "30s", mode, state);
    }

    /** A new workspace with this configuration. */
    Path workspace(String yaml) throws IOException {
        var workspace = emptyFolder();
        Files.writeString(workspace.resolve("greenlight.yaml"), yaml);
        return workspace;
    }

    Path emptyFolder() throws IOException {
        files++;
        return Files.createDirectories(folder.resolve("workspace-" + files));
    }

    /** In this JVM. */
    Said deploy(String release, Mode mode) throws Exception {
        return run(delivery("production", workspace(yaml(mode)), release));
    }

    static String[] delivery(String command, Path workspace, String release, String... more) throws Exception {
        var args = new ArrayList<>(List.of(command, "--workspace", workspace.toString(), "--demo", "--release", release,
                "--digest", image().digest().value(), "--archive", image().archive().toString()));
        args.addAll(Arrays.asList(more));
        return args.toArray(String[]::new);
    }

    /** In this JVM; whoever waits for nothing else needs no process. */
    static Said run(String... args) {
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var print = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(print);
        System.setErr(print);
        try {
            return new Said(Main.run(args), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    Said about(String command, String... more) {
        var args = new ArrayList<>(List.of(command, "--state", state.toString()));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    Engine engine(Path directory, List<String> jvm, String... args) throws IOException {
        return start(directory, Map.of(), jvm, Main.class, args);
    }

    /** With this in its environment beside what is in ours. */
    Engine engine(Path directory, Map<String, String> environment, List<String> jvm, String... args) throws IOException {
        return start(directory, environment, jvm, Main.class, args);
    }

    /** A delivery by an engine that modes of files bind, as they bind everybody but root. */
    Said deliverBound(String release) throws Exception {
        files++;
        var workspace = workspace(yaml(Mode.GOOD));
        var engine = Engine.startUnder(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"),
                Map.of(), workspace, folder.resolve("engine-" + files + ".log"), List.of(), Main.class, delivery("production", workspace, release));
        engines.add(engine);
        return new Said(engine.exitCode(), engine.said());
    }

    /** The production stage in a process of its own, that stops at these moments. */
    Held hold(String release, Mode mode, String... moments) throws Exception {
        var signs = emptyFolder();
        var args = new ArrayList<>(List.of(workspace(yaml(mode)).toString(), release, image().digest().value(),
                image().archive().toString(), signs.toString()));
        args.addAll(Arrays.asList(moments));
        return new Held(start(signs, Map.of(), List.of(), HeldEngine.class, args.toArray(String[]::new)), signs);
    }

    /** @param signs where it says how far it came, and is told to go on */
    record Held(Engine engine, Path signs) {
        Held reach(String moment) throws Exception {
            engine.until(moment, () -> Files.exists(signs.resolve(moment + ".reached")));
            return this;
        }

        void letGo(String moment) throws IOException {
            Files.createFile(signs.resolve(moment + ".go"));
        }
    }

    private Engine start(Path directory, Map<String, String> environment, List<String> jvm, Class<?> main, String... args)
            throws IOException {
        files++;
        var engine = Engine.startUnder(List.of(), environment, directory, folder.resolve("engine-" + files + ".log"), jvm, main, args);
        engines.add(engine);
        return engine;
    }

    /** As the journal, the router and the process table have it now. */
    TargetStatus status() throws Exception {
        return TargetStatus.of(new Targets(world, true).fromState(StatePlace.of(state.toString(), "", state), Optional.of(app),
                "production", false));
    }

    String live() throws Exception {
        return status().history().live().map(History.Placed::release).orElseThrow().id().value();
    }

    List<String> running() throws Exception {
        return status().instances().stream().map(Runtime.Instance::release).map(id -> id.value()).sorted().toList();
    }

    /** What runs beside it dies. */
    void killAllBut(String release) throws Exception {
        for (var instance : status().instances()) {
            if (!instance.release().value().equals(release)) {
                parts.kill(instance);
            }
        }
        Engine.await("only " + release + " runs", () -> running().equals(List.of(release)));
    }

    /** One release has the users, and what runs is what should; nothing waits, nothing is held, nothing is left. */
    void assertServes(String live, List<String> running) throws Exception {
        var status = status();
        assertThat(frontDoor()).isEqualTo(live);
        assertThat(status.instances().stream().filter(i -> status.routed().filter(slot -> slot == i.slot()).isPresent()))
                .extracting(i -> i.release().value()).containsExactly(live);
        assertThat(running()).containsExactlyInAnyOrderElementsOf(running);
        parts.assertNothingBut(running);
        assertThat(status.unfinished()).isEmpty();
        assertThat(status.lease()).isEmpty();
        assertThat(new Audit(new DirectoryStore(home)).problem()).isEmpty();
    }

    /** Who signs what users get. */
    String frontDoor() throws IOException, InterruptedException {
        return world.http().send(Http.Request.get(URI.create("http://127.0.0.1:" + ports[0] + "/"), Duration.ofSeconds(5)))
                .header("X-Greenlight-Release").orElse("nobody");
    }

    /** Users first, then engines that still run, then the way to the releases and these. Logs and state stay. */
    @Override public void close() throws IOException, InterruptedException {
        if (users != null) {
            users.close();
        }
        engines.forEach(Engine::end);
        parts.end();
    }

    /** Below the ports that the system itself gives to connections, all different. */
    private static int[] freePorts(int count) throws IOException {
        var taken = new ArrayList<ServerSocket>();
        try {
            while (taken.size() < count) {
                try {
                    taken.add(new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000), 1,
                            InetAddress.getLoopbackAddress()));
                } catch (java.net.BindException e) {
                    continue; // somebody else's
                }
            }
            return taken.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
    }
}
