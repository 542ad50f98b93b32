package io.jenkins.plugins.greenlight.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarReader;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciArchiveTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach void aName() {
        file = folder.resolve("image.tar");
    }

    private OciImage open(TestArchive archive) throws IOException {
        return OciArchive.open(archive.write(file), archive.digest()).image(Platform.here());
    }

    @Test void readsHowTheImageIsStarted() throws IOException {
        var settings = open(TestArchive.script().config(Map.of("Entrypoint", List.of("/app/run"), "Cmd", List.of("-x"),
                "Env", List.of("A=1=2", "B"), "WorkingDir", "/app", "Labels", Map.of("team", "green")))).settings();

        assertThat(settings).isEqualTo(new ImageSettings(List.of("/app/run", "-x"), Map.of("A", "1=2", "B", ""), "/app",
                Map.of("team", "green")));
    }

    @Test void startsAtTheRootWhenTheImageSaysNothing() throws IOException {
        assertThat(open(TestArchive.script().config(Map.of("WorkingDir", ""))).settings())
                .isEqualTo(new ImageSettings(List.of(), Map.of(), "/", Map.of()));
    }

    @Test void handsOutWhatItHoldsByteByByte() throws IOException {
        var lower = new TarWriter().file("a", 0644, "a").bytes();
        var upper = new TarWriter().file("b", 0644, "b").bytes();
        var written = new TestArchive().layer(TestArchive.gzip(lower), TestArchive.GZIP).layer(upper, TestArchive.PLAIN);

        var image = open(written);
        var archive = image.archive();

        assertThat(archive.archive()).isEqualTo(file.toString());
        assertThat(image.layers()).hasSize(2);
        assertThat(image.open(image.layers().get(0))).hasBinaryContent(lower);
        assertThat(image.open(image.layers().get(1))).hasBinaryContent(upper);
        assertThat(archive.open(image.layers().get(0).digest())).hasBinaryContent(TestArchive.gzip(lower));
        assertThat(archive.size(image.layers().get(1).digest())).isEqualTo(upper.length);
        try (var config = archive.open(image.config())) {
            assertThat("sha256:" + Sha256.of(config)).isEqualTo(image.config());
        }
    }

    @Test void showsALayerThatIsNoGzip() throws IOException {
        var archive = open(new TestArchive().layer("no gzip".getBytes(), TestArchive.GZIP));

        assertThatThrownBy(() -> archive.open(archive.layers().get(0))).isInstanceOf(IOException.class);
    }

    @Test void refusesAnyChangedByteOfAnyBlobAndNamesTheBlob() throws IOException {
        var archive = TestArchive.script();
        byte[] whole = Files.readAllBytes(archive.write(file));
        int tried = 0;
        try (var in = Files.newInputStream(file)) {
            var tar = new TarReader(in, "t");
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (entry.get().name().startsWith("blobs/sha256/")) {
                    var hex = entry.get().name().substring(13);
                    for (long at = entry.get().offset(); at < entry.get().offset() + entry.get().size(); at++) {
                        byte[] changed = whole.clone();
                        changed[(int) at] ^= 1;
                        Files.write(file, changed);
                        assertThatThrownBy(() -> OciArchive.open(file, archive.digest())).as("byte %d", at)
                                .isInstanceOf(IOException.class)
                                        .hasMessageContaining("Blob sha256:" + hex).hasMessageContaining("was changed");
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(900);
    }

    @Test void refusesAnotherImageThanTheOneAskedFor() throws IOException {
        TestArchive.script().write(file);
        var other = new ImageDigest("sha256:" + "0".repeat(64));

        assertThatThrownBy(() -> OciArchive.open(file, other)).isInstanceOf(IOException.class)
                .hasMessageContaining("Expected just " + other).hasMessageContaining(file.toString());
    }

    @Test void refusesSizesThatAreNotThoseOfTheDescriptors() {
        assertThatThrownBy(() -> open(TestArchive.script().wrongSizes())).isInstanceOf(IOException.class)
                .hasMessageContaining("bytes. Expected").hasMessageContaining("descriptor");
    }

    @Test void refusesABlobThatIsNotThere() {
        var archive = new TestArchive();
        archive.layer("gone".getBytes(), TestArchive.PLAIN);

        assertThatThrownBy(() -> {
            archive.write(file);
            byte[] whole = Files.readAllBytes(file);
            String gone = Sha256.of(new java.io.ByteArrayInputStream("gone".getBytes()));
            var tar = new TarWriter();
            try (var in = new java.io.ByteArrayInputStream(whole)) {
                var reader = new TarReader(in, "t");
                for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    if (entry.get().kind() == TarReader.Kind.FILE && !entry.get().name().endsWith(gone)) {
                        tar.file(entry.get().name(), reader.content().readAllBytes());
                    }
                }
            }
            Files.write(file, tar.bytes());
            OciArchive.open(file, archive.digest());
        }).isInstanceOf(IOException.class).hasMessageContaining("does not hold the layer sha256:");
    }

    @Test void refusesWhatIsNoOciLayout() throws IOException {
        var digest = new ImageDigest("sha256:" + "0".repeat(64));
        for (byte[] other : List.of(new byte[0], "no tar at all".getBytes(), new TarWriter().bytes(),
                new TarWriter().file("oci-layout", 0644, "{\"imageLayoutVersion\":\"1.0.0\"}").bytes(),
                new TarWriter().file("oci-layout", 0644, "{}").bytes(), new TarWriter().file("oci-layout", 0644, "{").bytes(),
                new TarWriter().file("oci-layout", new byte[5_000_000]).bytes(),
                new TarWriter().file("a", 0644, "").file("a", 0644, "").bytes())) {
            Files.write(file, other);
            assertThatThrownBy(() -> OciArchive.open(file, digest)).isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
        assertThatThrownBy(() -> open(TestArchive.script().layout("{\"imageLayoutVersion\":\"2.0.0\"}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected 1.x");
        assertThatThrownBy(() -> open(new TestArchive().layer(new byte[0], "application/zstd"))).isInstanceOf(IOException.class)
                .hasMessageContaining("application/zstd");
        assertThatThrownBy(() -> OciArchive.open(folder.resolve("none.tar"), digest)).isInstanceOf(IOException.class);
    }

    @Test void refusesAnArchiveCutOffAnywhere() throws IOException {
        var archive = TestArchive.script();
        byte[] whole = Files.readAllBytes(archive.write(file));

        for (int length = 0; length < whole.length - 1024; length += 333) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OciArchive.open(file, archive.digest())).as("first %d", length)
                    .isInstanceOf(IOException.class);
        }
    }

}
