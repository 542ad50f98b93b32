package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** HAProxy's runtime socket. */
final class RuntimeSocket {
    private final Path path;
    private final Duration answerWait;

    /** @param answerWait the longest wait for one answer */
    RuntimeSocket(Path path, Duration answerWait) {
        this.path = path;
        this.answerWait = answerWait;
    }

    /** A connection to the worker that listens now. It stays with that worker, also after a reload. */
    RuntimeSession open() throws IOException, InterruptedException {
        if (Files.notExists(path)) {
            throw new IOException("There is no runtime socket " + path + ". Expected HAProxy to listen there. Start HAProxy, or"
                    + " compare the path with \"stats socket\" in haproxy.cfg.");
        }
        var channel = connect();
        try {
            return RuntimeSession.over(channel, path, answerWait);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private SocketChannel connect() throws IOException, InterruptedException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while HAProxy was called");
        } catch (IOException e) {
            throw new IOException(refusal(e), e);
        }
    }

    private String refusal(IOException e) {
        return Files.isWritable(path) || Files.notExists(path)
                ? "Nobody listens on the runtime socket " + path + " (" + e.getMessage() + "). Expected a running HAProxy. Start"
                        + " it, or compare the path with \"stats socket\" in haproxy.cfg."
                : "The runtime socket " + path + " is forbidden to the user " + System.getProperty("user.name") + " ("
                        + e.getMessage() + "). Expected the right to write to it. Set \"mode\" and \"user\" of \"stats"
                        + " socket\" in haproxy.cfg.";
    }
}
