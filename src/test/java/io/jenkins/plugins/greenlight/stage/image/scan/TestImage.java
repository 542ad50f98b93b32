package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image for one platform, layer by layer; an archive of one or more. */
final class TestImage {
    final List<byte[]> layers = new ArrayList<>();
    private final List<Object> history = new ArrayList<>();
    private final Map<String, Object> config = new LinkedHashMap<>();
    private final String os;
    private final String architecture;

    TestImage(String os, String architecture) {
        this.os = os;
        this.architecture = architecture;
    }

    static TestImage amd64() {
        return new TestImage("linux", "amd64");
    }

    static TestImage arm64() {
        return new TestImage("linux", "arm64");
    }

    TestImage layer(String createdBy, TarWriter tar) {
        layers.add(tar.bytes());
        history.add(Map.of("created_by", createdBy, "created", "2026-01-01T00:00:00Z"));
        return this;
    }

    /** A step that makes no layer. */
    TestImage step(String createdBy) {
        history.add(Map.of("created_by", createdBy, "empty_layer", true, "created", "2026-01-01T00:00:00Z"));
        return this;
    }

    TestImage environment(String... pairs) {
        config.put("Env", List.of(pairs));
        return this;
    }

    TestImage debian(String version, String... packages) {
        var status = new StringBuilder();
        for (var one : packages) {
            var parts = one.split("@");
            status.append("Package: lib").append(parts[0]).append("\nStatus: install ok installed\nSource: ").append(parts[0])
                    .append("\nVersion: ")
                    .append(parts[1]).append("\nArchitecture: amd64\nMaintainer: nobody\n\n");
        }
        var tar = new TarWriter().folder("etc/").file("etc/debian_version", 0644, version + "\n");
        return layer("/bin/sh -c #(nop) ADD file:aa in / ", packages.length == 0 ? tar : tar.folder("var/").folder("var/lib/")
                .folder("var/lib/dpkg/").file("var/lib/dpkg/status", 0644, status.toString()));
    }

    /** Of npm, installed below {@code app}. */
    TestImage npm(String... packages) {
        var tar = new TarWriter().folder("app/").folder("app/node_modules/");
        for (var one : packages) {
            var parts = one.split("@");
            tar.folder("app/node_modules/" + parts[0] + "/").file("app/node_modules/" + parts[0] + "/package.json", 0644,
                    "{\"name\": \"" + parts[0] + "\", \"version\": \"" + parts[1] + "\"}");
        }
        return layer("/bin/sh -c npm ci", tar);
    }

    String diffId(int layer) {
        return digest(layers.get(layer));
    }

    static OciArchive archive(Path file, TestImage... images) throws IOException {
        var blobs = new LinkedHashMap<String, byte[]>();
        var manifests = new ArrayList<Object>();
        for (var image : images) {
            manifests.add(image.write(blobs));
        }
        var root = manifests.size() == 1 ? manifests.get(0)
                : descriptor(json(Map.of("schemaVersion", 2, "mediaType", MediaTypes.INDEX, "manifests", manifests)),
                        MediaTypes.INDEX, blobs);
        var tar = new TarWriter().file("oci-layout", 0644, "{\"imageLayoutVersion\":\"1.0.0\"}")
                .file("index.json", json(Map.of("schemaVersion", 2, "manifests", List.of(root))));
        blobs.forEach((name, bytes) -> tar.file("blobs/" + name.replace(':', '/'), bytes));
        Files.createDirectories(file.getParent());
        return OciArchive.read(Files.write(file, tar.bytes()));
    }

    static BuiltImage built(Path file, TestImage... images) throws IOException {
        return new BuiltImage(archive(file, images), Map.of(), Optional.empty());
    }

    /** On a base of this name whose layers are the images' lowest. */
    static BuiltImage on(String base, int layers, BuiltImage built) {
        var diffIds = new LinkedHashMap<String, List<String>>();
        built.archive().images().forEach(image -> diffIds.put(image.platform().toString(), image.diffIds().subList(0, layers)));
        return new BuiltImage(built.archive(), built.contents(), Optional.of(new BuiltImage.Base(base, diffIds)));
    }

    private Map<String, Object> write(Map<String, byte[]> blobs) {
        var image = new LinkedHashMap<String, Object>(Map.of("architecture", architecture, "os", os, "config", config,
                "history", history));
        image.put("rootfs", Map.of("type", "layers", "diff_ids", layers.stream().map(TestImage::digest).toList()));
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.MANIFEST);
        manifest.put("config", descriptor(json(image), MediaTypes.CONFIG, blobs));
        manifest.put("layers", layers.stream().map(layer -> descriptor(TestArchive.gzip(layer), MediaTypes.LAYER_GZIP, blobs))
                .toList());
        var named = new LinkedHashMap<>(descriptor(json(manifest), MediaTypes.MANIFEST, blobs));
        named.put("platform", Map.of("os", os, "architecture", architecture));
        return named;
    }

    private static Map<String, Object> descriptor(byte[] bytes, String type, Map<String, byte[]> blobs) {
        blobs.put(digest(bytes), bytes);
        return Map.of("mediaType", type, "digest", digest(bytes), "size", bytes.length);
    }

    private static byte[] json(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:" + Sha256.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
