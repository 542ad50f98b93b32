package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Small documents of a repository: manifests, indexes, configurations. Each byte of one that is asked for by digest is checked.
 */
final class Documents {
    private static final String ACCEPT = String.join(", ", MediaTypes.INDEX, MediaTypes.MANIFEST, MediaTypes.DOCKER_LIST,
            MediaTypes.DOCKER_MANIFEST);
    private static final String DIGEST_HEADER = "Docker-Content-Digest";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** @param digest of the bytes */
    record Document(ImageDigest digest, String mediaType, byte[] bytes) {
        Node root() throws Failure {
            try {
                return Json.read(text(), digest.value());
            } catch (ParseException e) {
                throw broken(e);
            }
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        boolean isIndex() {
            return MediaTypes.isIndex(mediaType);
        }

        /** What it should be and is not. */
        Failure broken(ParseException e) {
            return Failure.lasting("the document " + digest + " is not what it should be: " + Said.brief(e.problem()),
                    "Expected a manifest or an index of OCI, or of Docker's schema 2. Push the image again.", e);
        }
    }

    private final Session session;

    Documents(Session session) {
        this.session = session;
    }

    Call call(String method, String reference) {
        return Call.of(method, session.uri("manifests/" + reference)).with("Accept", ACCEPT);
    }

    /** What stands under the tag now; empty when nothing does. */
    Optional<ImageDigest> digest(String tag) throws IOException, InterruptedException {
        var head = session.fetch(call("HEAD", tag), null, OK, NOT_FOUND);
        if (head.status() == NOT_FOUND) {
            return Optional.empty();
        }
        var told = digest(head);
        return told.isPresent() ? told : Optional.of(manifest(tag).digest());
    }

    /** @param reference a tag or a digest */
    Document manifest(String reference) throws IOException, InterruptedException {
        var answer = session.fetch(call("GET", reference), null, OK);
        var document = document(answer, reference.startsWith("sha256:") ? Optional.of(new ImageDigest(reference))
                : digest(answer));
        return new Document(document.digest(), mediaType(answer, document), document.bytes());
    }

    Document blob(ImageDigest digest) throws IOException, InterruptedException {
        return document(session.fetch(Call.of("GET", session.uri("blobs/" + digest)), null, OK), Optional.of(digest));
    }

    /** Of the image for this platform; the only one for whichever. */
    Document config(String reference, Platform platform) throws IOException, InterruptedException {
        var top = manifest(reference);
        var manifest = top.isIndex() ? manifest(child(top, platform).value()) : top;
        try {
            return blob(new ImageDigest(manifest.root().get("config").get("digest").text()));
        } catch (ParseException e) {
            throw manifest.broken(e);
        }
    }

    private static ImageDigest child(Document index, Platform platform) throws Failure {
        try {
            var children = index.root().get("manifests").items();
            return children.stream().filter(each -> platform(each).runsOn(platform)).findFirst()
                    .map(each -> new ImageDigest(each.get("digest").text())).orElseThrow(() -> Failure.lasting("it has images for "
                            + children.stream().map(each -> platform(each).toString()).collect(Collectors.joining(", ")),
                            "Expected one for " + platform + ". Name another image, or build for those platforms.", 0));
        } catch (ParseException e) {
            throw index.broken(e);
        }
    }

    private static Platform platform(Node descriptor) {
        return Platform.of(descriptor.get("platform"));
    }

    /** What the answer says of its own. @throws Failure when that is no digest */
    static Optional<ImageDigest> digest(Answer answer) throws Failure {
        try {
            return answer.header(DIGEST_HEADER).map(ImageDigest::new);
        } catch (IllegalArgumentException e) {
            throw Failure.lasting(answer.uri().getRawAuthority() + " answered with the digest \""
                    + Said.brief(answer.header(DIGEST_HEADER).orElse("")) + "\"",
                    "Expected sha256: and 64 hexadecimal digits. See the registry's own log.", answer.status());
        }
    }

    private static Document document(Answer answer, Optional<ImageDigest> expected) throws IOException {
        var found = new ImageDigest("sha256:" + Sha256.of(new ByteArrayInputStream(answer.body())));
        if (expected.isPresent() && !expected.get().equals(found)) {
            throw other(answer.uri().getRawAuthority(), expected.get().value(), found.value());
        }
        return new Document(found, answer.header("Content-Type").orElse("").split(";")[0].strip(), answer.body());
    }

    /** The bytes are not what they should be. */
    static Failure other(String place, String expected, String found) {
        return Failure.lasting(place + " gave bytes whose digest is " + found, "Expected " + expected
                + ". What it has was changed or is broken: do not use it, see the registry's storage, and push the image"
                + " again.", 0);
    }

    /** As the document itself says, else as the answer does. */
    private static String mediaType(Answer answer, Document document) throws Failure {
        return document.root().find("mediaType").filter(Node::isText).map(Node::text).orElse(document.mediaType());
    }
}
