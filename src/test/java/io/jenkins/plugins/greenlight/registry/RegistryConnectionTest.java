package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.stage.notify.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of not getting through to a registry. */
class RegistryConnectionTest {
    @TempDir Path folder;
    private RegistryScene scene;

    @BeforeEach void stand() {
        scene = new RegistryScene(folder);
        scene.attempts = 2;
    }

    private String failure(String host) {
        var name = ImageName.parse(host + "/team/shop");
        return catchThrowableOfType(RegistryException.class, () -> scene.registry().digest(name, "1.4")).getMessage();
    }

    private static String lookingUp(String host, String rest) {
        return "Looking up " + host + "/team/shop:1.4 failed: " + rest;
    }

    @Test void speaksTlsToARegistryWhoseAuthorityItWasGiven() throws Exception {
        try (var registry = PrivateRegistry.withTlsAndPassword()) {
            scene.ca = Optional.of(registry.caFile());
            scene.account(registry.host(), PrivateRegistry.USER, PrivateRegistry.PASSWORD);
            var image = TestImages.one(folder.resolve("image.tar"), 3000);
            var name = ImageName.parse(registry.host() + "/team/shop");

            scene.registry().push(image, name, List.of("1.4"));

            assertThat(scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar")).manifests())
                    .isEqualTo(image.manifests());
            assertThat(failure(registry.host().replace("127.0.0.1", "localhost"))).as("the user is of another registry")
                    .contains("answered 401 to a request without credentials");
        }
    }

    @Test void saysWhichAuthoritiesDidNotSign() throws Exception {
        try (var registry = PrivateRegistry.withTls()) {
            var host = registry.host();

            assertThat(failure(host)).isEqualTo(lookingUp(host, "the certificate of " + host
                    + " is not signed by one of Java's own authorities. Expected one that is, and is valid today. Name a file"
                    + " with the certificate of the registry's authority in PEM: image.registry.caFile."));
            var other = TestCertificate.of(folder, "ip:127.0.0.1").caFile();
            scene.ca = Optional.of(other);
            assertThat(failure(host)).isEqualTo(lookingUp(host, "the certificate of " + host
                    + " is not signed by one of Java's own authorities nor by one in " + other + ". Expected one that is, and is"
                    + " valid today. Put the certificate of the registry's authority into that file (image.registry.caFile)."));
            assertThat(scene.pauses).isEmpty();
        }
    }

    @Test void saysThatACertificateIsForAnotherName() throws Exception {
        try (var registry = PrivateRegistry.withTls("dns:registry.example.com")) {
            scene.ca = Optional.of(registry.caFile());
            var host = registry.host();

            assertThat(failure(host)).isEqualTo(lookingUp(host, "the certificate of " + host
                    + " is not for 127.0.0.1. Expected one with that name or address in it. Name the registry as its certificate"
                    + " does, or give it another certificate."));
        }
    }

    @Test void saysThatTlsWasSpokenToPlainHttp() throws Exception {
        try (var registry = PrivateRegistry.plain()) {
            var host = registry.host();

            assertThat(failure(host)).isEqualTo(lookingUp(host, host
                    + " speaks plain HTTP, not TLS. Expected TLS. Let the registry speak it, or, where nobody can listen in"
                    + " between, name it: image.registry.insecure: [\"" + host + "\"]."));
        }
    }

    @Test void saysThatPlainHttpWasSpokenToTls() throws Exception {
        try (var registry = PrivateRegistry.withTls()) {
            var host = registry.host();
            scene.insecure(host);

            assertThat(failure(host)).isEqualTo(lookingUp(host, host
                    + " answered 400 to plain HTTP. Expected to be able to pull from team/shop. If it speaks TLS, take " + host
                    + " out of image.registry.insecure."));
        }
    }

    @Test void saysThatNobodyIsThere() throws Exception {
        var host = "127.0.0.1:" + LoopbackPorts.free();

        assertThat(failure(host)).isEqualTo(lookingUp(host, "nothing accepts connections at " + host
                + " (the last of 2 attempts). Expected a registry there. Start it, or correct the image's name."));
        assertThat(scene.pauses).hasSize(1);
    }

    /** False when the queue before the door is full. */
    private static boolean waitsAtTheDoor(ServerSocket door, List<Socket> sockets) throws IOException {
        sockets.add(new Socket());
        try {
            sockets.get(sockets.size() - 1).connect(door.getLocalSocketAddress(), 300);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test void saysThatNobodyAnswersTheDoor() throws Exception {
        var sockets = new ArrayList<Socket>();
        scene.timeout = Duration.ofMillis(600);
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (waitsAtTheDoor(door, sockets)) {
                assertThat(sockets).hasSizeLessThan(50);
            }
            var host = "127.0.0.1:" + door.getLocalPort();

            assertThat(failure(host)).isEqualTo(lookingUp(host, "no connection to " + host
                    + " came about in 0.3 s (the last of 2 attempts). Expected a registry there. See whether it and the network"
                    + " are well, and whether a firewall is in between."));
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test void findsARegistryThatComesBackInBetween() throws Exception {
        try (var registry = PrivateRegistry.plain()) {
            scene.insecure(registry.host());
            registry.stop();
            scene.beforePause(() -> registry.start());

            assertThat(scene.registry().digest(ImageName.parse(registry.host() + "/team/shop"), "1.4")).isEmpty();
            assertThat(scene.pauses).hasSize(1);
        }
    }

    @Test void saysThatAHostIsNotKnown() {
        assertThat(failure("registry.invalid")).isEqualTo(lookingUp("registry.invalid",
                "the host registry.invalid is not known. Expected a name that this machine can look up. Check the image's name"
                + " and the DNS."));
        assertThat(scene.pauses).isEmpty();
    }

    @Test void saysWhatIsWrongWithTheFileOfAuthorities() throws Exception {
        var file = folder.resolve("ca.pem");
        scene.ca = Optional.of(file);

        assertThatThrownBy(() -> scene.registry()).isInstanceOf(IOException.class).hasMessage("image.registry.caFile: " + file
                + " cannot be read (NoSuchFileException). Expected certificates in PEM.");
        Files.writeString(file, "");
        assertThatThrownBy(() -> scene.registry()).hasMessage("image.registry.caFile: " + file
                + " holds no certificates (it is empty). Expected some in PEM.");
    }
}
