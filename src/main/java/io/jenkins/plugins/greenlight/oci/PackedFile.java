package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file packed with gzip, always in the same way: no time, no name, one level.
 *
 * @param digest   of the packed bytes, {@code sha256:…}
 * @param size     in bytes, packed
 * @param contents the digest of the unpacked bytes
 */
record PackedFile(Path file, String digest, long size, String contents) {
    private static final int LEVEL = 6;
    private static final int BUFFER = 1 << 16;

    /** Writes what it is given. */
    @FunctionalInterface
    interface Source {
        void to(OutputStream out) throws IOException;
    }

    static PackedFile pack(InputStream content, Path file) throws IOException {
        return pack(content::transferTo, file);
    }

    static PackedFile pack(Source source, Path file) throws IOException {
        try (var out = new Level(Files.newOutputStream(file))) {
            source.to(out);
        }
        return of(file);
    }

    /** Of bytes that are packed already, in whatever way. */
    static PackedFile keep(InputStream packed, Path file) throws IOException {
        Files.copy(packed, file);
        return of(file);
    }

    private static PackedFile of(Path file) throws IOException {
        try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
            return new PackedFile(file, "sha256:" + Sha256.of(file), Files.size(file), "sha256:" + Sha256.of(in));
        }
    }

    InputStream packed() throws IOException {
        return Files.newInputStream(file);
    }

    InputStream unpacked() throws IOException {
        var packed = packed();
        try {
            return new GZIPInputStream(new BufferedInputStream(packed, BUFFER), BUFFER);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private static final class Level extends GZIPOutputStream {
        Level(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(LEVEL);
        }
    }
}
