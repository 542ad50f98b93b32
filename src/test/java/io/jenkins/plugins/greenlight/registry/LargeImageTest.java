package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer that fits no memory. */
@Tag("slow")
class LargeImageTest {
    private static final long SIZE = 1L << 30;
    private static final byte[] PART = new byte[1 << 20];
    @TempDir Path folder;

    private static Map<String, Object> descriptor(String text, String type) {
        return Map.of("mediaType", type, "digest", "sha256:" + Sha256.of(text), "size", text.length());
    }

    private static void layer(OutputStream out) throws IOException {
        for (long at = 0; at < SIZE; at += PART.length) {
            out.write(PART);
        }
    }

    private OciArchive large() throws Exception {
        var sha256 = Sha256.algorithm();
        for (long at = 0; at < SIZE; at += PART.length) {
            sha256.update(PART);
        }
        var layer = HexFormat.of().formatHex(sha256.digest());
        var config = Json.write(Map.of("architecture", "amd64", "os", "linux", "rootfs", Map.of("type", "layers", "diff_ids",
                List.of("sha256:" + layer))));
        var manifest = Json.write(Map.of("schemaVersion", 2, "config", descriptor(config, MediaTypes.CONFIG), "layers",
                List.of(Map.of("mediaType", MediaTypes.LAYER, "digest", "sha256:" + layer, "size", SIZE))));
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("image.tar")), 1 << 16)) {
            new TarOutput(out).file("oci-layout", 0444, "{\"imageLayoutVersion\":\"1.0.0\"}")
                    .file("index.json", 0444, Json.write(Map.of("schemaVersion", 2, "manifests", List.of(descriptor(manifest,
                    MediaTypes.MANIFEST)))))
                    .file("blobs/sha256/" + Sha256.of(config), 0444, config).file("blobs/sha256/" + Sha256.of(manifest), 0444,
                    manifest)
                    .file("blobs/sha256/" + layer, 0444, SIZE, () -> layer(out)).end();
        }
        return OciArchive.read(folder.resolve("image.tar"));
    }

    @Test void goesThereAndBackInLittleMemory() throws Exception {
        var image = large();
        try (var real = PrivateRegistry.plain()) {
            var scene = new RegistryScene(folder).insecure(real.host());
            var name = ImageName.parse(real.host() + "/team/large");
            System.gc();
            long before = used();

            var pushed = scene.registry().push(image, name, List.of("1.4"));
            long grown = used() - before;
            var pulled = scene.registry().pull(name, image.digest(), folder.resolve("pulled.tar"));

            assertThat(pushed.sentBytes()).isGreaterThan(SIZE);
            assertThat(pulled.manifests()).isEqualTo(image.manifests());
            assertThat(grown).isLessThan(SIZE / 2);
            assertThat(scene.warnings).isEmpty();
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
