package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What lies in an OCI archive, found in one pass: each blob is as its name says when this was read. */
final class ArchiveBlobs {
    private static final int SMALL = 4 * 1024 * 1024;
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/([0-9a-f]{64})");

    private record Place(long offset, long size) { }

    private final Path file;
    private final String archive;
    private final Map<String, Place> places;

    private ArchiveBlobs(Path file, String archive, Map<String, Place> places) {
        this.file = file;
        this.archive = archive;
        this.places = places;
    }

    /** @param archive what messages call the file
     *  @throws IOException when it cannot be read, is no tar archive, or a blob's bytes are not what its name says */
    static ArchiveBlobs read(Path file, String archive) throws IOException {
        var places = new HashMap<String, Place>();
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var tar = new TarReader(in, archive);
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                var name = entry.get().name().replaceFirst("^(\\./)+", "");
                if (entry.get().kind() != TarReader.Kind.FILE) {
                    continue;
                }
                if (places.put(name, new Place(entry.get().offset(), entry.get().size())) != null) {
                    throw new IOException(archive + " holds " + name + " twice. Expected once. Build the image again.");
                }
                checkBlob(archive, name, tar.content());
            }
        } catch (ParseException e) {
            throw new IOException(e.getMessage() + " Build the image again.", e);
        }
        return new ArchiveBlobs(file, archive, places);
    }

    private static void checkBlob(String archive, String name, InputStream content) throws IOException {
        var blob = BLOB.matcher(name);
        if (blob.matches()) {
            String found = Sha256.of(content);
            if (!found.equals(blob.group(1))) {
                throw new IOException("Blob sha256:" + blob.group(1) + " in " + archive + " was changed: its bytes are sha256:"
                        + found + ". Build the image again, or bring the archive anew.");
            }
        }
    }

    ArchiveBlobs movedTo(Path place) {
        return new ArchiveBlobs(place, place.toString(), places);
    }

    boolean has(String digest) {
        return places.containsKey(name(digest));
    }

    long size(String digest) {
        return places.get(name(digest)).size();
    }

    InputStream open(String digest) throws IOException {
        return open(places.get(name(digest)));
    }

    /** A small document that is a blob. */
    String text(String digest) throws IOException {
        return file(name(digest));
    }

    /** A small document beside the blobs, or one of them, by its path. */
    String file(String name) throws IOException {
        var place = places.get(name);
        if (place == null) {
            throw new IOException(archive + " has no " + name + ". Expected an OCI layout with oci-layout, index.json and"
                    + " blobs/sha256/. Give the archive that the image stage wrote.");
        }
        if (place.size() > SMALL) {
            throw new IOException(archive + " has " + place.size() + " bytes in " + name + ". Expected at most " + SMALL + ".");
        }
        try (var in = open(place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String name(String digest) {
        return LayoutFiles.blob(digest);
    }

    private InputStream open(Place place) throws IOException {
        var channel = FileChannel.open(file);
        channel.position(place.offset());
        return new BufferedInputStream(new Bounded(Channels.newInputStream(channel), place.size()), 1 << 16);
    }

    /** The first bytes of a stream; closes it. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = left == 0 ? -1 : in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, got);
            return got;
        }

        @Override public void close() throws IOException {
            in.close();
        }
    }
}
