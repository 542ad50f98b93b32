package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Progress;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Brings an archive's image to a registry: blobs, manifests, the index, then tags, so that no tag ever names a half image. */
final class Push {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    /** Bytes from which on people are told that a blob is on its way. */
    static final long NOTED = 1 << 20;

    private final Session session;
    private final Attempts attempts;
    private final Documents documents;
    private final OciArchive archive;
    private final String doing;
    private int sent;
    private int present;
    private long sentBytes;

    Push(Session session, Attempts attempts, OciArchive archive) {
        this.session = session;
        this.attempts = attempts;
        this.documents = new Documents(session);
        this.archive = archive;
        this.doing = "Pushing " + session.name();
    }

    Pushed run(List<String> tags, Progress progress) throws IOException, InterruptedException {
        var blobs = new LinkedHashSet<String>();
        archive.manifests().forEach(manifest -> blobs.addAll(manifest.blobs()));
        for (var blob : blobs) {
            var note = "Pushing blob " + (sent + present + 1) + " of " + blobs.size() + ", " + Unit.ofBytes(archive.size(blob));
            attempts.run(doing, () -> blob(blob, note, progress));
        }
        for (var manifest : archive.manifests()) {
            attempts.run(doing, () -> manifest(manifest.digest(), manifest.mediaType()));
        }
        if (archive.isIndex()) {
            attempts.run(doing, () -> manifest(archive.digest(), archive.mediaType()));
        }
        for (var tag : tags) {
            attempts.run(doing + ":" + tag, () -> tag(tag));
        }
        return new Pushed(session.name(), archive.digest(), tags, sent, present, sentBytes);
    }

    /** Who may not look is told so when it sends: that answer has words. @param note of one that takes a while */
    private boolean blob(String blob, String note, Progress progress) throws IOException, InterruptedException {
        var head = session.fetch(Call.of("HEAD", session.uri("blobs/" + blob)), null, OK, NOT_FOUND, UNAUTHORIZED, FORBIDDEN);
        if (head.status() == OK) {
            present++;
            return false;
        }
        if (archive.size(blob) >= NOTED) {
            progress.note(note);
        }
        var place = session.ownLocation(session.send(Call.of("POST", session.uri("blobs/uploads/")), ACCEPTED));
        var answer = session.send(Call.of("PUT", digested(place, blob)).with("Content-Type", "application/octet-stream")
                .with(new Call.Body(archive.size(blob), () -> archive.open(blob))), CREATED);
        check(answer, blob);
        sent++;
        sentBytes += archive.size(blob);
        return true;
    }

    private static URI digested(URI place, String blob) {
        return URI.create(place + (place.getRawQuery() == null ? "?" : "&") + "digest=" + blob.replace(":", "%3A"));
    }

    private boolean manifest(ImageDigest digest, String mediaType) throws IOException, InterruptedException {
        var head = session.fetch(documents.call("HEAD", digest.value()), null, OK, NOT_FOUND, UNAUTHORIZED, FORBIDDEN);
        return head.status() != OK && put(digest.value(), digest, mediaType);
    }

    /** One that is there already stays: registries with tags that cannot be changed refuse even the same. */
    private boolean tag(String tag) throws IOException, InterruptedException {
        return !documents.digest(tag).equals(Optional.of(archive.digest())) && put(tag, archive.digest(), archive.mediaType());
    }

    private boolean put(String reference, ImageDigest digest, String mediaType) throws IOException, InterruptedException {
        byte[] bytes;
        try (var in = archive.open(digest.value())) {
            bytes = in.readAllBytes();
        }
        var answer = session.send(Call.of("PUT", session.uri("manifests/" + reference)).with("Content-Type", mediaType)
                .with(Call.Body.of(bytes)), CREATED);
        check(answer, digest.value());
        if (Documents.digest(answer).isEmpty()) {
            documents.manifest(digest.value()); // it does not say what it has: look
        }
        return true;
    }

    /** What it took must be what we have. */
    private static void check(Answer answer, String expected) throws Failure {
        var told = Documents.digest(answer);
        if (told.isPresent() && !told.get().value().equals(expected)) {
            throw Failure.lasting(answer.uri().getRawAuthority() + " took it for " + told.get(), "Expected " + expected
                    + ", the digest of what was sent. Do not use what it has: see the registry's storage, and what stands before"
                    + " it.",
                    answer.status());
        }
    }
}
