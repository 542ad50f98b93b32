package io.jenkins.plugins.greenlight.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedImageTest {
    private static final byte[] ONE = new TarWriter().file("a", 0644, "a").bytes();
    private static final byte[] TWO = new TarWriter().file("b", 0600, "b".repeat(5000)).bytes();
    private static final String OLD = "0".repeat(63);

    @TempDir Path folder;
    private int written;

    @BeforeEach void scratch() throws IOException {
        Files.createDirectories(folder.resolve("scratch"));
    }

    private static String digest(byte[] bytes) throws IOException {
        return Sha256.of(new ByteArrayInputStream(bytes));
    }

    private static String config(byte[]... layers) throws IOException {
        var ids = new java.util.ArrayList<String>();
        for (var layer : layers) {
            ids.add("sha256:" + digest(layer));
        }
        return Json.write(Map.of("rootfs", Map.of("type", "layers", "diff_ids", ids))).replaceFirst("^\\{", "{ \"os\":\"linux\",\"architecture\":\"amd64\", ");
    }

    private static String manifest(String config, String... layers) {
        return Json.write(List.of(Map.of("Config", config, "Layers", List.of(layers))));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    /** As engines up to 24 do it, a layer that comes twice as a link. */
    private static byte[] older() throws IOException {
        return new TarWriter().folder(OLD + "a/").file(OLD + "a/VERSION", 0644, "1.0").file(OLD + "a/json", 0644, "{}").file(OLD + "a/layer.tar", ONE)
                .symlink(OLD + "b/layer.tar", "../" + OLD + "a/layer.tar").file(OLD + "c/layer.tar", TWO).file("c.json", 0644, config(ONE, ONE, TWO))
                .file("manifest.json", 0644, manifest("c.json", OLD + "a/layer.tar", OLD + "b/layer.tar", OLD + "c/layer.tar"))
                .file("repositories", 0644, "not even JSON").bytes();
    }

    /** As engines from 25 on do it. */
    private static byte[] newer(byte[] second) throws IOException {
        var config = config(ONE, ONE, TWO);
        var bytes = config.getBytes(StandardCharsets.UTF_8);
        return new TarWriter().file("index.json", 0644, "{}").file("manifest.json", 0644, manifest("blobs/sha256/" + digest(bytes),
                "blobs/sha256/" + digest(ONE), "blobs/sha256/" + digest(ONE), "blobs/sha256/" + digest(second))).file("oci-layout", 0644, "{}")
                .file("blobs/sha256/" + digest(bytes), bytes).file("blobs/sha256/" + digest(ONE), ONE).file("blobs/sha256/" + digest(second), second).bytes();
    }

    private OciArchive write(byte[] saved) throws IOException {
        var scratch = Files.createDirectories(folder.resolve("scratch/" + ++written));
        return SavedImage.write(new ByteArrayInputStream(saved), Optional.empty(), scratch, folder.resolve("image-" + written + ".tar"));
    }

    @Test void makesTheSameArchiveOfBothLayouts() throws Exception {
        var older = write(older());
        var newer = write(newer(TWO));

        assertThat(older.file()).hasSameBinaryContentAs(newer.file());
        var image = older.images().get(0);
        assertThat(older.text(image.config())).isEqualTo(config(ONE, ONE, TWO));
        assertThat(image.layers()).hasSize(3);
        assertThat(image.layers().get(0)).isEqualTo(image.layers().get(1));
        try (var in = image.open(image.layers().get(2))) {
            assertThat(in.readAllBytes()).isEqualTo(TWO);
        }
    }

    @Test void leavesLayersAsTheyArePackedAlready() throws Exception {
        byte[] packed = gzip(TWO);

        var image = write(newer(packed)).images().get(0);

        assertThat(image.layers().get(2).digest()).isEqualTo("sha256:" + digest(packed));
        assertThat(image.diffIds().get(2)).isEqualTo("sha256:" + digest(TWO));
    }

    @Test void refusesALayerThatIsNotWhatTheConfigurationSays() throws Exception {
        var saved = new TarWriter().file("l", TWO).file("c", 0644, config(ONE)).file("manifest.json", 0644, manifest("c", "l")).bytes();

        assertThatThrownBy(() -> write(saved)).isInstanceOf(IOException.class).hasMessageContaining("The layer l in what the Docker Engine saved is sha256:"
                + digest(TWO) + ". Expected sha256:" + digest(ONE));
        assertThat(folder).isDirectoryNotContaining("glob:**.tar");
    }

    @Test void refusesWhatIsNoSavedImageOrNotAllOfIt() throws Exception {
        assertThatThrownBy(() -> write(new TarWriter().file("a", 0644, "a").bytes())).hasMessageContaining("has no manifest.json");
        assertThatThrownBy(() -> write(new TarWriter().file("manifest.json", 0644, "[]").bytes())).hasMessageContaining("holds 0 images. Expected one.");
        assertThatThrownBy(() -> write(new TarWriter().file("manifest.json", 0644, "{").bytes())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(new TarWriter().file("c", 0644, config(ONE)).file("manifest.json", 0644, manifest("c")).bytes()))
                .hasMessageContaining("has 0 layers. Expected the 1 of its configuration.");
        assertThatThrownBy(() -> write(new TarWriter().symlink("l", "m").symlink("m", "l").file("c", 0644, config(ONE))
                .file("manifest.json", 0644, manifest("c", "l")).bytes())).hasMessageContaining("has no l. Expected");
        byte[] whole = older();
        assertThatThrownBy(() -> write(java.util.Arrays.copyOf(whole, whole.length / 2))).isInstanceOf(IOException.class).hasMessageContaining("breaks off");
    }
}
