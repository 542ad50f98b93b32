package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BigContextTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir Path folder;

    @Test void buildsAContextOfAGigabyteInSixtyFourMegabytes() throws Exception {
        var work = new EngineWork(Files.createDirectories(folder.resolve("w")), PrivateDocker.ready().host());
        work.dockerfile("FROM scratch", "COPY big /big");
        try (var big = new RandomAccessFile(work.root.resolve("big").toFile(), "rw")) {
            big.setLength(GIGABYTE);
            big.seek(GIGABYTE / 2);
            big.write("middle".getBytes(StandardCharsets.US_ASCII));
        }
        var before = work.all();
        var rest = Files.createDirectories(folder.resolve("rest"));
        var argv = List.of(System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData", "-XX:+UseSerialGC", "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), BuildProgram.class.getName(), work.root.toString(), work.host, rest.toString());

        var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(process.waitFor()).as(said).isZero();
        var archive = OciArchive.read(rest.resolve("image.tar"));
        assertThat(said).endsWith(archive.digest().value());
        try (var layer = archive.images().get(0).open(archive.images().get(0).layers().get(0))) {
            layer.skipNBytes(512 + GIGABYTE / 2);
            assertThat(new String(layer.readNBytes(6), StandardCharsets.US_ASCII)).isEqualTo("middle");
        }
        assertThat(work.all()).isEqualTo(before);
    }
}
