package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** How a file is found that a run had listed. */
public enum FileState {
    /** As the run left it, byte for byte. */
    OK("ok"),
    CHANGED("changed"),
    MISSING("missing"),
    /** A folder, a pipe or a device stands there. */
    NO_FILE("not a regular file"),
    /** A link on the way leads to somewhere else; what it leads to is not read. */
    LEADS_OUT("leads out"),
    UNREADABLE("unreadable");

    private final String words;

    FileState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /**
     * Reads the file piece by piece; not at all when its size is another, or it is none.
     *
     * @param root that the entry's path is relative to
     */
    public static FileState of(RunArtifacts.Entry entry, Path root) {
        var artifact = entry.artifact();
        var file = root.resolve(artifact.path());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return MISSING;
        }
        try {
            var real = file.toRealPath();
            if (!real.startsWith(root.toRealPath())) {
                return LEADS_OUT;
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                return NO_FILE;
            }
            boolean same = Files.size(real) == artifact.bytes().orElseThrow() && Sha256.of(real).equals(artifact.sha256());
            return same ? OK : CHANGED;
        } catch (IOException e) {
            return Files.isSymbolicLink(file) ? MISSING : UNREADABLE;
        }
    }
}
