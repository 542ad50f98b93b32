package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.DraftFile;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarStream;
import io.jenkins.plugins.greenlight.parse.TarTimes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image as {@code docker save} writes it, in the layout of engines up to 24 or in the newer one, made into an OCI archive:
 * the same image gives the same bytes. The configuration stays as it is, unless a date is asked for; each layer's bytes are
 * held against it.
 */
public final class SavedImage {
    static final String SOURCE = "what the Docker Engine saved";

    private final SavedFiles files;
    private final Path scratch;
    private final Optional<ImageDate> date;
    private final List<PackedFile> layers = new ArrayList<>();
    private byte[] config;

    private SavedImage(SavedFiles files, Path scratch, Optional<ImageDate> date) {
        this.files = files;
        this.scratch = scratch;
        this.date = date;
    }

    /**
     * @param saved   read to its end; not closed
     * @param date    that everything but the base image gets; empty to leave all as it is
     * @param scratch a folder with space for the packed layers, whose owner deletes it
     * @param archive appears whole or not at all
     * @throws IOException when it is no saved image, not just one, or its layers are not what its configuration says
     */
    public static OciArchive write(InputStream saved, Optional<ImageDate> date, Path scratch, Path archive) throws IOException {
        try {
            var image = new SavedImage(SavedFiles.read(saved, scratch), scratch, date);
            image.read();
            image.write(archive);
        } catch (ParseException e) {
            throw new IOException(e.getMessage(), e);
        }
        return OciArchive.read(archive);
    }

    private void read() throws IOException {
        var images = Json.read(files.text("manifest.json"), SOURCE + "!/manifest.json").items();
        if (images.size() != 1) {
            throw new IOException(SOURCE + " holds " + images.size() + " images. Expected one.");
        }
        config = files.bytes(images.get(0).get("Config").text());
        var root = Json.read(new String(config, StandardCharsets.UTF_8), SOURCE + "!/" + images.get(0).get("Config").text());
        var diffIds = root.get("rootfs").find("diff_ids").map(ids -> ids.items().stream().map(Node::text).toList())
                .orElse(List.of());
        var names = images.get(0).find("Layers").map(all -> all.items().stream().map(Node::text).toList()).orElse(List.of());
        if (names.size() != diffIds.size()) {
            throw new IOException(SOURCE + " has " + names.size() + " layers. Expected the " + diffIds.size()
                    + " of its configuration.");
        }
        for (int at = 0; at < names.size(); at++) {
            layers.add(checked(names.get(at), diffIds.get(at)));
        }
        if (date.isPresent()) {
            redate(date.get(), root, diffIds);
        }
    }

    private PackedFile checked(String name, String diffId) throws IOException {
        var layer = files.file(name);
        if (!layer.contents().equals(diffId)) {
            throw new IOException("The layer " + name + " in " + SOURCE + " is " + layer.contents() + ". Expected " + diffId
                    + ", as the image's configuration says. The engine's store may be damaged: look at its disk, remove the "
                    + "image and build"
                    + " it again.");
        }
        return layer;
    }

    private void redate(ImageDate wanted, Node root, List<String> diffIds) throws IOException {
        int base = wanted.baseLayers(diffIds);
        for (int at = base; at < layers.size(); at++) {
            var old = layers.get(at);
            var source = "the layer " + old.contents();
            layers.set(at, PackedFile.pack(out -> {
                try (var in = old.unpacked()) {
                    TarTimes.clamp(in, out, wanted.date(), source);
                }
            }, scratch.resolve("dated-" + at)));
        }
        config = Json.write(wanted.config(root, base, layers.stream().map(PackedFile::contents).toList()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void write(Path archive) throws IOException {
        byte[] manifest = Json.write(manifest()).getBytes(StandardCharsets.UTF_8);
        var tar = new TarStream();
        tar.file(LayoutFiles.VERSION, 0444, LayoutFiles.VERSION_TEXT);
        tar.file(LayoutFiles.INDEX, 0444, Json.write(ordered("schemaVersion", 2, "manifests", List.of(descriptor(MediaTypes.MANIFEST,
                digest(manifest),
                manifest.length)))));
        var written = new HashSet<String>();
        blob(tar, digest(manifest), manifest, written);
        blob(tar, digest(config), config, written);
        for (var layer : layers) {
            if (written.add(layer.digest())) {
                tar.file(LayoutFiles.blob(layer.digest()), 0444, layer.size(), layer::packed);
            }
        }
        try (var draft = new DraftFile(archive); var in = tar.open()) {
            in.transferTo(draft);
            draft.keep();
        }
    }

    private Map<String, Object> manifest() {
        return ordered("schemaVersion", 2, "mediaType", MediaTypes.MANIFEST, "config", descriptor(MediaTypes.CONFIG,
                digest(config), config.length),
                "layers", layers.stream().map(layer -> descriptor(MediaTypes.LAYER_GZIP, layer.digest(), layer.size())).toList());
    }

    private static Map<String, Object> descriptor(String type, String digest, long size) {
        return ordered("mediaType", type, "digest", digest, "size", size);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }

    private static void blob(TarStream tar, String digest, byte[] bytes, Set<String> written) {
        if (written.add(digest)) {
            tar.file(LayoutFiles.blob(digest), 0444, bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:" + Sha256.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
