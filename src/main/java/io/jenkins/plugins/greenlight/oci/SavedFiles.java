package io.jenkins.plugins.greenlight.oci;

import io.jenkins.plugins.greenlight.parse.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What lies in an archive that an engine saved, packed on the way in: each file's bytes and each link to one. */
final class SavedFiles {
    private static final int SMALL = 4 * 1024 * 1024;
    private static final int LINKS = 3;
    /** What the format of 2013 has beside each layer, and nobody needs. */
    private static final Pattern OLD = Pattern.compile("[0-9a-f]{64}/(?:VERSION|json)|repositories");

    private final Path scratch;
    private final Map<String, PackedFile> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private SavedFiles(Path scratch) {
        this.scratch = scratch;
    }

    /** @param scratch a folder for what is read */
    static SavedFiles read(InputStream saved, Path scratch) throws IOException {
        var all = new SavedFiles(scratch);
        var tar = new TarReader(new BufferedInputStream(saved, 1 << 16), SavedImage.SOURCE);
        for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            var name = entry.get().name();
            switch (entry.get().kind()) {
                case FILE -> all.file(name, tar.content());
                case SYMLINK -> all.links.put(name, Path.of(name).resolveSibling(entry.get().link()).normalize().toString());
                case HARDLINK -> all.links.put(name, entry.get().link());
                case DIRECTORY, OTHER -> { }
            }
        }
        return all;
    }

    private void file(String name, InputStream content) throws IOException {
        if (OLD.matcher(name).matches()) {
            return;
        }
        var peeked = new PushbackInputStream(content, 2);
        byte[] first = peeked.readNBytes(2);
        peeked.unread(first);
        boolean packed = first.length == 2 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        var file = scratch.resolve("saved-" + files.size());
        if (files.put(name, packed ? PackedFile.keep(peeked, file) : PackedFile.pack(peeked, file)) != null) {
            throw new IOException(SavedImage.SOURCE + " holds " + name + " twice. Expected once. Build the image again.");
        }
    }

    PackedFile file(String name) throws IOException {
        var at = name;
        for (int followed = 0; links.containsKey(at) && followed < LINKS; followed++) {
            at = links.get(at);
        }
        var file = files.get(at);
        if (file == null) {
            throw new IOException(SavedImage.SOURCE + " has no " + name
                    + ". Expected manifest.json and all that it names. Build the"
                    + " image again; if that does not help, look at the engine's log and its disk.");
        }
        return file;
    }

    /** A small document. */
    byte[] bytes(String name) throws IOException {
        try (var in = file(name).unpacked()) {
            byte[] bytes = in.readNBytes(SMALL + 1);
            if (bytes.length > SMALL) {
                throw new IOException(SavedImage.SOURCE + " has more than " + SMALL + " bytes in " + name
                        + ". Expected a small document.");
            }
            return bytes;
        }
    }

    String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
