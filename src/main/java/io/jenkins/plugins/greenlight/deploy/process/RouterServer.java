package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Slot;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The embedded router: HTTP/1.1 on loopback, one live slot, no TLS. Runs until closed; meant for a process of its own.
 * Its own answers (502 no connection or no complete answer, 503 nobody is live, 504 no answer in time) carry no release header.
 */
public final class RouterServer implements Closeable {
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(60);
    /** Held here, for the JDK forgets the level of a logger nobody holds. The counters say what io.undertow.proxy would. */
    private static final List<Logger> QUIET = Stream.of("org.xnio", "org.jboss.threads", "io.undertow", "io.undertow.proxy")
            .map(Logger::getLogger).toList();

    private final Undertow front;
    private final Undertow admin;

    /**
     * @param name      which router this is: whoever means another is refused
     * @param frontPort where users come in; 0 for any free one
     * @param adminPort where the router is told; 0 for any free one
     * @param slotPorts where the releases answer, on 127.0.0.1
     * @param routeFile who is live; need not exist, its folder is made
     */
    public record Settings(String name, int frontPort, int adminPort, Map<Slot, Integer> slotPorts, Path routeFile) {
        public Settings {
            slotPorts = Map.copyOf(slotPorts);
        }
    }

    private RouterServer(Undertow front, Undertow admin) {
        this.front = front;
        this.admin = admin;
    }

    /** @throws IOException when the route file is damaged or names a slot without a port, or a port is in use */
    public static RouterServer start(Settings settings) throws IOException {
        return start(settings, ANSWER_WAIT);
    }

    /** @param answerWait how long a release may be silent before its first byte, counted from the request's last */
    static RouterServer start(Settings settings, Duration answerWait) throws IOException {
        QUIET.forEach(logger -> logger.setLevel(logger.getName().equals("io.undertow.proxy") ? Level.OFF : Level.WARNING));
        var route = RouteFile.open(settings.routeFile);
        var live = route.current().live();
        if (live.isPresent() && !settings.slotPorts.containsKey(live.get())) {
            throw new IOException("The route file " + settings.routeFile + " says that " + live.get().word() + " is live, but that slot"
                    + " has no port. Expected one of " + settings.slotPorts.keySet() + ". Add the slot's port.");
        }
        var slots = new EnumMap<Slot, SlotTraffic>(Slot.class);
        settings.slotPorts.forEach((slot, port) -> slots.put(slot, new SlotTraffic(slot, port)));
        var front = listen(settings.frontPort, 2, new FrontDoor(() -> route.current().live(), slots, answerWait).handler());
        try {
            return new RouterServer(front, listen(settings.adminPort, 1, new RouterAdmin(settings.name, route, slots).handler()));
        } catch (IOException e) {
            front.stop();
            throw e;
        }
    }

    private static Undertow listen(int port, int ioThreads, HttpHandler handler) throws IOException {
        var server = Undertow.builder().addHttpListener(port, "127.0.0.1", handler).setIoThreads(ioThreads).setWorkerThreads(4)
                .setBufferSize(16 * 1024).setDirectBuffers(true).setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 5_000).build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IOException("The router cannot listen on 127.0.0.1:" + port + ": " + e.getCause()
                    + ". Expected a free port. Stop what listens there, or configure another port.", e);
        }
        return server;
    }

    public int frontPort() {
        return port(front);
    }

    public int adminPort() {
        return port(admin);
    }

    private static int port(Undertow server) {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Requests in flight break off. */
    @Override public void close() {
        admin.stop();
        front.stop();
    }
}
