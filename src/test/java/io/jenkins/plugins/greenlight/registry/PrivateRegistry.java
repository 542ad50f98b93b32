package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.local.Eventually;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.stage.notify.TestCertificate;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real registry of the test's own (Debian's docker-registry) on a free port of 127.0.0.1, its images in a folder of its own.
 * Each factory skips the test, with the reason, where the program is missing. Gone when it is closed, and when the JVM ends.
 */
public final class PrivateRegistry implements AutoCloseable {
    /** Of those that ask for a password. */
    public static final String USER = "pusher";
    public static final String PASSWORD = "pw-of-the-private-registry";
    /** Of that password: bcrypt at the least cost the registry takes without slowing each request down. */
    private static final String HASH = "$2b$05$SDjg3uySxVPi.Se1FOS0D.v36rPNdwF4CE8eAjIxqV7r7vjfmfa0i";
    private static final int PORTS = 5;
    private static final String NAMES = "ip:127.0.0.1,dns:localhost";

    private final Path folder;
    private final String auth;
    private final Optional<TestCertificate> certificate;
    private final Thread atEnd = new Thread(this::end);
    private int port;
    private Process process;

    private PrivateRegistry(Path folder, String auth, Optional<TestCertificate> certificate) throws Exception {
        this.folder = folder;
        this.auth = auth;
        this.certificate = certificate;
        this.port = LoopbackPorts.free();
        Runtime.getRuntime().addShutdownHook(atEnd);
        start();
    }

    /** HTTP, for everybody. */
    public static PrivateRegistry plain() throws Exception {
        return new PrivateRegistry(folder(), "", Optional.empty());
    }

    /** HTTP, for {@link #USER} with {@link #PASSWORD} alone. */
    public static PrivateRegistry withPassword() throws Exception {
        var folder = folder();
        return new PrivateRegistry(folder, passwords(folder), Optional.empty());
    }

    /** HTTPS with a certificate for 127.0.0.1 and localhost that no authority of this machine signed; for everybody. */
    public static PrivateRegistry withTls() throws Exception {
        return withTls(NAMES);
    }

    /** @param names that its certificate is for */
    static PrivateRegistry withTls(String names) throws Exception {
        var folder = folder();
        return new PrivateRegistry(folder, "", Optional.of(TestCertificate.of(folder, names)));
    }

    /** As {@link #withTls()}, for {@link #USER} with {@link #PASSWORD} alone. */
    public static PrivateRegistry withTlsAndPassword() throws Exception {
        var folder = folder();
        return new PrivateRegistry(folder, passwords(folder), Optional.of(TestCertificate.of(folder, NAMES)));
    }

    /** HTTP, for whoever has a token that is signed with this certificate's key. @param realm where tokens are to be had */
    static PrivateRegistry withTokens(String realm, Path caFile) throws Exception {
        return new PrivateRegistry(folder(), "auth:\n  token: {realm: \"" + realm + "\", service: " + TokenServer.SERVICE
                + ", issuer: " + TokenServer.ISSUER + ", rootcertbundle: \"" + caFile + "\"}\n", Optional.empty());
    }

    private static Path folder() throws IOException {
        Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin,
                "docker-registry"))),
                "There is no docker-registry in PATH (Debian: docker-registry).");
        return Files.createTempDirectory("registry");
    }

    private static String passwords(Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("htpasswd"), USER + ":" + HASH + "\n");
        return "auth:\n  htpasswd: {realm: private, path: \"" + file + "\"}\n";
    }

    /** Where it is, as in an image's name: {@code 127.0.0.1:PORT}. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** The authority behind its certificate, in PEM. */
    public Path caFile() {
        return certificate.orElseThrow().caFile();
    }

    /** Where its images lie; whoever changes something there should stop it first. */
    public Path storage() {
        return folder.resolve("storage");
    }

    /** Returns when it answers; keeps its port and what it had. */
    public void start() throws Exception {
        for (int tries = 1; !launched(); tries++) {
            if (tries == PORTS) {
                throw new IllegalStateException("docker-registry ends: " + log());
            }
            port = LoopbackPorts.free(); // somebody else took it in between
        }
    }

    private boolean launched() throws Exception {
        var config = Files.writeString(folder.resolve("config.yml"),
                "version: 0.1\nlog: {level: warn, accesslog: {disabled: true}}\nstorage:\n  filesystem: {rootdirectory: \""
                + storage() + "\"}\n  delete: {enabled: true}\n" + auth
                + "http:\n  addr: \"" + host() + "\"\n" + certificate.map(each -> "  tls: {certificate: \"" + each.caFile()
                + "\", key: \"" + each.keyFile() + "\"}\n").orElse(""));
        process = new ProcessBuilder("docker-registry", "serve", config.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        Eventually.until("docker-registry accepts connections or ends", () -> !process.isAlive() || accepts());
        return process.isAlive();
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What it said, for messages. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** SIGKILL: from here on nothing accepts connections there. */
    public void stop() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    @Override public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atEnd);
    }

    private void end() {
        try {
            stop();
            WholeFolder.delete(folder);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The private registry in " + folder + " is not all gone", e);
        }
    }
}
