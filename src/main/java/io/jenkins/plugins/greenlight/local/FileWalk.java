package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.parse.Glob;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the files below a root that match; follows links as long as they stay below it. */
final class FileWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path realRoot;
    private final Set<String> skippedFolders;
    private final Set<Path> found = new TreeSet<>();
    private Glob glob;

    FileWalk(Path root, Set<String> skippedFolders) throws IOException {
        this.root = root;
        this.realRoot = root.toRealPath();
        this.skippedFolders = skippedFolders;
    }

    /** Sorted; a file that several links lead to once, under the first of its names. */
    List<Path> find(List<Glob> globs) throws IOException {
        for (var next : globs) {
            glob = next;
            var base = root.resolve(glob.base());
            if (Files.isDirectory(base) && base.toRealPath().startsWith(realRoot) && !skips(base)) {
                Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
            }
        }
        var seen = new HashSet<Path>();
        var once = new ArrayList<Path>();
        for (var file : found) {
            if (seen.add(file.toRealPath())) {
                once.add(file);
            }
        }
        return once;
    }

    @Override public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        return skips(folder) || leadsOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile() && glob.matches(relative(file)) && !leadsOut(file)) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (problem instanceof NoSuchFileException || problem instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE; // gone meanwhile, or a link to a folder around it
        }
        throw new IOException("The workspace cannot be searched: " + file + " cannot be read (" + problem
                + "). Make it readable, or narrow the pattern to a folder beside it.", problem);
    }

    private boolean skips(Path folder) {
        for (var name : root.relativize(folder)) {
            if (skippedFolders.contains(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private boolean leadsOut(Path path) throws IOException {
        return Files.isSymbolicLink(path) && !path.toRealPath().startsWith(realRoot);
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
