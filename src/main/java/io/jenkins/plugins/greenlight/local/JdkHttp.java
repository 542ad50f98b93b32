package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Http;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests by the JDK's client, HTTP/1.1. A request's timeout covers all of it, to the last byte of the body. */
public final class JdkHttp implements Http {
    static final int BODY_LIMIT = 1024 * 1024;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_PATIENCE).build();

    @Override public Answer send(Request request) throws IOException, InterruptedException {
        var pending = client.sendAsync(built(request), head -> new BoundedBody(BODY_LIMIT));
        try {
            return answer(pending.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw failure(request, late(request), e);
        } catch (ExecutionException e) {
            throw failure(request, reason(request, e.getCause()), e.getCause());
        } finally {
            pending.cancel(true); // closes the connection of what is not complete
        }
    }

    @Override public CompletableFuture<Answer> begin(Request request) {
        var told = new CompletableFuture<Answer>();
        try {
            var pending = client.sendAsync(built(request), head -> new BoundedBody(BODY_LIMIT));
            pending.whenComplete((response, thrown) -> tell(told, request, response, thrown));
            told.whenComplete((answer, thrown) -> pending.cancel(true)); // closes the connection of what is not complete
            CompletableFuture.delayedExecutor(request.timeout().toNanos(), TimeUnit.NANOSECONDS).execute(() ->
                    told.completeExceptionally(failure(request, late(request), null)));
        } catch (IOException e) {
            told.completeExceptionally(e);
        }
        return told;
    }

    private static void tell(CompletableFuture<Answer> told, Request request, HttpResponse<String> response, Throwable thrown) {
        if (thrown == null) {
            told.complete(answer(response));
        } else {
            var cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            told.completeExceptionally(failure(request, reason(request, cause), cause));
        }
    }

    private static HttpRequest built(Request request) throws IOException {
        try {
            var body = request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body());
            var builder = HttpRequest.newBuilder(request.uri()).method(request.method(), body).timeout(request.timeout());
            request.headers().forEach(builder::header);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw failure(request, "it cannot be sent (" + unsendable(request) + ")", null); // its message may repeat a header
        }
    }

    /** What HTTP has no place for, without a value: a header may hold a secret, and a secret a line break. */
    private static String unsendable(Request request) {
        return request.headers().entrySet().stream().filter(header -> header.getValue().chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127))
                .findFirst().map(header -> "the value of the header " + header.getKey() + " has a line break or another control"
                + " character in it").orElse("its method, its address, the name of a header or its timeout is not one of HTTP");
    }

    private static Answer answer(HttpResponse<String> response) {
        var headers = new TreeMap<String, List<String>>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Answer(response.statusCode(), Map.copyOf(headers), response.body());
    }

    private static IOException failure(Request request, String reason, Throwable cause) {
        return new IOException(request.method() + " " + shown(request.uri()) + " failed: " + reason
                + ". Expected a complete HTTP answer. Check the address and that its server is up.", cause);
    }

    private static String reason(Request request, Throwable cause) {
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    || cause.getCause() != null && cause.getCause().getCause() instanceof UnresolvedAddressException
                    ? "the host is not known" : "nothing accepts connections there";
        }
        if (cause instanceof HttpTimeoutException) {
            return late(request);
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String late(Request request) {
        return "no complete answer within " + request.timeout().toMillis() / 1000.0 + " s";
    }

    /** Without user and query: those may be secret. */
    private static String shown(URI uri) {
        return uri.getHost() == null ? uri.getScheme() + ":…" : uri.getScheme() + "://" + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath();
    }
}
