package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.jenkins.plugins.greenlight.deploy.LogLine;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a container wrote last. */
final class ContainerLog extends ResultCallback.Adapter<Frame> {
    private static final int BYTES = 256 * 1024;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ContainerLog() { }

    /** Oldest first; both streams as they came; at most the last 256 KiB of it. */
    static List<String> last(DockerEngine engine, String id, int lines) throws IOException {
        var log = engine.read("read the log of container " + id, client -> {
            try {
                var written = new ContainerLog();
                client.logContainerCmd(id).withStdOut(true).withStdErr(true).withTail(lines).exec(written).awaitCompletion();
                return written;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Reading the log of container " + id + " was interrupted.");
            }
        });
        var all = log.text().lines().map(LogLine::plain).toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    @Override public synchronized void onNext(Frame frame) {
        out.writeBytes(frame.getPayload());
        if (out.size() > 4 * BYTES) {
            byte[] bytes = out.toByteArray();
            out.reset();
            out.write(bytes, bytes.length - BYTES, BYTES);
        }
    }

    private synchronized String text() {
        byte[] bytes = out.toByteArray();
        int from = Math.max(0, bytes.length - BYTES);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
