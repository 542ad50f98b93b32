package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an image is built on, on this machine.
 *
 * @param digest that the reference stands for: the index's, where it names one
 * @param images by the platform that was asked for
 */
record BaseImage(BaseReference reference, ImageDigest digest, Map<Platform, OciImage> images) {
    /** @param folder where base images are kept
     *  @throws StageException when the reference cannot be read, names nothing, or has no image for one of the platforms */
    static BaseImage find(String text, List<Platform> platforms, RegistryAccess access, Path folder, Ports ports)
            throws IOException, InterruptedException, StageException {
        var reference = BaseReference.parse(text);
        var registry = new Registry(access, ports);
        var digest = reference.digest().isPresent() ? reference.digest().get() : tagged(reference, registry);
        ports.log().info("The base image " + text + " is " + digest + ".");
        var cache = new BaseCache(folder, registry, ports);
        var images = new LinkedHashMap<Platform, OciImage>();
        for (var each : digests(reference, digest, platforms, cache).entrySet()) {
            var image = cache.image(reference.name(), each.getValue()).images().get(0);
            if (!image.platform().runsOn(each.getKey())) {
                throw without(reference, digest, each.getKey(), image.platform().toString());
            }
            images.put(each.getKey(), image);
        }
        cache.tidy();
        return new BaseImage(reference, digest, images);
    }

    private static ImageDigest tagged(BaseReference reference, Registry registry)
            throws IOException, InterruptedException, StageException {
        var tag = reference.tag().orElseThrow();
        return registry.digest(reference.name(), tag).orElseThrow(() -> new StageException("The base image " + reference.full()
                + " does not exist: " + reference.name().registry() + " has no tag " + tag + " there. Expected one. Change image.base,"
                + " or push that image."));
    }

    /** Of the platforms' manifests. Of a base without an index, it shows when the image is there what it is for. */
    private static Map<Platform, ImageDigest> digests(BaseReference reference, ImageDigest digest, List<Platform> platforms,
                                                      BaseCache cache) throws IOException, InterruptedException, StageException {
        var document = Json.read(cache.document(reference.name(), digest), "The base image " + reference.text());
        var found = new LinkedHashMap<Platform, ImageDigest>();
        boolean index = document.find("manifests").isPresent();
        var listed = index ? listed(document) : Map.<Platform, ImageDigest>of();
        for (var platform : platforms) {
            var fitting = listed.keySet().stream().filter(each -> each.runsOn(platform)).findFirst();
            if (index && fitting.isEmpty()) {
                var those = listed.keySet().stream().map(Platform::toString).collect(Collectors.joining(", "));
                throw without(reference, digest, platform, those.isEmpty() ? "none" : those);
            }
            found.put(platform, fitting.map(listed::get).orElse(digest));
        }
        return found;
    }

    /** Those that can run; what is said of images is listed as for unknown platforms. */
    private static Map<Platform, ImageDigest> listed(Node index) {
        var listed = new LinkedHashMap<Platform, ImageDigest>();
        for (var descriptor : index.get("manifests").items()) {
            descriptor.find("platform").map(Platform::of).filter(platform -> !platform.os().equals("unknown"))
                    .ifPresent(platform -> listed.putIfAbsent(platform, new ImageDigest(descriptor.get("digest").text())));
        }
        return listed;
    }

    private static StageException without(BaseReference reference, ImageDigest digest, Platform wanted, String those) {
        return new StageException("The base image " + reference.text() + " (" + digest + ") has no image for " + wanted + ". It has: "
                + those + ". Expected one for each of image.platforms. Take another image.base, or leave " + wanted + " out.");
    }
}
