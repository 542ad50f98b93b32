package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.docker.TestCertificates;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DockerBuilderTlsTest {
    @TempDir static Path certificates;
    @TempDir Path folder;
    private static PrivateDocker docker;
    private static int port;
    private EngineWork overTls;
    private EngineWork overSocket;

    @BeforeAll static void anEngineWithTls() throws Exception {
        PrivateDocker.ready();
        TestCertificates.in(certificates.resolve("own"));
        TestCertificates.in(certificates.resolve("foreign"));
        var own = certificates.resolve("own");
        port = LoopbackPorts.free();
        docker = new PrivateDocker("--host=tcp://127.0.0.1:" + port, "--tlsverify", "--tlscacert=" + own.resolve("ca.pem"),
                "--tlscert=" + own.resolve("server-cert.pem"), "--tlskey=" + own.resolve("server-key.pem"));
        docker.start();
    }

    @AfterAll static void gone() {
        if (docker != null) {
            docker.close();
        }
    }

    @BeforeEach void works() throws Exception {
        overTls = new EngineWork(Files.createDirectories(folder.resolve("w")), "tcp://127.0.0.1:" + port);
        overTls.tls = Optional.of(certificates.resolve("own").toString());
        overTls.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo begun", "CMD true");
        overSocket = new EngineWork(Files.createDirectories(folder.resolve("s")), docker.host());
    }

    @Test void buildsOverTlsAndLeavesNothing() throws Exception {
        var built = overTls.build();

        assertThat(built.archive().images().get(0).layers()).hasSize(1);
        assertThat(overSocket.all()).isEmpty();
        assertThat(overTls.builder().disks(overTls.ports())).isEmpty();
    }

    @Test void leavesNothingOverTlsWhenItIsInterrupted() throws Exception {
        overTls.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo begun; sleep 1000", "CMD never");
        var end = new AtomicReference<Throwable>();
        var building = new Thread(() -> {
            try {
                overTls.build();
            } catch (Throwable e) {
                end.set(e);
            }
        });
        building.start();
        while (building.isAlive() && !overTls.log.lines.contains("begun")) {
            building.join(20);
        }
        building.interrupt();
        building.join(60_000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(overSocket.all()).isEmpty();
    }

    @Test void saysThatTheEngineIsNotTheOneThatIsTrusted() throws Exception {
        overTls.tls = Optional.of(certificates.resolve("foreign").toString());

        assertThatThrownBy(() -> overTls.build()).isInstanceOf(StageException.class).hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("TLS").hasMessageContaining(certificates.resolve("foreign").toString()).hasMessageContaining("ca.pem");
    }

    @Test void saysThatTheEngineDoesNotTrustThisClient() throws Exception {
        var mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.copy(certificates.resolve("own/ca.pem"), mixed.resolve("ca.pem"));
        Files.copy(certificates.resolve("foreign/cert.pem"), mixed.resolve("cert.pem"));
        Files.copy(certificates.resolve("foreign/key.pem"), mixed.resolve("key.pem"));
        overTls.tls = Optional.of(mixed.toString());

        assertThatThrownBy(() -> overTls.build()).isInstanceOf(StageException.class).hasMessageContaining("TLS").hasMessageContaining(mixed.toString());
    }

    @Test void saysThatTheEngineWantsTls() throws Exception {
        overTls.tls = Optional.empty();

        assertThatThrownBy(() -> overTls.build()).isInstanceOf(StageException.class).hasMessageContaining("Client sent an HTTP request to an HTTPS server");
    }
}
