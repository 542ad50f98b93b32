package io.jenkins.plugins.greenlight.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes an answer's body as it comes: into a stream, or the first bytes of it into memory. */
final class Receiver implements BodySubscriber<byte[]> {
    private final OutputStream into;
    private final ByteArrayOutputStream memory;
    private final long limit;
    private final Motion motion;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private long taken;
    private Subscription subscription;

    private Receiver(OutputStream into, ByteArrayOutputStream memory, long limit, Motion motion) {
        this.into = into;
        this.memory = memory;
        this.limit = limit;
        this.motion = motion;
    }

    /** What comes after so many bytes is not read. */
    static Receiver small(int limit, Motion motion) {
        var memory = new ByteArrayOutputStream();
        return new Receiver(memory, memory, limit, motion);
    }

    static Receiver into(OutputStream stream, Motion motion) {
        return new Receiver(stream, new ByteArrayOutputStream(), Long.MAX_VALUE, motion);
    }

    @Override public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override public void onSubscribe(Subscription given) {
        subscription = given;
        subscription.request(1);
    }

    @Override public void onNext(List<ByteBuffer> buffers) {
        motion.moved();
        try {
            for (var buffer : buffers) {
                var part = new byte[(int) Math.min(buffer.remaining(), limit - taken)];
                buffer.get(part);
                into.write(part);
                taken += part.length;
            }
        } catch (IOException e) {
            motion.failed(e);
            subscription.cancel();
            body.completeExceptionally(e);
            return;
        }
        motion.moved();
        if (taken < limit) {
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
        body.complete(memory.toByteArray());
    }
}
