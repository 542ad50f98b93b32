package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.LoadResponseItem;
import io.jenkins.plugins.greenlight.deploy.image.OciArchive;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.TarStream;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An OCI archive on its way into an engine: with Docker's own {@code manifest.json} beside the OCI layout, which engines before 25
 * cannot load alone. Blobs go as they are; an engine that takes gzip unpacks it and holds each layer against the configuration.
 */
record ImageLoad(OciArchive oci, ImageDigest digest, String tag) {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    void into(DockerEngine engine) throws IOException, InterruptedException {
        var refusal = new AtomicReference<String>();
        boolean whole = engine.actPatiently("load image " + digest, client -> {
            try (var in = stream().open()) {
                return client.loadImageAsyncCmd(in).exec(new ResultCallback.Adapter<LoadResponseItem>() {
                    @Override public void onNext(LoadResponseItem item) {
                        if (item.isErrorIndicated()) { // a refusal comes as an item, not as a failure
                            refusal.set(item.getErrorDetail() == null ? item.getError() : item.getErrorDetail().getMessage());
                        }
                    }
                }).awaitCompletion() != null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Loading image " + digest + " was interrupted.");
            }
        });
        if (!whole || refusal.get() != null) {
            throw new IOException("The Docker Engine at " + engine + " refused the image " + digest + " of " + oci.archive() + ": "
                    + refusal.get() + ". Expected it to take a whole image. Look at its log and at the space on its disk.");
        }
    }

    TarStream stream() throws IOException {
        var tar = new TarStream();
        var layers = oci.layers().stream().map(layer -> path(layer.digest())).toList();
        tar.file("manifest.json", 0444, Json.write(List.of(Map.of("Config", path(oci.config()), "RepoTags", List.of(tag),
                "Layers", layers))));
        tar.file("oci-layout", 0444, "{\"imageLayoutVersion\":\"1.0.0\"}");
        tar.file("index.json", 0444, Json.write(Map.of("schemaVersion", 2, "manifests", List.of(Map.of("mediaType", MANIFEST,
                "digest", digest.value(), "size", oci.size(digest.value()),
                "annotations", Map.of("io.containerd.image.name", "docker.io/" + tag))))));
        var written = new HashSet<String>();
        blob(tar, digest.value(), written);
        blob(tar, oci.config(), written);
        for (var layer : oci.layers()) {
            blob(tar, layer.digest(), written);
        }
        return tar;
    }

    /** A layer may be there twice, its blob once. */
    private void blob(TarStream tar, String name, HashSet<String> written) {
        if (written.add(name)) {
            tar.file(path(name), 0444, oci.size(name), () -> oci.open(name));
        }
    }

    private static String path(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }
}
