package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One slot as the router sees it: its connections, kept alive, and what came of the requests sent there. An open WebSocket
 * is an answer (its 101) and stays open until it ends. A request is open until its ending is counted.
 */
final class SlotTraffic {
    /** What came of a request. CLIENT_GONE: its sender left first, which says nothing about the release and is not counted. */
    enum Ending { ANSWER, SERVER_ERROR, CONNECT_ERROR, RESET, CLIENT_GONE }

    /** An idle connection is closed after this, long before servers close theirs (2 s at the shortest, as gunicorn's). */
    private static final int IDLE_MILLIS = 1_000;
    private static final int CONNECTIONS_PER_IO_THREAD = 4_096;

    private final String name;
    private final int port;
    private final ProxyClient pool;
    private final AtomicLong open = new AtomicLong();
    private final Map<Ending, AtomicLong> endings = new EnumMap<>(Ending.class);

    SlotTraffic(Slot slot, int port) {
        var address = URI.create("http://127.0.0.1:" + port);
        this.name = slot.word() + " at " + address;
        this.port = port;
        this.pool = new LoadBalancingProxyClient().removeSessionCookieName("JSESSIONID").setTtl(IDLE_MILLIS).setProblemServerRetry(0)
                .setSoftMaxConnectionsPerThread(0).setConnectionsPerThread(CONNECTIONS_PER_IO_THREAD).addHost(address);
        for (Ending ending : Ending.values()) {
            endings.put(ending, new AtomicLong());
        }
    }

    int port() {
        return port;
    }

    /** Only from an IO thread; a dead slot is asked again with every request. */
    void connect(HttpServerExchange exchange, ProxyCallback<ProxyConnection> callback) {
        pool.getConnection(pool.findTarget(exchange), exchange, callback, 0, TimeUnit.MILLISECONDS);
    }

    void enter() {
        open.incrementAndGet();
    }

    void leave() {
        open.decrementAndGet();
    }

    void count(Ending ending) {
        endings.get(ending).incrementAndGet();
    }

    Counters counters() {
        long stillOpen = open.get(); // first: who reads 0 here finds every ending counted below
        return new Counters(of(Ending.ANSWER), of(Ending.SERVER_ERROR), of(Ending.CONNECT_ERROR), of(Ending.RESET), stillOpen);
    }

    private long of(Ending ending) {
        return endings.get(ending).get();
    }

    @Override public String toString() {
        return name;
    }
}
