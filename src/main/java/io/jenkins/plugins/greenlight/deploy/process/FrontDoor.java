package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Slot;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends each request to the slot that is live when it comes in, once: nothing is ever sent a second time. */
final class FrontDoor implements ProxyClient {
    private final Supplier<Optional<Slot>> live;
    private final Map<Slot, SlotTraffic> slots;
    private final Duration answerWait;

    FrontDoor(Supplier<Optional<Slot>> live, Map<Slot, SlotTraffic> slots, Duration answerWait) {
        this.live = live;
        this.slots = slots;
        this.answerWait = answerWait;
    }

    HttpHandler handler() {
        return ProxyHandler.builder().setProxyClient(this).setMaxConnectionRetries(0).setNext(FrontDoor::refuse).build();
    }

    @Override public ProxyTarget findTarget(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.CONNECT)) {
            return null;
        }
        stayWithHttp11(exchange);
        for (;;) {
            var slot = live.get();
            if (slot.isEmpty()) {
                return null;
            }
            var traffic = slots.get(slot.get());
            traffic.enter();
            // Entered, then asked again: whoever moved the route and then reads open 0 knows that nobody follows.
            if (live.get().equals(slot)) {
                return new Flight(traffic, exchange, answerWait).begin();
            }
            traffic.leave();
        }
    }

    @Override public void getConnection(ProxyTarget target, HttpServerExchange exchange, ProxyCallback<ProxyConnection> callback,
                                        long timeout, TimeUnit unit) {
        ((Flight) target).connect(callback);
    }

    /** An offer of HTTP/2 is for the next hop, which is this router. */
    private static void stayWithHttp11(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        String upgrade = headers.getFirst(Headers.UPGRADE);
        if (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("h2c")) {
            headers.remove(Headers.UPGRADE);
            headers.remove(Headers.CONNECTION);
            headers.remove("HTTP2-Settings");
        }
    }

    private static void refuse(HttpServerExchange exchange) {
        boolean tunnel = exchange.getRequestMethod().equals(Methods.CONNECT);
        exchange.setStatusCode(tunnel ? StatusCodes.METHOD_NOT_ALLOWED : StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(tunnel ? "Greenlight router: CONNECT is not offered here.\n"
                : "Greenlight router: no release is live yet. Deploy one.\n");
    }
}
