package io.jenkins.plugins.greenlight.deploy.docker;

import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.SavedImage;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Images on an engine, found by the digest of their manifest with registry and build gone. An engine loads no manifest, so the
 * tag says which image it is: {@code greenlight/APP:MANIFEST-CONFIG}, where MANIFEST is the digest's 64 digits and CONFIG the
 * first 32 of the configuration's digest. That is the image's own id, so a tag that was moved to other bytes shows.
 */
final class EngineImages {
    private static final int CONFIG_DIGITS = 32;

    private final DockerEngine engine;
    private final String repository;

    EngineImages(DockerEngine engine, String app) {
        this.engine = engine;
        var name = app.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        this.repository = "greenlight/" + (name.isEmpty() ? "app" : name);
    }

    /** @param id the engine's own of the image; {@code config}: the digits that the tag says it begins with */
    private record Tagged(String tag, String id, String config) {
        boolean right(ImageDigest digest) {
            return id.startsWith("sha256:" + config) || id.equals(digest.value());
        }
    }

    void accept(ImageDigest digest, Path archive) throws IOException, InterruptedException {
        if (holds(digest)) {
            return;
        }
        if (!Files.isRegularFile(archive)) {
            throw new IOException("There is no archive " + archive + " of image " + digest + ". Expected the one that the image stage"
                    + " wrote. Run greenlight image.");
        }
        var image = OciArchive.open(archive, digest).image(platform());
        var tag = tag(digest, image.config());
        new ImageLoad(image, repository + ":" + tag).into(engine);
        var found = tagged(digest).stream().filter(each -> each.tag.endsWith(tag)).findFirst();
        if (found.isEmpty()) {
            tag(digest, image.digest().value(), tag);
        } else if (found.get().id.equals(image.digest().value())) { // an engine that keeps manifests calls an image by its own
            tag(digest, found.get().id, tag(digest, found.get().id));
        } else if (!found.get().right(digest)) {
            throw new IOException("The Docker Engine at " + engine + " took the archive " + archive + " of image " + digest + " for image "
                    + found.get().id + ". Expected the id " + image.config() + " or " + image.digest() + ". Nothing was started from it.");
        }
    }

    private static String tag(ImageDigest digest, String id) {
        return digest.hex() + "-" + id.substring("sha256:".length()).substring(0, CONFIG_DIGITS);
    }

    private void tag(ImageDigest digest, String id, String tag) throws IOException {
        engine.act("tag image " + digest, client -> client.tagImageCmd(id, repository, tag).exec());
    }

    private Platform platform() throws IOException {
        var info = engine.read("say what it runs on", client -> client.infoCmd().exec());
        return Platform.ofMachine(info.getOsType(), info.getArchitecture());
    }

    boolean holds(ImageDigest digest) throws IOException {
        return tagged(digest).stream().anyMatch(each -> each.right(digest));
    }

    /** What the engine saves of it, each layer held against the configuration. */
    void save(ImageDigest digest, Path scratch, Path archive) throws IOException, InterruptedException {
        var image = right(digest);
        var saved = engine.stream("save image " + digest, stream -> SavedImage.write(stream.get("/images/get", Map.of("names", image.tag)),
                Optional.empty(), scratch, archive));
        var config = saved.images().get(0).config();
        if (!config.startsWith("sha256:" + image.config) && !image.id.equals(digest.value())) {
            throw new IOException("The Docker Engine at " + engine + " saved image " + config + " as " + image.tag
                    + ". Expected the one whose id"
                    + " begins with sha256:" + image.config + ". Find out who tags there.");
        }
    }

    /** The engine's id of just these bytes.
     *  @throws IOException when they are not there */
    String ready(ImageDigest digest) throws IOException {
        return right(digest).id;
    }

    private Tagged right(ImageDigest digest) throws IOException {
        var all = tagged(digest);
        var right = all.stream().filter(each -> each.right(digest)).findFirst();
        if (right.isPresent()) {
            return right.get();
        }
        if (all.isEmpty()) {
            throw new IOException("Image " + digest + " is not on the Docker Engine at " + engine + ": no image has a tag " + repository
                    + ":" + digest.hex() + "-…. It was never accepted there, or it was pruned after its containers were removed."
                    + " Deploy it from a build that has its archive.");
        }
        throw new IOException("The tag " + all.get(0).tag + " was moved to image " + all.get(0).id + ". Expected the image whose id begins"
                + " with sha256:" + all.get(0).config + ". Find out who tags there; deploy the release again from a build that has its"
                + " archive, which moves the tag back.");
    }

    private List<Tagged> tagged(ImageDigest digest) throws IOException {
        var found = new ArrayList<Tagged>();
        var prefix = repository + ":" + digest.hex() + "-";
        var images = engine.read("list images", client -> client.listImagesCmd().withReferenceFilter(prefix + "*").exec());
        for (var image : images) {
            for (var tag : Optional.ofNullable(image.getRepoTags()).orElse(new String[0])) {
                if (tag.matches(Pattern.quote(prefix) + "[0-9a-f]{" + CONFIG_DIGITS + "}")) {
                    found.add(new Tagged(tag, image.getId(), tag.substring(prefix.length())));
                }
            }
        }
        return found;
    }
}
