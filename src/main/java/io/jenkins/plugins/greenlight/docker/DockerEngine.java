package io.jenkins.plugins.greenlight.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * One Docker Engine. Connects when it is first asked, in the version of the API that both know; after that it finds the engine
 * again when it was restarted. Every failure is an {@link EngineException} that says what was asked. Safe for several threads.
 */
public final class DockerEngine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration QUICK = Duration.ofSeconds(60);
    /** For what takes as long as it takes: loading an image, stopping with a grace. */
    private static final Duration PATIENT = Duration.ofMinutes(15);

    /** What is asked of the engine. */
    @FunctionalInterface
    public interface Call<T> {
        T on(DockerClient client) throws IOException;
    }

    private final EngineHost host;
    private final Optional<Path> tls;
    private volatile ApiVersion version;
    private DockerClient quick;

    private DockerEngine(EngineHost host, Optional<Path> tls) {
        this.host = host;
        this.tls = tls;
    }

    /** @throws IllegalArgumentException unless {@code unix:///PATH} or {@code tcp://HOST:PORT} */
    public static DockerEngine at(String host) {
        return new DockerEngine(EngineHost.of(host), Optional.empty());
    }

    /** Over TLS, both sides known by certificates. @param folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} */
    public static DockerEngine at(String host, Path folder) {
        return new DockerEngine(EngineHost.of(host), Optional.of(folder));
    }

    /** Whether it is on this very machine, so that its ports and files are this machine's too. */
    public boolean isLocal() {
        return host.isSocket();
    }

    /** Asks for what changes nothing: once more when the connection broke, as it does when the engine was restarted.
     *  @param what completes "could not …" */
    public <T> T read(String what, Call<T> call) throws EngineException {
        try {
            return ask(what, call, client());
        } catch (EngineException e) {
            if (e.answered()) {
                throw e;
            }
            return ask(what, call, client());
        }
    }

    /** Has something done. Whether it was is not known when the engine went away meanwhile. */
    public <T> T act(String what, Call<T> call) throws EngineException {
        awaken(what);
        return ask(what, call, client());
    }

    /** As {@link #act}, and may take up to 15 minutes. On a connection of its own, so on none that a restarted engine left. */
    public <T> T actPatiently(String what, Call<T> call) throws EngineException {
        client();
        try (var fresh = open(version, PATIENT)) {
            return ask(what, call, fresh);
        } catch (EngineException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is asked of the engine that lasts. */
    @FunctionalInterface
    public interface StreamCall<T> {
        T on(EngineStream stream) throws IOException, InterruptedException;
    }

    /** As {@link #act}, for as long as bytes come or can be hoped for, on a connection of its own. An interrupt ends it. */
    public <T> T stream(String what, StreamCall<T> call) throws EngineException, InterruptedException {
        client();
        try (var stream = new EngineStream(host, context(), version)) {
            return call.on(stream);
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while the Docker Engine at " + host + " was asked to " + what + ".");
            }
            throw failed(what, e);
        }
    }

    private Optional<SSLContext> context() throws EngineException {
        return tls.isPresent() ? Optional.of(TlsFolder.context(tls.get())) : Optional.empty();
    }

    /** A connection that an engine left when it was restarted breaks at the next use, which must not be one that
     *  cannot be repeated. */
    private void awaken(String what) throws EngineException {
        try {
            ask(what, client -> client.pingCmd().exec(), client());
        } catch (EngineException e) {
            if (!e.answered()) {
                forget();
            }
        }
    }

    private <T> T ask(String what, Call<T> call, DockerClient client) throws EngineException {
        try {
            return call.on(client);
        } catch (NotModifiedException e) {
            return null; // it is already as it was asked to be
        } catch (DockerException e) {
            throw failed(what, e);
        } catch (IOException | RuntimeException e) {
            forget();
            throw failed(what, e);
        }
    }

    private EngineException failed(String what, Exception e) {
        if (e instanceof DockerException said) {
            return refused(what, said(said), said.getHttpStatus(), e);
        }
        return e instanceof EngineStream.RefusedException said ? refused(what, said.getMessage(), said.status, e)
                : unreachable(what, e);
    }

    private EngineException refused(String what, String said, int status, Exception e) {
        return new EngineException("The Docker Engine at " + host + " could not " + what + ": " + said + " (status " + status
                + ").", status, e);
    }

    /** No connection to an engine that went away is used again, and whoever comes back may speak another version. */
    private void forget() throws EngineException {
        try {
            close();
        } catch (IOException e) {
            throw new EngineException("The connection to the Docker Engine at " + host + " cannot be closed: " + e.getMessage(),
                    0, e);
        }
    }

    private EngineException unreachable(String what, Exception e) {
        if (e instanceof EngineException known) {
            return known;
        }
        if (Thread.currentThread().isInterrupted()) {
            return new EngineException("Interrupted while the Docker Engine at " + host + " was asked to " + what + ".", 0, e);
        }
        var problem = host.problem();
        if (problem.isPresent()) {
            return new EngineException(problem.get(), 0, e);
        }
        var folder = tls.map(place -> " Look at ca.pem, cert.pem and key.pem in " + place + ".").orElse("");
        if (causes(e, SSLException.class)) {
            return new EngineException("The Docker Engine at " + host + " and this machine came to no terms over TLS when it was"
                    + " asked to " + what + ": " + last(e) + ". Expected certificates by which each knows the other." + folder, 0, e);
        }
        boolean late = causes(e, SocketTimeoutException.class);
        if (!late && !causes(e, IOException.class)) {
            return new EngineException("What answers at " + host + " is no Docker Engine that this version understands: asked to "
                    + what
                    + ", it made " + e + ". Look at the configured docker host.", 0, e);
        }
        var ended = late ? " did not answer in time" : " went away or does not run";
        var more = folder.isEmpty() ? "" : " Over TLS, one that does not know this machine breaks off just so." + folder;
        return new EngineException("The Docker Engine at " + host + ended + " when it was asked to " + what + ": " + last(e)
                + ". Expected an engine that answers. Start it or look at its log, then resume, or do the same again." + more, 0, e);
    }

    private static boolean causes(Throwable e, Class<?> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at) && !at.getClass().getName().startsWith("com.fasterxml.")) {
                return true;
            }
        }
        return false;
    }

    private static String last(Throwable e) {
        var at = e;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
    }

    /** Without docker-java's own {@code Status 500: {"message":"…"}} around it. */
    private static String said(DockerException e) {
        return String.valueOf(e.getMessage()).strip().replaceFirst("^Status \\d+: ", "")
                .replaceFirst("^\\{\"message\":\"(.*)\"\\}$", "$1")
                .replace("\\\"", "\"").replaceAll("(\\\\n|\\s)+", " ");
    }

    private synchronized DockerClient client() throws EngineException {
        if (quick == null) {
            connect();
        }
        return quick;
    }

    private void connect() throws EngineException {
        var problem = host.problem();
        if (problem.isPresent()) {
            throw new EngineException(problem.get(), 0, null);
        }
        try (var first = open(null, QUICK)) {
            version = ApiVersion.pinned(ask("say its version", client -> client.versionCmd().exec(), first), host.toString());
        } catch (EngineException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        quick = open(version, QUICK);
    }

    private DockerClient open(ApiVersion spoken, Duration answer) throws EngineException {
        var http = new ZerodepDockerHttpClient.Builder().dockerHost(host.address()).connectionTimeout(CONNECT)
                .responseTimeout(answer)
                .maxConnections(20);
        if (tls.isPresent()) {
            var context = TlsFolder.context(tls.get());
            http.sslConfig(() -> context);
        }
        var config = new DefaultDockerClientConfig.Builder().withDockerHost(host.toString()).withDockerTlsVerify(false)
                .withApiVersion(spoken == null ? null : spoken.toString()).build();
        return DockerClientImpl.getInstance(config, http.build());
    }

    @Override public synchronized void close() throws IOException {
        var client = quick;
        quick = null;
        if (client != null) {
            client.close();
        }
    }

    @Override public String toString() {
        return host.toString();
    }
}
