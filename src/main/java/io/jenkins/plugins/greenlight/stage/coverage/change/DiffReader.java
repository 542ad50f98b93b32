package io.jenkins.plugins.greenlight.stage.coverage.change;

import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a unified diff, of git or another program, from front to back: which lines files have new after it. Strict: what a
 * hunk announces has to follow, and nothing else; what is neither file, hunk nor a note of git's may stand before the first
 * file alone.
 */
public final class DiffReader {
    private static final String GIT = "diff --git ";
    private static final String OLD = "--- ";
    private static final String NEW = "+++ ";
    private static final String NOWHERE = "/dev/null";
    /** The mode of a submodule: what its one line says is a commit. */
    private static final String MODULE = "160000";
    /** Of git's notes those that say nothing about lines; of other programs' those that come between two files. */
    private static final List<String> NOTES = List.of("index ", "old mode ", "new mode ", "deleted file mode ", "new file mode ",
            "similarity index ", "dissimilarity index ", "rename from ", "copy from ", "Submodule ", "Index: ", "====", "Only in ",
            "diff -", "\\ ", "Property changes on: ");

    private final DiffLines lines;
    private final ChangesBuilder changes = new ChangesBuilder();
    private Optional<Boolean> prefixed = Optional.empty();
    private Optional<String> renamed = Optional.empty();
    private String header = "";
    private boolean git;
    private boolean begun;
    private boolean letter;
    private boolean binary;
    private boolean module;

    private DiffReader(DiffLines lines) {
        this.lines = lines;
    }

    /**
     * @param source named in messages, e.g. the file
     * @throws ParseException when it is malformed, cut off, a combined diff, or a series of patches to one file; not when it is empty
     */
    public static Changes read(Path file, String source) throws IOException {
        try (var reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            return read(reader, source);
        }
    }

    /** As {@link #read(Path, String)}; the reader stays open. */
    public static Changes read(Reader reader, String source) throws IOException {
        return new DiffReader(new DiffLines(reader, source)).read();
    }

    private Changes read() throws IOException {
        int content = 0;
        for (var line = lines.next(); line != null; line = lines.next()) {
            content += line.isBlank() ? 0 : 1;
            line(withoutReturn(content == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line));
        }
        if (content > 0 && !begun) {
            throw lines.wrong("is no unified diff: no file begins in it. Expected what \"git diff\" prints.");
        }
        return changes.built();
    }

    /** Not inside a hunk. */
    private void line(String line) throws IOException {
        if (line.startsWith("diff --cc ") || line.startsWith("diff --combined ") || line.startsWith("@@@ ")) {
            throw lines.wrong("is a combined diff, of a merge with all its parents. Expected the difference to one commit: git diff BASE.");
        } else if (line.startsWith(GIT)) {
            file(line.substring(GIT.length()));
        } else if (line.startsWith(OLD) && !letter) {
            names(line);
        } else if (line.startsWith("@@ ")) {
            hunk(line);
        } else {
            note(line);
        }
    }

    private void file(String names) {
        begun = true;
        git = true;
        letter = false;
        binary = false;
        module = false;
        header = names;
        prefixed = DiffPath.isPrefixed(names);
        renamed = Optional.empty();
        changes.leave();
    }

    /** The two lines with the names of a file before and after. */
    private void names(String old) throws IOException {
        var next = lines.next();
        if (next == null || !next.startsWith(NEW)) {
            throw lines.wrong("has \"--- \" without \"+++ \" in the next line. Expected both names of the file.");
        }
        begun = true;
        var before = path(old.substring(OLD.length()));
        var after = path(withoutReturn(next).substring(NEW.length()));
        if (after.equals(NOWHERE) || module) {
            changes.enterGone();
        } else {
            enter(renamed.orElseGet(() -> isPrefixed(before, after) ? DiffPath.withoutFirst(after) : after));
        }
        git = false;
        renamed = Optional.empty();
    }

    private boolean isPrefixed(String before, String after) {
        boolean usual = (before.startsWith("a/") || before.equals(NOWHERE)) && after.startsWith("b/");
        return git ? prefixed.orElse(usual) : usual;
    }

    private void enter(String path) {
        if (path.isEmpty()) {
            throw lines.wrong("has a file without a name. Expected one after \"+++ \".");
        }
        try {
            changes.enter(path);
        } catch (IllegalArgumentException e) {
            throw lines.wrong("is a series of patches: " + e.getMessage() + " Expected one diff from the base to the end: git diff BASE.");
        }
    }

    private void note(String line) throws IOException {
        if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
            renamed = Optional.of(path(line.substring(line.indexOf(" to ") + " to ".length())));
        } else if (line.startsWith("Binary files ") || line.equals("GIT binary patch")) {
            opaque();
            binary = line.startsWith("GIT");
        } else if (binary) {
            binary = begun;
        } else if (line.startsWith("-- ") || line.equals("--")) {
            letter = true;
            changes.leave();
        } else if (git && line.endsWith(" " + MODULE)) {
            module = true;
        } else if (begun && !letter && !line.isBlank() && NOTES.stream().noneMatch(line::startsWith)) {
            throw lines.wrong("has a line that belongs to no hunk: \"" + line.substring(0, Math.min(60, line.length()))
                    + "\". Expected as many lines as the hunk before it announces.");
        }
    }

    /** Deleted, it has a name in the diff all the same; that hurts nobody: no report speaks of it. */
    private void opaque() {
        begun = true;
        if (renamed.isPresent()) {
            changes.opaque(renamed.get());
        } else if (git && prefixed.isPresent()) {
            var name = path(header.substring(header.length() / 2 + 1));
            changes.opaque(prefixed.get() ? DiffPath.withoutFirst(name) : name);
        }
    }

    private void hunk(String line) throws IOException {
        if (!changes.isInFile()) {
            throw lines.wrong("has a hunk before the name of its file. Expected \"--- \" and \"+++ \" first.");
        }
        var hunk = Hunk.read(line).orElseThrow(() -> lines.wrong("has the malformed hunk \"" + line.substring(0, Math.min(60, line.length()))
                + "\". Expected @@ -LINE,COUNT +LINE,COUNT @@."));
        try {
            hunk.body(lines, changes);
        } catch (IllegalArgumentException e) {
            throw lines.wrong("has hunks that overlap or are out of order: " + e.getMessage());
        }
    }

    private String path(String written) {
        try {
            return DiffPath.read(written);
        } catch (IllegalArgumentException e) {
            throw lines.wrong("has " + e.getMessage() + ". Expected a path as git writes it.");
        }
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
