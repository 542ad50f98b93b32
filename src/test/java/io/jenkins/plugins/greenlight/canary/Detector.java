package io.jenkins.plugins.greenlight.canary;

import io.jenkins.plugins.greenlight.parse.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** Finds canaries in bytes, and in what is packed in them: gzip, tar, zip, in whatever order. */
public final class Detector {
    /** Where one was found, of which credential and in which form. */
    public record Hit(String place, String credential, String form) { }

    private record Wanted(byte[] bytes, Canary canary, String form) { }

    private static final int TAR_MAGIC = 257;
    /** By their first two bytes: nearly every place in a file is dismissed by one look. */
    private final Wanted[][] wanted = new Wanted[1 << 16][];

    public Detector(Collection<Canary> canaries) {
        canaries.forEach(canary -> canary.forms().forEach((form, text) -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            int at = index(bytes, 0);
            wanted[at] = wanted[at] == null ? new Wanted[1] : Arrays.copyOf(wanted[at], wanted[at].length + 1);
            wanted[at][wanted[at].length - 1] = new Wanted(bytes, canary, form);
        }));
    }

    private static int index(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    public List<Hit> in(String place, String text) {
        var hits = new ArrayList<Hit>();
        look(place, text.getBytes(StandardCharsets.UTF_8), hits);
        return hits;
    }

    /** @throws IOException when something packed cannot be unpacked: it was not looked at */
    public List<Hit> in(String place, byte[] bytes) throws IOException {
        var hits = new ArrayList<Hit>();
        look(place, bytes, hits);
        unpack(place, bytes, hits);
        return hits;
    }

    /** In each file's name and bytes. @param but not these, nor what lies in them */
    public List<Hit> inTree(Path root, Predicate<Path> but) throws IOException {
        var hits = new ArrayList<Hit>();
        if (but.test(root)) {
            return hits;
        }
        hits.addAll(in("the name " + root, root.getFileName().toString()));
        if (Files.isSymbolicLink(root)) {
            hits.addAll(in("the link " + root, Files.readSymbolicLink(root).toString()));
        } else if (Files.isDirectory(root)) {
            try (var below = Files.list(root)) {
                for (var file : below.sorted().toList()) {
                    hits.addAll(inTree(file, but));
                }
            }
        } else if (Files.isRegularFile(root)) {
            hits.addAll(in(root.toString(), Files.readAllBytes(root)));
        }
        return hits;
    }

    private void look(String place, byte[] bytes, List<Hit> hits) {
        for (int at = 0; at + 1 < bytes.length; at++) {
            var here = wanted[index(bytes, at)];
            for (int i = 0; here != null && i < here.length; i++) {
                var end = at + here[i].bytes.length;
                if (end <= bytes.length && Arrays.equals(bytes, at, end, here[i].bytes, 0, here[i].bytes.length)) {
                    add(new Hit(place, here[i].canary.credential(), here[i].form), hits);
                }
            }
        }
    }

    private static void add(Hit hit, List<Hit> hits) {
        if (!hits.contains(hit)) {
            hits.add(hit);
        }
    }

    private void unpack(String place, byte[] bytes, List<Hit> hits) throws IOException {
        if (begins(bytes, 0, "\u001f\u008b\u0008")) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                hits.addAll(in(place + ", unpacked", in.readAllBytes()));
            }
        } else if (begins(bytes, 0, "PK\u0003\u0004")) {
            try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    hits.addAll(in(place + "!" + entry.getName(), in.readAllBytes()));
                }
            }
        } else if (begins(bytes, TAR_MAGIC, "ustar")) {
            var tar = new TarReader(new ByteArrayInputStream(bytes), place);
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                hits.addAll(in(place + "!" + entry.get().name(), tar.content().readAllBytes()));
            }
        }
    }

    private static boolean begins(byte[] bytes, int at, String magic) {
        var wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + wanted.length && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
