package io.jenkins.plugins.greenlight.stage.image.docker.context;

import io.jenkins.plugins.greenlight.parse.TarMember;
import io.jenkins.plugins.greenlight.parse.TarStream;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.image.build.BuildOrder;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a build can copy from, sent while it is read: neither memory nor disk holds it.
 *
 * @param dockerfile the path of the Dockerfile in what is sent
 * @param text       the Dockerfile's
 * @param files      how many there are
 * @param bytes      of all of them
 */
public record BuildContext(String dockerfile, String text, int files, long bytes, TarStream tar) {
    private static final String IGNORE = ".dockerignore";
    /** The Dockerfile's name where it is sent beside the context; no build sees it, nor what goes with it. */
    private static final String BESIDE = ".greenlight.dockerfile";

    /** @throws IOException when a file or folder is missing, cannot be read or lies outside the workspace */
    public static BuildContext of(Dockerfile build, Workspace workspace, Log log) throws IOException, InterruptedException {
        var root = workspace.root().toRealPath();
        var context = inside(root, workspace.resolve(build.context()), build.context(), "image.build.context");
        if (!Files.isDirectory(context)) {
            throw new IOException("The build context " + build.context() + " is no folder in " + root
                    + ". Expected the folder whose files the"
                    + " Dockerfile copies. Correct image.build.context, or build what makes it first.");
        }
        var file = inside(root, workspace.resolve(build.file()), build.file(), "image.build.dockerfile");
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no Dockerfile " + build.file() + " in " + root
                    + ". Expected a file. Correct image.build.dockerfile,"
                    + " or write one.");
        }
        return of(build, context, file, Set.of(BuildOrder.own(root)), log);
    }

    private static Path inside(Path root, Path path, String name, String key) throws IOException {
        if (!Files.exists(path)) {
            return path;
        }
        var real = path.toRealPath();
        if (!real.startsWith(root)) {
            throw new IOException(name + " leads out of the workspace, to " + real + ". Expected something below " + root
                    + ". Change " + key + ".");
        }
        return real;
    }

    private static BuildContext of(Dockerfile build, Path context, Path file, Set<Path> never, Log log) throws IOException,
            InterruptedException {
        var text = Files.readString(file, StandardCharsets.UTF_8);
        var own = file.resolveSibling(file.getFileName() + IGNORE);
        boolean ownRules = Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS);
        var ignore = ownRules ? own : context.resolve(IGNORE);
        var lines = Files.isRegularFile(ignore, LinkOption.NOFOLLOW_LINKS) ? Files.readString(ignore, StandardCharsets.UTF_8)
                : "";
        var rules = IgnoreRules.read(lines, ignore.getFileName().toString());
        if (ownRules || !file.startsWith(context)) {
            return sent(BESIDE, text, beside(new ContextWalk(rules, never, Set.of(), log).of(context), text, lines));
        }
        var name = RawName.text(RawName.of(context.relativize(file)));
        return sent(name, text, new ContextWalk(rules, never, Set.of(name, IGNORE), log).of(context));
    }

    /** The engine takes away what its .dockerignore names, once it has read it: so nothing of this shows in the image. */
    private static List<ContextWalk.Found> beside(List<ContextWalk.Found> found, String dockerfile, String rules) {
        found.removeIf(each -> RawName.text(each.member().name()).equals(IGNORE));
        found.add(0, invented(BESIDE, dockerfile));
        found.add(0, invented(IGNORE, rules + "\n" + BESIDE + "\n" + IGNORE + "\n"));
        return found;
    }

    private static ContextWalk.Found invented(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var member = new TarMember(name.getBytes(StandardCharsets.UTF_8), TarMember.Type.FILE, 0644, 0, bytes.length,
                new byte[0]);
        return new ContextWalk.Found(member, () -> new ByteArrayInputStream(bytes));
    }

    private static BuildContext sent(String dockerfile, String text, List<ContextWalk.Found> found) {
        var tar = new TarStream();
        int files = 0;
        long bytes = 0;
        for (var each : found) {
            tar.member(each.member(), each.content());
            files += each.member().type() == TarMember.Type.DIRECTORY ? 0 : 1;
            bytes += each.member().size();
        }
        return new BuildContext(dockerfile, text, files, bytes, tar);
    }

    /** Read as it is sent. */
    public InputStream open() {
        return tar.open();
    }
}
