package io.jenkins.plugins.greenlight.deploy.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Paths as layers write them, made relative to the image's root. */
final class ImagePath {
    private ImagePath() { }

    /**
     * Without a slash at either end; empty for the root itself.
     *
     * @param layer for messages
     * @throws IOException when it climbs, is a whiteout or could not be listed on one line
     */
    static String of(String path, String layer) throws IOException {
        var parts = parts(path);
        if (parts.contains("..")) {
            throw new IOException(layer + " holds the path " + shown(path) + ", which climbs. Expected one inside the image.");
        }
        if (path.chars().anyMatch(Character::isISOControl) || path.length() > 4096) {
            throw new IOException(layer + " holds the path " + shown(path) + ". Expected at most 4096 characters, none of them"
                    + " a control character.");
        }
        if (parts.stream().anyMatch(part -> part.startsWith(".wh."))) {
            throw new IOException(layer + " holds the whiteout " + shown(path) + ". Expected layers that only add files: build"
                    + " the image FROM scratch, with greenlight image.");
        }
        return String.join("/", parts);
    }

    /**
     * A symbolic link's target, relative to the folder the link is in.
     *
     * @param depth of that folder below the root
     * @return empty when it may point outside the root
     */
    static Optional<String> link(String target, int depth) {
        var parts = parts(target);
        int ups = 0;
        while (ups < parts.size() && "..".equals(parts.get(ups))) {
            ups++;
        }
        var names = parts.subList(ups, parts.size());
        boolean absolute = target.startsWith("/");
        if (names.contains("..") || ups > (absolute ? 0 : depth) || target.isEmpty() || target.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var relative = new ArrayList<>(Collections.nCopies(absolute ? depth : ups, ".."));
        relative.addAll(names);
        return Optional.of(relative.isEmpty() ? "." : String.join("/", relative));
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/")).stream().filter(part -> !part.isEmpty() && !".".equals(part)).toList();
    }

    private static String shown(String path) {
        var text = path.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "\"";
    }
}
