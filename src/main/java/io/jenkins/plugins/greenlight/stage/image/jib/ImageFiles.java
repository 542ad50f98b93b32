package io.jenkins.plugins.greenlight.stage.image.jib;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The build's own files: {@code image.files}. */
final class ImageFiles {
    private final Map<String, String> files;
    private final Workspace workspace;
    private final ContentCopies copies;
    private final Map<String, FileEntry> entries = new TreeMap<>();

    ImageFiles(Map<String, String> files, Workspace workspace, ContentCopies copies) {
        this.files = files;
        this.workspace = workspace;
        this.copies = copies;
    }

    /** By path in the image. */
    List<FileEntry> entries() throws IOException, StageException {
        for (var file : new TreeMap<>(files).entrySet()) {
            var source = workspace.resolve(file.getKey());
            if (!Files.exists(source)) {
                throw new StageException("image.files names " + file.getKey() + ", but there is no " + source
                        + ". Expected a file or folder that the build has written. Build first, or change image.files.");
            }
            add(source, place(file.getValue()));
        }
        return new ArrayList<>(entries.values());
    }

    private void add(Path source, String place) throws IOException, StageException {
        checkInside(source);
        if (Files.isDirectory(source)) {
            if (!place.isEmpty()) {
                entries.putIfAbsent(place, ImageLayers.entry(source, place, ImageLayers.permissions(source)));
            }
            for (var child : children(source)) {
                add(child, place + "/" + child.getFileName());
            }
        } else if (Files.isRegularFile(source)) {
            if (place.isEmpty() || entries.containsKey(place)) {
                throw new StageException("image.files puts " + source + " at \"" + place + "\" in the image, where a "
                        + (place.isEmpty() ? "folder" : "file") + " is already. Expected a path of its own. Change image.files.");
            }
            entries.put(place, ImageLayers.entry(copies.of(source), place, ImageLayers.permissions(source)));
        } else {
            throw new StageException("image.files names " + source + ", which is neither file nor folder. Leave it out.");
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** A link could bring any file of this machine into an image that others get. */
    private void checkInside(Path source) throws IOException, StageException {
        if (!source.toRealPath().startsWith(workspace.root().toRealPath())) {
            throw new StageException("image.files names " + source + ", which is " + source.toRealPath() + " and outside the"
                    + " workspace " + workspace.root() + ". Copy it into the workspace during the build.");
        }
        if (Files.isSymbolicLink(source) && Files.isDirectory(source)) { // two of them could hold each other
            throw new StageException("image.files names " + source + ", a link to the folder " + source.toRealPath()
                    + ". Expected no links to folders. Name the folder itself.");
        }
    }

    private static String place(String path) throws StageException {
        var parts = List.of(path.split("/", -1));
        if (path.startsWith("/") || parts.contains("..") || parts.contains("") && !path.endsWith("/") || path.isBlank()) {
            throw new StageException("image.files puts a file at \"" + path + "\" in the image. Expected a relative path without"
                    + " .., e.g. app/shop.jar. Change image.files.");
        }
        return String.join("", parts.stream().filter(part -> !part.isEmpty() && !".".equals(part)).map("/"::concat).toList());
    }
}
