package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.DraftFile;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An OCI archive in the making. The same blobs and the same root give the same bytes, whoever brought them first. */
final class Layout {
    private record Blob(long size, TarStream.Content content) { }

    private final Map<String, Blob> blobs = new TreeMap<>();

    /** Takes a blob over as it lies there; one that is here already stays. */
    void blob(OciArchive from, String digest) {
        blobs.putIfAbsent(digest, new Blob(from.size(digest), () -> from.open(digest)));
    }

    /** Adds a document. @return its descriptor */
    Map<String, Object> document(String mediaType, Map<String, Object> value) {
        var text = Json.write(value);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = "sha256:" + Sha256.of(text);
        blobs.putIfAbsent(digest, new Blob(bytes.length, () -> new ByteArrayInputStream(bytes)));
        return descriptor(mediaType, digest);
    }

    /** Of a blob that is here. */
    Map<String, Object> descriptor(String mediaType, String digest) {
        var descriptor = new LinkedHashMap<String, Object>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", digest);
        descriptor.put("size", blobs.get(digest).size());
        return descriptor;
    }

    /** The archive as it was read back. It appears at its place when it is whole.
     *  @param root the descriptor of what it is of */
    OciArchive write(Map<String, Object> root, Path archive) throws IOException {
        var tar = new TarStream();
        blobs.forEach((digest, blob) -> tar.file(LayoutFiles.blob(digest), 0444, blob.size(), blob.content()));
        tar.file(LayoutFiles.INDEX, 0444, Json.write(index(List.of(root))));
        tar.file(LayoutFiles.VERSION, 0444, LayoutFiles.VERSION_TEXT);
        try (var in = tar.open(); var out = new DraftFile(archive)) {
            in.transferTo(out);
            out.keep();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return OciArchive.read(archive);
    }

    /** What lists these. */
    static Map<String, Object> index(List<Map<String, Object>> descriptors) {
        var index = new LinkedHashMap<String, Object>();
        index.put("schemaVersion", 2);
        index.put("mediaType", MediaTypes.INDEX);
        index.put("manifests", descriptors);
        return index;
    }
}
