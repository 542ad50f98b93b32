package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.parse.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder's content as text, one line a file: {@code MODE SHA-256 PATH}, {@code MODE folder PATH} or
 * {@code MODE link PATH -> TARGET}.
 */
record TreeListing(Map<String, String> lines) {
    static TreeListing of(Path root) throws IOException {
        var lines = new TreeMap<String, String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(root)) {
                    put(folder, "folder", "");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    put(file, "link", " -> " + Files.readSymbolicLink(file));
                } else {
                    put(file, attributes.isRegularFile() ? Sha256.of(file) : "special", "");
                }
                return FileVisitResult.CONTINUE;
            }

            private void put(Path path, String what, String more) throws IOException {
                var name = root.relativize(path).toString();
                int mode = Trees.mode(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                lines.put(name, "%03o %s %s%s".formatted(mode, what, name, more));
            }
        });
        return new TreeListing(lines);
    }

    String text() {
        return String.join("\n", lines.values()) + "\n";
    }

    /** The first path at which {@code other} differs, and how; empty when it does not. */
    Optional<String> difference(TreeListing other) {
        var paths = new java.util.TreeSet<>(lines.keySet());
        paths.addAll(other.lines.keySet());
        return paths.stream().filter(path -> !java.util.Objects.equals(lines.get(path), other.lines.get(path))).findFirst()
                .map(path -> !other.lines.containsKey(path) ? path + " is missing"
                        : lines.containsKey(path) ? path + " was changed" : path + " was added");
    }

    /** Reads what {@link #text} wrote. A line without the form differs from every real one. */
    static TreeListing parse(String text) {
        var lines = new TreeMap<String, String>();
        for (var line : text.split("\n")) {
            var parts = line.split(" ", 3);
            var name = parts.length < 3 ? line : parts[2];
            lines.put(parts.length == 3 && "link".equals(parts[1]) ? name.replaceFirst(" -> .*", "") : name, line);
        }
        lines.remove("");
        return new TreeListing(lines);
    }
}
