package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of an archive, unpacked. */
class ArchiveLayersTest {
    @TempDir Path folder;
    private Path root;

    @BeforeEach void emptyRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
    }

    private OciImage open(TestArchive archive) throws IOException {
        return OciArchive.open(archive.write(folder.resolve("image.tar")), archive.digest()).image(Platform.here());
    }

    @Test void unpacksTheLayersOneOverTheOther() throws IOException {
        LayerUnpacker.unpack(open(TestArchive.script()), root);

        assertThat(root.resolve("app/run")).content().contains("new");
        assertThat(Files.isExecutable(root.resolve("app/run"))).isTrue();
        assertThat(Files.readSymbolicLink(root.resolve("link"))).isEqualTo(Path.of("app/run"));
        assertThat(Files.getAttribute(root.resolve("hard"), "unix:ino"))
                .isEqualTo(Files.getAttribute(root.resolve("app/run"), "unix:ino"));
        assertThat(Trees.mode(Files.getPosixFilePermissions(root.resolve("a")))).isEqualTo(0600);
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test void unpacksAPlainLayer() throws IOException {
        LayerUnpacker.unpack(open(new TestArchive().layer(new TarWriter().file("a", 0644, "a").bytes(), TestArchive.PLAIN)), root);

        assertThat(root.resolve("a")).hasContent("a");
    }

    @Test void refusesLayersThatAreNoArchives() throws IOException {
        byte[] packed = TestArchive.gzip(new TarWriter().file("a", 0644, "a").bytes());
        for (byte[] wrong : List.of("no gzip".getBytes(), TestArchive.gzip("no tar".getBytes()), Arrays.copyOf(packed,
                packed.length / 2))) {
            assertThatThrownBy(() -> LayerUnpacker.unpack(open(new TestArchive().layer(wrong, TestArchive.GZIP)), root))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be unpacked");
            WholeFolder.delete(root.resolve("a"));
        }
    }
}
