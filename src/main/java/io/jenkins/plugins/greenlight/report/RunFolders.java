package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The folders of kept runs, opened one below the other without ever following a link: whoever exchanges one for a link in
 * the middle gains nothing. What another engine removes meanwhile is as good as removed here.
 */
final class RunFolders implements AutoCloseable {
    /** In the order in which they are removed: while the list is there the folder is known as ours. */
    private static final List<String> FILES = List.of(ReportFiles.HTML, ReportFiles.JSON, ReportFiles.ARTIFACTS);
    private final SecureDirectoryStream<Path> runs;

    private RunFolders(SecureDirectoryStream<Path> runs) {
        this.runs = runs;
    }

    /** @throws IOException when it is a link or no folder, or this system cannot open folders so */
    static RunFolders open(Path folder) throws IOException {
        try (var parent = secure(Files.newDirectoryStream(folder.toAbsolutePath().getParent()), folder)) {
            return new RunFolders(parent.newDirectoryStream(folder.getFileName(), LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** Those that a run left and nobody added to; also what an earlier removal left empty. Asked once. */
    List<RunName> names() throws IOException {
        var names = new ArrayList<RunName>();
        try {
            for (var entry : runs) {
                RunName.read(entry.getFileName().toString()).filter(this::ours).ifPresent(names::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private boolean ours(RunName name) {
        try (var run = open(name)) {
            boolean empty = true;
            for (var entry : run) {
                empty = false;
                var file = run.getFileAttributeView(entry.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                if (!FILES.contains(entry.getFileName().toString()) || !file.readAttributes().isRegularFile()) {
                    return false;
                }
            }
            return empty || listed(run);
        } catch (IOException | DirectoryIteratorException e) {
            return false; // a link, no folder, or removed meanwhile
        }
    }

    private static boolean listed(SecureDirectoryStream<Path> run) throws IOException {
        var options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (InputStream in = Channels.newInputStream(run.newByteChannel(Path.of(ReportFiles.ARTIFACTS), options))) {
            var bytes = in.readNBytes(ArtifactsJson.MAX_BYTES);
            ArtifactsJson.read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
                    ReportFiles.ARTIFACTS);
            return true;
        } catch (ParseException | CharacterCodingException e) {
            return false;
        }
    }

    /** @throws IOException when something else lies in it by now, which stays, or it cannot be removed */
    void remove(RunName name) throws IOException {
        try (var run = open(name)) {
            for (String file : FILES) {
                unlessGone(() -> run.deleteFile(Path.of(file)));
            }
        } catch (NoSuchFileException e) {
            return;
        }
        unlessGone(() -> runs.deleteDirectory(Path.of(name.toString())));
    }

    private interface Removal {
        void remove() throws IOException;
    }

    private static void unlessGone(Removal removal) throws IOException {
        try {
            removal.remove();
        } catch (NoSuchFileException e) {
            // another engine was faster
        }
    }

    private SecureDirectoryStream<Path> open(RunName name) throws IOException {
        return runs.newDirectoryStream(Path.of(name.toString()), LinkOption.NOFOLLOW_LINKS);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream, Path folder) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("Nothing is removed from " + folder + ": on this system a folder cannot be opened without following"
                + " links. Expected Linux: remove old runs by hand.");
    }

    @Override public void close() throws IOException {
        runs.close();
    }
}
