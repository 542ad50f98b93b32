package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.oci.LayoutFiles;
import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.parse.DraftFile;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarOutput;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings an image from a registry into an archive: by digest alone, all its platforms, each byte checked before the file is
 * there.
 */
final class Pull {
    private static final int OK = 200;

    private final Session session;
    private final Attempts attempts;
    private final Documents documents;
    private final ImageDigest digest;
    private final String doing;

    Pull(Session session, Attempts attempts, ImageDigest digest) {
        this.session = session;
        this.attempts = attempts;
        this.documents = new Documents(session);
        this.digest = digest;
        this.doing = "Pulling " + session.name() + "@" + digest;
    }

    void run(Path archive, Progress progress) throws IOException, InterruptedException {
        var read = new ArrayList<Documents.Document>();
        var blobs = attempts.run(doing, () -> {
            read.clear();
            return blobs(read);
        });
        try (var draft = new DraftFile(archive)) {
            var tar = new TarOutput(draft);
            tar.file(LayoutFiles.VERSION, 0444, LayoutFiles.VERSION_TEXT).file(LayoutFiles.INDEX, 0444, index(read.get(0)));
            for (var document : read) {
                tar.file(LayoutFiles.blob(document.digest().value()), 0444, document.bytes().length, () -> draft.write(document.bytes()));
            }
            int done = 0;
            for (var blob : blobs.entrySet()) {
                done++;
                if (blob.getValue() >= Push.NOTED) {
                    progress.note("Pulling blob " + done + " of " + blobs.size() + ", " + Unit.ofBytes(blob.getValue()));
                }
                tar.file(LayoutFiles.blob(blob.getKey()), 0444, blob.getValue(), () -> fetch(blob.getKey(), blob.getValue(), draft));
            }
            tar.end();
            draft.keep();
        }
    }

    private static String index(Documents.Document root) {
        return Json.write(Map.of("schemaVersion", 2, "mediaType", MediaTypes.INDEX, "manifests", List.of(Map.of("mediaType",
                root.mediaType(),
                "digest", root.digest().value(), "size", root.bytes().length))));
    }

    /** Sizes of blobs by their digests, each once. @param read takes the documents that name them, the root first */
    private Map<String, Long> blobs(List<Documents.Document> read) throws IOException, InterruptedException {
        var root = documents.manifest(digest.value());
        read.add(root);
        if (root.isIndex()) {
            for (var child : children(root)) {
                var document = documents.manifest(child);
                if (read.stream().noneMatch(each -> each.digest().equals(document.digest()))) {
                    read.add(document);
                }
            }
        }
        var blobs = new LinkedHashMap<String, Long>();
        for (var document : read.subList(root.isIndex() ? 1 : 0, read.size())) {
            named(document, blobs);
        }
        return blobs;
    }

    private static List<String> children(Documents.Document index) throws IOException {
        try {
            return index.root().get("manifests").items().stream().map(each -> checked(each.get("digest"))).toList();
        } catch (ParseException e) {
            throw index.broken(e);
        }
    }

    private static void named(Documents.Document manifest, Map<String, Long> blobs) throws IOException {
        try {
            var descriptors = new ArrayList<Node>(List.of(manifest.root().get("config")));
            descriptors.addAll(manifest.root().get("layers").items());
            for (var descriptor : descriptors) {
                blobs.put(checked(descriptor.get("digest")), descriptor.get("size").integer());
            }
        } catch (ParseException e) {
            throw manifest.broken(e);
        }
    }

    private static String checked(Node digest) {
        try {
            return new ImageDigest(digest.text()).value();
        } catch (IllegalArgumentException e) {
            throw new ParseException(digest.place(), Said.brief(e.getMessage()));
        }
    }

    private void fetch(String blob, long size, DraftFile draft) throws IOException, InterruptedException {
        long begin = draft.length();
        attempts.run(doing, () -> {
            draft.cut(begin);
            var checking = new Checking(draft, size, blob);
            session.fetch(Call.of("GET", session.uri("blobs/" + blob)), checking, OK);
            checking.end();
            return blob;
        });
    }

    /** Lets just the right bytes through. */
    private final class Checking extends OutputStream {
        private final MessageDigest sha256 = Sha256.algorithm();
        private final OutputStream out;
        private final long size;
        private final String blob;
        private long taken;

        Checking(OutputStream out, long size, String blob) {
            this.out = out;
            this.size = size;
            this.blob = blob;
        }

        @Override public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override public void write(byte[] bytes, int from, int length) throws IOException {
            taken += length;
            if (taken > size) {
                throw wrong("more than " + size);
            }
            sha256.update(bytes, from, length);
            out.write(bytes, from, length);
        }

        void end() throws Failure {
            if (taken < size) {
                throw wrong(Long.toString(taken));
            }
            var found = "sha256:" + HexFormat.of().formatHex(sha256.digest());
            if (!found.equals(blob)) {
                throw Documents.other(session.name().registry(), blob, found);
            }
        }

        private Failure wrong(String bytes) {
            return Failure.lasting(session.name().registry() + " gave " + bytes + " bytes of the blob " + blob, "Expected " + size
                    + ", as its manifest says. See the registry's storage, and push the image again.", 0);
        }
    }
}
