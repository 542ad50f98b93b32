package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.process.SlotTraffic.Ending;
import io.undertow.client.ClientConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.ConduitFactory;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.util.WorkerUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/** One request at one slot, from its arrival to its ending. Everything in here runs on its client's IO thread. */
final class Flight implements ProxyClient.ProxyTarget, ProxyCallback<ProxyConnection> {
    private final SlotTraffic traffic;
    private final HttpServerExchange exchange;
    private final Duration answerWait;
    private ProxyCallback<ProxyConnection> proxy;
    private ClientConnection upstream;
    private XnioExecutor.Key timer;
    private long lastByteNanos = System.nanoTime();
    private boolean connectFailed;
    private boolean timedOut;
    private boolean clientGone;
    private boolean ownAnswer;
    private boolean complete;
    private boolean over;

    Flight(SlotTraffic traffic, HttpServerExchange exchange, Duration answerWait) {
        this.traffic = traffic;
        this.exchange = exchange;
        this.answerWait = answerWait;
    }

    Flight begin() {
        exchange.addExchangeCompleteListener((done, next) -> {
            end();
            next.proceed();
        });
        exchange.addDefaultResponseListener(done -> answerForTheRelease());
        exchange.addRequestWrapper((factory, same) -> watchRequest(factory.create()));
        exchange.addResponseWrapper((factory, same) -> watchAnswer(factory));
        lookAgainIn(answerWait.toNanos());
        return this;
    }

    /** One turn of the IO thread later, so that every pooled connection the release has closed by now is known as closed. */
    void connect(ProxyCallback<ProxyConnection> callback) {
        proxy = callback;
        exchange.getIoThread().execute(() -> traffic.connect(exchange, this));
    }

    @Override public void completed(HttpServerExchange same, ProxyConnection connection) {
        upstream = connection.getConnection();
        if (over) {
            IoUtils.safeClose(upstream);
        } else {
            proxy.completed(same, connection);
        }
    }

    @Override public void failed(HttpServerExchange same) {
        if (!over) {
            connectFailed = true;
            proxy.failed(same);
        }
    }

    @Override public void queuedRequestFailed(HttpServerExchange same) {
        failed(same);
    }

    @Override public void couldNotResolveBackend(HttpServerExchange same) {
        failed(same);
    }

    private void end() {
        over = true;
        timer.remove();
        traffic.count(ending());
        if (exchange.isUpgrade()) {
            exchange.getConnection().addCloseListener(closed -> traffic.leave());
        } else {
            traffic.leave();
        }
    }

    private Ending ending() {
        if (clientGone) {
            return Ending.CLIENT_GONE;
        }
        if (connectFailed) {
            return Ending.CONNECT_ERROR;
        }
        return !complete ? Ending.RESET : exchange.getStatusCode() >= 500 ? Ending.SERVER_ERROR : Ending.ANSWER;
    }

    /** Whatever ends a request without an answer of the release comes by here. */
    private boolean answerForTheRelease() {
        if (exchange.isResponseStarted() || !exchange.getConnection().isOpen()) {
            return false;
        }
        ownAnswer = true;
        exchange.setStatusCode(timedOut ? StatusCodes.GATEWAY_TIME_OUT : StatusCodes.BAD_GATEWAY);
        exchange.setPersistent(exchange.isPersistent() && connectFailed); // what is left of the broken one may still close this one
        exchange.getResponseHeaders().clear();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send("Greenlight router: the release in slot " + traffic + (timedOut
                ? " did not answer within " + answerWait.toMillis() + " ms.\n" : connectFailed
                ? " accepts no connection.\n" : " closed the connection without a complete answer.\n"));
        return true;
    }

    private void lookAgainIn(long nanos) {
        timer = WorkerUtils.executeAfter(exchange.getIoThread(), this::giveUpWhenSilent, nanos / 1_000_000 + 1, TimeUnit.MILLISECONDS);
    }

    private void giveUpWhenSilent() {
        long left = lastByteNanos + answerWait.toNanos() - System.nanoTime();
        if (over || exchange.isResponseStarted()) {
            return;
        }
        if (left > 0) {
            lookAgainIn(left);
            return;
        }
        timedOut = true;
        IoUtils.safeClose(upstream);
        if (!exchange.isResponseStarted()) {
            exchange.endExchange();
        }
    }

    private StreamSourceConduit watchRequest(StreamSourceConduit request) {
        return new AbstractStreamSourceConduit<>(request) {
            @Override public int read(ByteBuffer target) throws IOException {
                try {
                    int bytes = super.read(target);
                    lastByteNanos = bytes > 0 ? System.nanoTime() : lastByteNanos;
                    return bytes;
                } catch (IOException e) {
                    clientGone |= !ownAnswer;
                    throw e;
                }
            }
        };
    }

    private StreamSinkConduit watchAnswer(ConduitFactory<StreamSinkConduit> factory) {
        if (!exchange.isUpgrade()) { // the release's connection is not the client's
            exchange.getResponseHeaders().remove(Headers.CONNECTION);
            exchange.getResponseHeaders().remove(Headers.KEEP_ALIVE);
        }
        return new AbstractStreamSinkConduit<>(factory.create()) {
            @Override public int write(ByteBuffer source) throws IOException {
                clientGone = true; // said before: a write that fails ends the request before it throws
                int bytes = super.write(source);
                clientGone = false;
                return bytes;
            }

            @Override public void terminateWrites() throws IOException {
                complete |= !ownAnswer && exchange.getConnection().isOpen(); // a connection that is torn down comes by here too
                super.terminateWrites();
            }
        };
    }
}
