package io.jenkins.plugins.greenlight.oci;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Images for several platforms as one: an archive whose root is an index of them. */
public final class IndexArchive {
    private IndexArchive() { }

    /**
     * Joins archives of one image each. The order they come in does not matter, nor when or by whom it is done.
     *
     * @param each    one for each platform
     * @param archive where the joined one appears when it is whole
     * @return it, read back
     * @throws IOException when two are for one platform, one is an index itself, or files cannot be read or written
     */
    public static OciArchive write(List<OciArchive> each, Path archive) throws IOException {
        var layout = new Layout();
        var descriptors = new ArrayList<Map<String, Object>>();
        for (var single : byPlatform(each).values()) {
            var image = single.images().get(0);
            var manifest = single.manifests().get(0);
            manifest.blobs().forEach(blob -> layout.blob(single, blob));
            layout.blob(single, manifest.digest().value());
            var descriptor = layout.descriptor(manifest.mediaType(), manifest.digest().value());
            descriptor.put("platform", platform(image.platform()));
            descriptors.add(descriptor);
        }
        return layout.write(layout.document(MediaTypes.INDEX, Layout.index(descriptors)), archive);
    }

    private static Map<String, OciArchive> byPlatform(List<OciArchive> each) throws IOException {
        var sorted = new TreeMap<String, OciArchive>();
        for (var single : each) {
            if (single.isIndex()) {
                throw new IOException(single.archive() + " is an index of " + single.images().size() + " images. Expected one image,"
                        + " to be joined with others. Join those that it was made of.");
            }
            var before = sorted.put(single.images().get(0).platform().toString(), single);
            if (before != null) {
                throw new IOException(before.archive() + " and " + single.archive() + " are both for "
                        + single.images().get(0).platform() + ". Expected each platform once. Name it once in image.platforms.");
            }
        }
        return sorted;
    }

    private static Map<String, Object> platform(Platform platform) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("architecture", platform.architecture());
        fields.put("os", platform.os());
        if (!platform.variant().isEmpty()) {
            fields.put("variant", platform.variant());
        }
        return fields;
    }
}
