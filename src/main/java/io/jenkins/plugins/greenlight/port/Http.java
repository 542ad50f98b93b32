package io.jenkins.plugins.greenlight.port;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Single requests: health, smoke tests, a router's admin port. Load goes through the load engine. */
public interface Http {
    /** @param body sent as is; empty for none */
    record Request(String method, URI uri, Map<String, String> headers, String body, Duration timeout) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(URI uri, Duration timeout) {
            return new Request("GET", uri, Map.of(), "", timeout);
        }
    }

    /** @param headers names in lower case
     *  @param body    at most 1 MiB of it */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream().findFirst();
        }
    }

    /** Follows no redirect.
     * @throws IOException when there was no complete answer in time */
    Answer send(Request request) throws IOException, InterruptedException;

    /**
     * Sends it and does not wait. Completes with an IOException when there was no complete answer in time. Where nothing
     * better is known the answer is waited for all the same.
     */
    default CompletableFuture<Answer> begin(Request request) throws InterruptedException {
        try {
            return CompletableFuture.completedFuture(send(request));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
