package io.jenkins.plugins.greenlight.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineTest {
    @TempDir(factory = ShortTemp.class) Path folder;

    /** A socket's path has at most 107 bytes. */
    static final class ShortTemp implements org.junit.jupiter.api.io.TempDirFactory {
        @Override public Path createTempDirectory(org.junit.jupiter.api.extension.AnnotatedElementContext element,
                org.junit.jupiter.api.extension.ExtensionContext context) throws IOException {
            return Files.createTempDirectory(Path.of("/tmp"), "gle");
        }
    }

    private static EngineException problem(String host) throws IOException {
        try (var engine = DockerEngine.at(host)) {
            engine.read("list containers", client -> client.listContainersCmd().exec());
            throw new AssertionError("It answered.");
        } catch (EngineException e) {
            return e;
        }
    }

    @Test void speaksToARealEngineInAVersionThatBothKnow() throws Exception {
        var docker = PrivateDocker.ready();
        try (var engine = DockerEngine.at(docker.host())) {
            var version = engine.read("say its version", client -> client.versionCmd().exec());

            assertThat(ApiVersion.pinned(version, "here")).isLessThanOrEqualTo(ApiVersion.of(version.getApiVersion()).orElseThrow());
            List<?> containers = engine.read("list", client -> client.listContainersCmd().exec());
            assertThat(containers).isNotNull();
            assertThat(engine.isLocal()).isTrue();
        }
    }

    @Test void tellsWhatIsMissingFromWhatIsRefused() throws Exception {
        var docker = PrivateDocker.ready();
        try (var engine = DockerEngine.at(docker.host())) {
            assertThatThrownBy(() -> engine.read("look", client -> client.inspectContainerCmd("none").exec()))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.missing() && e.answered()).isTrue())
                    .hasMessage("The Docker Engine at " + docker.host() + " could not look: No such container: none (status 404).");
        }
    }

    @Test void saysThatTheSocketIsGone() throws IOException {
        assertThat(problem("unix://" + folder + "/s")).hasMessageContaining("the socket " + folder + "/s does not exist")
                .matches(e -> !((EngineException) e).answered());
    }

    @Test void saysThatNobodyListensAnyMore() throws IOException {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
        }
        assertThat(problem("unix://" + folder + "/s")).hasMessageContaining("went away or does not run");
        int port = LoopbackPorts.free();
        assertThat(problem("tcp://127.0.0.1:" + port)).hasMessageContaining("went away or does not run");
    }

    @Test void saysThatTheUserMayNot() throws Exception {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "To be refused takes root, who becomes somebody else (setpriv).");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(folder.resolve("s"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw----"));

            assertThat(asNobody("unix://" + folder + "/s")).contains("may not write to the Docker Engine's socket " + folder + "/s");
        }
    }

    private static String asNobody(String host) throws Exception {
        var argv = List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", System.getProperty("java.home") + "/bin/java",
                "-XX:-UsePerfData", "-Xmx64m", "-cp", System.getProperty("java.class.path"), EngineHostProgram.class.getName(), host);
        var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeFalse(said.contains("ClassNotFoundException") || said.contains("Could not find or load"),
                "The user nobody cannot read the classes of this checkout.");
        return said;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200|<html>|is no Docker Engine", "200|{}|names no version of an API", "404|nothing|could not say its version",
        "200|{\"ApiVersion\":\"1.24\",\"Version\":\"1.12\"}|speaks version 1.24 of its API. Expected 1.25", "200|[]|is no Docker Engine",
        "200|{\"ApiVersion\":\"newest\"}|names no version of an API"})
    void seesThatItIsNoEngineOrOneTooOld(int status, String body, String message) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            assertThat(problem("tcp://127.0.0.1:" + server.getAddress().getPort())).hasMessageContaining(message);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.41, 1.12, 1.41", "1.44, 1.24, 1.44", "1.52, 1.44, 1.44", "1.60, 1.50, 1.50", "1.25, 1.12, 1.25"})
    void pinsAVersionThatBothKnow(String newest, String oldest, String pinned) throws Exception {
        var version = new com.fasterxml.jackson.databind.ObjectMapper().readValue("{\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\""
                + oldest + "\"}", com.github.dockerjava.api.model.Version.class);

        assertThat(ApiVersion.pinned(version, "here")).hasToString(pinned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/var/run/docker.sock", "unix://docker.sock", "ssh://host", "tcp://host", "tcp://:2375", "npipe:////./pipe/docker", "a b"})
    void refusesWhatIsNoPlaceOfAnEngine(String host) {
        assertThatThrownBy(() -> DockerEngine.at(host)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + host + "\" is no place of a Docker Engine. Expected unix:///var/run/docker.sock");
    }

    @Test void saysWhichCertificatesAreMissing() throws IOException {
        try (var engine = DockerEngine.at("tcp://127.0.0.1:1", folder)) {
            assertThatThrownBy(() -> engine.read("x", client -> client.pingCmd().exec())).isInstanceOf(EngineException.class)
                    .hasMessageContaining(folder.toString()).hasMessageContaining("Expected ca.pem, cert.pem and key.pem");
        }
    }
}
