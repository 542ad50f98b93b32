package io.jenkins.plugins.greenlight.local;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The first bytes of an answer as UTF-8; what comes after them is not read. */
final class BoundedBody implements BodySubscriber<String> {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Subscription subscription;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override public CompletionStage<String> getBody() {
        return body;
    }

    @Override public void onSubscribe(Subscription given) {
        subscription = given;
        subscription.request(1);
    }

    @Override public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var part = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        if (bytes.size() < limit) {
            subscription.request(1);
        } else {
            subscription.cancel();
            onComplete();
        }
    }

    @Override public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    @Override public void onComplete() {
        body.complete(bytes.toString(StandardCharsets.UTF_8));
    }
}
