package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.local.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real ssh-agent without keys; skips the test where there is none. */
final class SshAgent implements AutoCloseable {
    private final Path socket;
    private final Process process;

    SshAgent(Path folder) throws Exception {
        Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "ssh-agent"))),
                "There is no ssh-agent in PATH (Debian: openssh-client).");
        socket = Files.createTempDirectory(Path.of("/tmp"), "gla").resolve("s");
        process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile()).start();
        Eventually.until("the agent listens", () -> Files.exists(socket));
    }

    Path socket() {
        return socket;
    }

    @Override public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(socket);
        Files.delete(socket.getParent());
    }
}
