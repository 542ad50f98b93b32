package io.jenkins.plugins.greenlight.deploy.haproxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The map of one application and environment as one worker holds it: one row, from {@link #KEY} to a backend.
 *
 * <p>HAProxy numbers versions of a map. Seen on 2.6.12: {@code prepare} hands out ever higher numbers; {@code commit} is refused
 * for a number below or at the current one; {@code add} is refused for a number not yet prepared only, and at the current number
 * adds a second row to the map in use, so the numbers must be looked at before.
 */
final class LiveMap {
    static final String KEY = "live";
    private static final Pattern CREATED = Pattern.compile("New version created: (\\d+)");

    private final RuntimeSession session;
    private final String file;

    LiveMap(RuntimeSession session, String file) {
        this.session = session;
        this.file = file;
    }

    /** @param key     {@link #KEY} unless somebody else wrote it
     *  @param backend as HAProxy has it; it need not exist */
    record Row(String key, String backend) { }

    /** The number of the version in use; 0 since the worker read the file. */
    long inUse() throws IOException, InterruptedException {
        var line = Pattern.compile("\\(" + Pattern.quote(file) + "\\) .*curr_ver=(\\d+) next_ver=\\d+");
        var listed = line.matcher(session.ask("show map"));
        if (!listed.find()) {
            throw new IOException("HAProxy has no map " + file + " with versions. Expected HAProxy 2.4 or newer with this very"
                    + " path in its configuration. Write the configuration with greenlight router init, and reload HAProxy.");
        }
        return Long.parseLong(listed.group(1));
    }

    /** A number for one later write, above all numbers handed out before. */
    long prepare() throws IOException, InterruptedException {
        var answer = session.ask("prepare map " + file);
        var created = CREATED.matcher(answer);
        if (!created.matches()) {
            throw new RefusedException("prepare map " + file, answer);
        }
        return Long.parseLong(created.group(1));
    }

    List<Row> rows() throws IOException, InterruptedException {
        return rows("");
    }

    private List<Row> rows(String version) throws IOException, InterruptedException {
        var command = "show map " + version + file;
        var answer = session.ask(command);
        var rows = new ArrayList<Row>();
        for (var line : answer.lines().toList()) {
            var words = line.split(" ", 3);
            if (words.length < 3 || !words[0].startsWith("0x")) {
                throw new RefusedException(command, answer);
            }
            rows.add(new Row(words[1], words[2]));
        }
        return rows;
    }

    /** Whether a commit of this version would leave exactly one row, to this backend. */
    boolean holds(long version, String backend) throws IOException, InterruptedException {
        return rows("@" + version + " ").equals(List.of(new Row(KEY, backend)));
    }

    /** Puts one row into a version that is not in use. What an earlier try left there is kept when right, else goes first. */
    void stage(long version, String backend) throws IOException, InterruptedException {
        if (holds(version, backend)) {
            return;
        }
        session.tell("clear map @" + version + " " + file);
        session.tell("add map @" + version + " " + file + " " + KEY + " " + backend);
    }

    void commit(long version) throws IOException, InterruptedException {
        session.tell("commit map @" + version + " " + file);
    }
}
