package io.jenkins.plugins.greenlight.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Makes one request and follows no redirect. It may take any time as long as bytes move. */
final class Wire {
    /** More of a document than any registry takes. */
    static final int SMALL = 4 * 1024 * 1024;
    private static final int OK = 200;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    private final Duration timeout;
    private final Troubles troubles;
    private final HttpClient client;

    /** @param trust null for Java's own authorities */
    Wire(Duration timeout, SSLContext trust, Troubles troubles) {
        this.timeout = timeout;
        this.troubles = troubles;
        var builder = HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER)
                .connectTimeout(connectPatience(timeout));
        this.client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /** Less than the timeout, so that the message tells which of the two it was. */
    static Duration connectPatience(Duration timeout) {
        var half = timeout.dividedBy(2);
        return half.compareTo(CONNECT_PATIENCE) < 0 ? half : CONNECT_PATIENCE;
    }

    /** The answer with up to {@value #SMALL} bytes of its body.
     *  @throws Failure when there was none */
    Answer send(Call call) throws IOException, InterruptedException {
        return send(call, null);
    }

    /** As {@link #send(Call)}; the body of a 200 goes into the stream, all of it. @param into null for none */
    Answer send(Call call, OutputStream into) throws IOException, InterruptedException {
        var motion = new Motion();
        try (var content = call.body().isPresent() ? motion.watched(call.body().get().content().open())
                : InputStream.nullInputStream()) {
            var pending = client.sendAsync(request(call, content), head -> into != null && head.statusCode() == OK
                    ? Receiver.into(into, motion) : Receiver.small(SMALL, motion));
            try {
                var response = awaited(pending, motion, call);
                return new Answer(call.uri(), response.statusCode(), response.headers(), response.body());
            } finally {
                pending.cancel(true); // closes the connection of what is not complete
            }
        }
    }

    private <T> T awaited(Future<T> pending, Motion motion, Call call) throws IOException, InterruptedException {
        while (true) {
            try {
                return pending.get(Math.max(1, motion.left(timeout).toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (motion.left(timeout).toNanos() <= 0) {
                    throw troubles.hangs(call.uri(), timeout, e);
                }
            } catch (ExecutionException e) {
                if (motion.own() != null) {
                    throw motion.own();
                }
                var cause = e.getCause() instanceof UncheckedIOException unchecked ? unchecked.getCause() : e.getCause();
                throw troubles.of(call.uri(), timeout, cause);
            }
        }
    }

    private static HttpRequest request(Call call, InputStream content) {
        var builder = HttpRequest.newBuilder(call.uri()).method(call.method(), publisher(call, content));
        call.headers().forEach(builder::header);
        return builder.build();
    }

    private static BodyPublisher publisher(Call call, InputStream content) {
        return call.body().isEmpty() || call.body().get().length() == 0 ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> content), call.body().get().length());
    }
}
