package io.jenkins.plugins.greenlight.stage.image.docker.context;

import io.jenkins.plugins.greenlight.parse.TarMember;
import io.jenkins.plugins.greenlight.parse.TarStream;
import io.jenkins.plugins.greenlight.port.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All of a folder that goes to an engine: folders before what is in them, each sorted by name. No link is followed. */
final class ContextWalk {
    /** @param content of a file; nothing of anything else */
    record Found(TarMember member, TarStream.Content content) {
        Found(TarMember member) {
            this(member, InputStream::nullInputStream);
        }
    }

    private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,isDirectory,isRegularFile,isSymbolicLink";
    private static final int PERMISSIONS = 07777;

    private final IgnoreRules rules;
    private final Set<Path> never;
    private final Set<String> always;
    private final Log log;
    private final List<Found> found = new ArrayList<>();

    /** @param never  what does not go, whatever the rules say, nor what is below it
     *  @param always paths that do */
    ContextWalk(IgnoreRules rules, Set<Path> never, Set<String> always, Log log) {
        this.rules = rules;
        this.never = never;
        this.always = always;
        this.log = log;
    }

    List<Found> of(Path folder) throws IOException, InterruptedException {
        into(folder, new byte[0]);
        return found;
    }

    private record Child(byte[] name, Path file) { }

    private void into(Path folder, byte[] prefix) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted while the build context was listed.");
        }
        var children = new ArrayList<Child>();
        try (var listed = Files.newDirectoryStream(folder)) {
            for (var file : listed) {
                children.add(new Child(RawName.of(file.getFileName()), file));
            }
        }
        children.sort((a, b) -> Arrays.compareUnsigned(a.name(), b.name()));
        for (var child : children) {
            visit(child.file(), joined(prefix, child.name()));
        }
    }

    private void visit(Path file, byte[] name) throws IOException, InterruptedException {
        if (never.contains(file)) {
            return;
        }
        var path = RawName.text(name);
        boolean ignored = !always.contains(path) && rules.ignores(path);
        Map<String, Object> seen;
        try {
            if (ignored && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            seen = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            log.warn("The build context's " + path + " went away while it was listed; it is not sent.");
            return;
        }
        int mode = (int) seen.get("mode") & PERMISSIONS;
        long seconds = Math.floorDiv(((FileTime) seen.get("lastModifiedTime")).toMillis(), 1000L);
        if ((boolean) seen.get("isDirectory")) {
            directory(file, name, new TarMember(joined(name, new byte[] {'/'}), TarMember.Type.DIRECTORY, mode, seconds, 0,
                    new byte[0]), ignored);
        } else if ((boolean) seen.get("isSymbolicLink")) {
            found.add(new Found(new TarMember(name, TarMember.Type.SYMLINK, 0777, seconds, 0,
                    RawName.of(Files.readSymbolicLink(file)))));
        } else if ((boolean) seen.get("isRegularFile")) {
            long size = (long) seen.get("size");
            found.add(new Found(new TarMember(name, TarMember.Type.FILE, mode, seconds, size, new byte[0]),
                    SteadyFile.of(file, path, size)));
        } else {
            log.warn("The build context's " + path
                    + " is a socket, a FIFO or a device; it is not sent. Name it in .dockerignore.");
        }
    }

    private void directory(Path folder, byte[] name, TarMember member, boolean ignored) throws IOException, InterruptedException {
        var path = RawName.text(name);
        if (ignored && !rules.maySpare(path) && always.stream().noneMatch(each -> each.startsWith(path + "/"))) {
            return;
        }
        int before = found.size();
        found.add(new Found(member));
        into(folder, joined(name, new byte[] {'/'}));
        if (ignored && found.size() == before + 1) {
            found.remove(before);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
