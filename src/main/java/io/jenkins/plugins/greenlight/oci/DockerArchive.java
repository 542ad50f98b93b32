package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.TarStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One image as an archive that older programs read too: with Docker's own {@code manifest.json} beside the OCI layout. Blobs go as
 * they are; whoever takes gzip unpacks it and holds each layer against the configuration.
 */
public final class DockerArchive {
    private DockerArchive() { }

    /** @param tag under which it is loaded, {@code NAME:TAG} */
    public static TarStream of(OciImage image, String tag) {
        var tar = new TarStream();
        var archive = image.archive();
        var layers = image.layers().stream().map(layer -> LayoutFiles.blob(layer.digest())).toList();
        tar.file("manifest.json", 0444, Json.write(List.of(Map.of("Config", LayoutFiles.blob(image.config()), "RepoTags", List.of(tag),
                "Layers", layers))));
        tar.file(LayoutFiles.VERSION, 0444, LayoutFiles.VERSION_TEXT);
        tar.file(LayoutFiles.INDEX, 0444, Json.write(Map.of("schemaVersion", 2, "manifests",
                List.of(Map.of("mediaType", MediaTypes.MANIFEST,
                "digest", image.digest().value(), "size", archive.size(image.digest().value()),
                "annotations", Map.of("io.containerd.image.name", "docker.io/" + tag))))));
        var written = new HashSet<String>();
        blob(tar, archive, image.digest().value(), written);
        blob(tar, archive, image.config(), written);
        image.layers().forEach(layer -> blob(tar, archive, layer.digest(), written));
        return tar;
    }

    /** A layer may be there twice, its blob once. */
    private static void blob(TarStream tar, OciArchive archive, String name, Set<String> written) {
        if (written.add(name)) {
            tar.file(LayoutFiles.blob(name), 0444, archive.size(name), () -> archive.open(name));
        }
    }
}
