package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Archives of images whose layers are random bytes, the same for the same seed. */
public final class TestImages {
    private final Map<String, byte[]> blobs = new LinkedHashMap<>();

    private TestImages() { }

    /** One image for linux/amd64. @param layers the size of each, in bytes */
    public static OciArchive one(Path file, int... layers) throws IOException {
        var images = new TestImages();
        return images.written(file, images.manifest("amd64", 1, layers));
    }

    /** An index of linux/amd64 and linux/arm64, which have their lowest layer in common. */
    public static OciArchive two(Path file) throws IOException {
        var images = new TestImages();
        var index = Map.of("schemaVersion", 2, "mediaType", MediaTypes.INDEX, "manifests", List.of(
                platform(images.manifest("amd64", 7, 1000, 2000), "amd64"), platform(images.manifest("arm64", 7, 1000, 3000),
                "arm64")));
        return images.written(file, images.descriptor(json(index), MediaTypes.INDEX));
    }

    private static Map<String, Object> platform(Map<String, Object> descriptor, String architecture) {
        var all = new LinkedHashMap<>(descriptor);
        all.put("platform", Map.of("os", "linux", "architecture", architecture));
        return all;
    }

    private Map<String, Object> manifest(String architecture, long seed, int... sizes) throws IOException {
        var layers = new ArrayList<Map<String, Object>>();
        var contents = new ArrayList<Object>();
        for (int size : sizes) {
            var bytes = new byte[size];
            new Random(seed + size).nextBytes(bytes);
            layers.add(descriptor(bytes, MediaTypes.LAYER));
            contents.add(layers.get(layers.size() - 1).get("digest"));
        }
        var config = descriptor(json(Map.of("architecture", architecture, "os", "linux", "config", Map.of(), "rootfs",
                Map.of("type", "layers", "diff_ids", contents))), MediaTypes.CONFIG);
        return descriptor(json(Map.of("schemaVersion", 2, "mediaType", MediaTypes.MANIFEST, "config", config, "layers", layers)),
                MediaTypes.MANIFEST);
    }

    private OciArchive written(Path file, Map<String, Object> root) throws IOException {
        var tar = new TarWriter();
        blobs.forEach((name, bytes) -> tar.file("blobs/sha256/" + name, bytes));
        tar.file("oci-layout", 0644, "{\"imageLayoutVersion\":\"1.0.0\"}").file("index.json", json(Map.of("schemaVersion", 2,
                "manifests", List.of(root))));
        return OciArchive.read(Files.write(file, tar.bytes()));
    }

    private Map<String, Object> descriptor(byte[] bytes, String type) throws IOException {
        var hex = Sha256.of(new ByteArrayInputStream(bytes));
        blobs.put(hex, bytes);
        return Map.of("mediaType", type, "digest", "sha256:" + hex, "size", bytes.length);
    }

    private static byte[] json(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }
}
