package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Small OCI archives, right ones and others. */
public final class TestArchive {
    public static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
    public static final String PLAIN = "application/vnd.oci.image.layer.v1.tar";

    private final List<Map<String, Object>> layers = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private Map<String, Object> config = Map.of("Entrypoint", List.of("/app/run"), "Env", List.of("A=1", "B"), "WorkingDir", "/",
            "Labels", Map.of("team", "green"));
    private Platform platform = Platform.of("linux/amd64");
    private String layout = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private String created = "1970-01-01T00:00:01Z";
    private List<Map<String, Object>> history = List.of();
    private long sizeError;
    private ImageDigest digest;

    /** A script that says where it is, in two layers. */
    public static TestArchive script() {
        return new TestArchive().layer(new TarWriter().folder("app/").file("app/run", 0755, "#!/bin/sh\necho old\n")
                .file("a", 0600, "a"))
                .layer(new TarWriter().file("./app/run", 0755, "#!/bin/sh\necho new\nexec sleep 60\n").symlink("link", "/app/run")
                        .hardlink("hard", "app/run").folder("tmp"));
    }

    public TestArchive layer(TarWriter tar) {
        byte[] bytes = tar.bytes();
        contents.add(digest(bytes));
        layers.add(descriptor(gzip(bytes), GZIP));
        return this;
    }

    public TestArchive layer(byte[] bytes, String type) {
        contents.add(digest(bytes));
        layers.add(descriptor(bytes, type));
        return this;
    }

    public TestArchive config(Map<String, Object> other) {
        config = other;
        return this;
    }

    /** linux/amd64 unless this says another. */
    public TestArchive platform(String text) {
        platform = Platform.of(text);
        return this;
    }

    public TestArchive created(String time) {
        created = time;
        return this;
    }

    public TestArchive history(List<Map<String, Object>> steps) {
        history = steps;
        return this;
    }

    /** Its configuration names no digest of a layer's content. */
    public TestArchive withoutContents() {
        contents.clear();
        return this;
    }

    public TestArchive layout(String text) {
        layout = text;
        return this;
    }

    public TestArchive wrongSizes() {
        sizeError = 1;
        return this;
    }

    /** Known once it was written. */
    public ImageDigest digest() {
        return digest;
    }

    public Path write(Path file) throws IOException {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("schemaVersion", 2);
        manifest.put("config", descriptor(json(Map.of("created", created, "architecture", platform.architecture(),
                "os", platform.os(), "variant", platform.variant(), "config", config, "history", history,
                "rootfs", Map.of("type", "layers", "diff_ids", contents))),
                "application/vnd.oci.image.config.v1+json"));
        manifest.put("layers", layers);
        var named = descriptor(json(manifest), "application/vnd.oci.image.manifest.v1+json");
        digest = new ImageDigest((String) named.get("digest"));
        var tar = new TarWriter().folder("blobs/");
        blobs.forEach((name, bytes) -> tar.file("blobs/sha256/" + name, bytes));
        tar.file("oci-layout", 0644, layout).file("./index.json", json(Map.of("schemaVersion", 2, "manifests", List.of(named))));
        Files.createDirectories(file.getParent());
        return Files.write(file, tar.bytes());
    }

    private Map<String, Object> descriptor(byte[] bytes, String type) {
        var name = digest(bytes);
        blobs.put(name.substring("sha256:".length()), bytes);
        return Map.of("mediaType", type, "digest", name, "size", bytes.length + sizeError);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:" + Sha256.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
