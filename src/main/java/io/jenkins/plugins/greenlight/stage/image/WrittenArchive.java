package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarReader;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an OCI archive really holds.
 *
 * @param size of the archive in bytes
 */
record WrittenArchive(ImageDigest digest, long size, List<Blob> layers) {
    private static final int SMALL = 1 << 20;

    record Blob(String digest, long size) { }

    private record Contents(Map<String, Blob> blobs, Map<String, String> documents) { }

    /** @throws IOException when one byte of it is not what its digest says */
    static WrittenArchive read(Path archive) throws IOException {
        var contents = contents(archive);
        var index = Json.read(contents.documents().getOrDefault("index.json", ""), archive + "!/index.json");
        var manifests = index.get("manifests").items();
        if (manifests.size() != 1) {
            throw new IOException(archive + " holds " + manifests.size() + " images. Expected 1.");
        }
        var manifest = checked(manifests.get(0), contents, archive);
        var root = Json.read(contents.documents().getOrDefault(manifest.digest(), ""), "manifest in " + archive);
        checked(root.get("config"), contents, archive);
        var layers = new ArrayList<Blob>();
        for (var descriptor : root.get("layers").items()) {
            layers.add(checked(descriptor, contents, archive));
        }
        return new WrittenArchive(new ImageDigest(manifest.digest()), Files.size(archive), List.copyOf(layers));
    }

    /** Blobs under the digest of their bytes, whatever the archive calls them; small files as text. */
    private static Contents contents(Path archive) throws IOException {
        var contents = new Contents(new HashMap<>(), new HashMap<>());
        try (var in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
            var tar = new TarReader(in, archive.toString());
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                long size = entry.get().size();
                byte[] small = size <= SMALL ? tar.content().readAllBytes() : null;
                var digest = "sha256:" + Sha256.of(small == null ? tar.content() : new ByteArrayInputStream(small));
                contents.blobs().put(digest, new Blob(digest, size));
                if (small != null) {
                    var text = new String(small, StandardCharsets.UTF_8);
                    contents.documents().put(entry.get().name(), text);
                    contents.documents().put(digest, text);
                }
            }
        }
        return contents;
    }

    private static Blob checked(Node descriptor, Contents contents, Path archive) throws IOException {
        var expected = new Blob(descriptor.get("digest").text(), descriptor.get("size").integer());
        if (!expected.equals(contents.blobs().get(expected.digest()))) {
            throw new IOException(archive + " has no blob " + expected.digest() + " of " + expected.size() + " bytes, though it"
                    + " names one. Look for a full or broken disk and build again.");
        }
        return expected;
    }
}
