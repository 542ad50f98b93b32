package io.jenkins.plugins.greenlight.stage.image.docker.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.image.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.docker.EngineWork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {
    private static final Dockerfile DOCKERFILE = new Dockerfile("Dockerfile", ".", Map.of(), "", List.of(), false);

    @TempDir Path folder;
    private final EngineWork.Said log = new EngineWork.Said();

    @BeforeEach void dockerfile() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    }

    private byte[] sent() throws Exception {
        try (var in = BuildContext.of(DOCKERFILE, new FolderWorkspace(folder), log).open()) {
            return in.readAllBytes();
        }
    }

    private String listed() throws Exception {
        var tar = folder.resolveSibling(folder.getFileName() + ".tar");
        Files.write(tar, sent());
        try {
            var process = new ProcessBuilder("tar", "--numeric-owner", "--full-time", "--utc", "-tvf", tar.toString()).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said.replaceAll(" +", " ");
        } finally {
            Files.delete(tar);
        }
    }

    @Test void keepsModesTimesAndLinksAndGivesAllToRoot() throws Exception {
        var name = "n".repeat(120);
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(folder.resolve("d").resolve(name), "12345");
        Files.createSymbolicLink(folder.resolve("d/link"), Path.of("../" + name));
        Files.setPosixFilePermissions(folder.resolve("d").resolve(name), PosixFilePermissions.fromString("r-x--x---"));
        Files.setPosixFilePermissions(folder.resolve("d"), PosixFilePermissions.fromString("rwx------"));
        for (var path : List.of("d/" + name, "d", "Dockerfile")) {
            Files.setLastModifiedTime(folder.resolve(path), FileTime.from(Instant.parse("2003-02-01T04:05:06.789Z")));
        }

        assertThat(listed()).contains("-r-x--x--- 0/0 5 2003-02-01 04:05:06 d/" + name + "\n", "drwx------ 0/0 0 2003-02-01 04:05:06 d/\n",
                " d/link -> ../" + name + "\n");
        assertThat(sent()).isEqualTo(sent());
    }

    @Test void leavesOutWhatIsNoFileAndSaysSo() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor()).isZero();

        assertThat(listed()).doesNotContain("pipe");
        assertThat(log.lines).containsExactly("WARN The build context's pipe is a socket, a FIFO or a device; it is not sent. Name it in .dockerignore.");
        Files.writeString(folder.resolve(".dockerignore"), "pipe\n");
        log.lines.clear();
        listed();
        assertThat(log.lines).isEmpty();
    }

    @Test void sendsNamesByteByByteThatAreNoText() throws Exception {
        assertThat(new ProcessBuilder("bash", "-c", "cd \"$1\" && printf x > $'\\xff\\xfe-e' && ln -s $'\\xff\\xfe-e' link", "-", folder.toString()).start()
                .waitFor()).isZero();

        var sent = new String(sent(), StandardCharsets.ISO_8859_1);

        assertThat(sent.split("\u00ff\u00fe-e", -1)).hasSize(3);
    }
}
