package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image laid upon another. The lower one's layers stay what they are, byte by byte, so that registries and engines have them
 * once and whoever knows the lower image finds it in the upper.
 */
public final class StackedImage {
    private StackedImage() { }

    /**
     * @param base     its user, environment, working directory and whatever else concerns the start is inherited
     * @param above    its layers go on top; what it says of the start, time and labels goes first
     * @param platform that was asked for; of what the base leaves open, it decides
     * @param archive  where the image appears when it is whole
     * @return it, read back
     * @throws IOException when the base does not say what its layers hold, or files cannot be read or written
     */
    public static OciArchive write(OciImage base, OciImage above, Platform platform, Path archive) throws IOException {
        if (base.diffIds().size() != base.layers().size()) {
            throw new IOException("The base image " + base.digest() + " in " + base.archive().archive() + " has "
                    + base.layers().size() + " layers, but its configuration names " + base.diffIds().size() + ". Expected as many."
                    + " Use another base image.");
        }
        var layout = new Layout();
        var layers = new ArrayList<Map<String, Object>>();
        for (var image : List.of(base, above)) {
            for (var layer : image.layers()) {
                layout.blob(image.archive(), layer.digest());
                layers.add(layout.descriptor(layer.packed() ? MediaTypes.LAYER_GZIP : MediaTypes.LAYER, layer.digest()));
            }
        }
        return write(layout, new StackedConfig(base, above).joined(platform), layers, archive);
    }

    /** The same image, for exactly this platform: builders may know of no variants. */
    public static OciArchive named(OciImage image, Platform platform, Path archive) throws IOException {
        var layout = new Layout();
        var old = Json.read(image.archive().text(image.digest().value()), "manifest " + image.digest());
        var layers = new ArrayList<Map<String, Object>>();
        for (var layer : old.get("layers").items()) {
            layout.blob(image.archive(), layer.get("digest").text());
            layers.add(layout.descriptor(layer.get("mediaType").text(), layer.get("digest").text()));
        }
        var config = new LinkedHashMap<String, Object>();
        config(image).fields().forEach((key, value) -> config.put(key, value.plain()));
        StackedConfig.name(config, platform);
        return write(layout, config, layers, archive);
    }

    static Node config(OciImage image) throws IOException {
        var archive = image.archive();
        return Json.read(archive.text(image.config()), "configuration " + image.config() + " in " + archive.archive());
    }

    private static OciArchive write(Layout layout, Map<String, Object> config, List<Map<String, Object>> layers, Path archive)
            throws IOException {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.MANIFEST);
        manifest.put("config", layout.document(MediaTypes.CONFIG, config));
        manifest.put("layers", layers);
        return layout.write(layout.document(MediaTypes.MANIFEST, manifest), archive);
    }
}
