package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.local.ProcessTable.Row;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Daemons.Daemon;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The end of one daemon and of all it started: its session, and whatever else carries its name. */
final class DaemonEnding {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final long MAX_MILLIS_BETWEEN_LOOKS = 100;

    private final ProcessTable table;
    private final Daemon daemon;
    private final Set<Row> asked = new HashSet<>();
    private Set<Row> members = new HashSet<>();
    private boolean leaderWasSeen;

    DaemonEnding(ProcessTable table, Daemon daemon) {
        this.table = table;
        this.daemon = daemon;
    }

    /** Returns when all are gone. */
    void run(Duration grace) throws IOException, InterruptedException {
        if (!goneWithin(grace, false) && !goneWithin(AFTER_KILL, true)) {
            throw new IOException("Daemon " + daemon.name() + " did not end: SIGKILL was sent " + AFTER_KILL.toSeconds()
                    + " s ago and these processes live: " + members.stream().map(Row::pid).sorted().toList()
                    + ". Expected none. They may hang in the kernel (state D) or belong to another user; end them by hand.");
        }
    }

    private boolean goneWithin(Duration patience, boolean kill) throws IOException, InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        for (var pauseMillis = 5L; ; pauseMillis = Math.min(2 * pauseMillis, MAX_MILLIS_BETWEEN_LOOKS)) {
            look();
            if (members.isEmpty()) {
                return true;
            }
            members.forEach(row -> signal(row, kill));
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(pauseMillis);
        }
    }

    /** Who is left of those seen before, and who came since. */
    private void look() throws IOException {
        var rows = table.living();
        var leader = rows.get(daemon.pid());
        var leaderLives = leader != null && leader.startMillis() == daemon.startMillis();
        leaderWasSeen |= leaderLives;
        var now = new HashSet<Row>();
        for (var row : rows.values()) {
            if (row.pid() != ProcessHandle.current().pid() && (seenBefore(row) || belongs(row, rows, leaderLives))) {
                now.add(row);
            }
        }
        members = now;
    }

    private boolean seenBefore(Row row) {
        return members.stream().anyMatch(member -> same(member, row));
    }

    /**
     * While the leader lives, its session and its name are its own. After its death its pid may have become another's
     * session and its name another daemon's, who must not be touched.
     */
    private boolean belongs(Row row, Map<Long, Row> rows, boolean leaderLives) {
        var inSession = row.session() == daemon.pid();
        if (leaderLives && inSession || leaderWasSeen && inSession && !rows.containsKey(daemon.pid())) {
            return true;
        }
        return carriesName(row.pid()) && (leaderLives || !ledByNamesake(row, rows));
    }

    private boolean ledByNamesake(Row row, Map<Long, Row> rows) {
        return rows.containsKey(row.session()) && carriesName(row.session());
    }

    private boolean carriesName(long pid) {
        return table.variable(pid, Daemons.NAME_VARIABLE).filter(daemon.name()::equals).isPresent();
    }

    /** The handle knows when its process started: with the second look no later process of that pid is hit. */
    private void signal(Row row, boolean kill) {
        if (!kill && asked.stream().anyMatch(before -> same(before, row))) {
            return;
        }
        ProcessHandle.of(row.pid()).filter(handle -> table.row(row.pid()).filter(now -> same(now, row)).isPresent())
                .ifPresent(handle -> {
                    asked.add(row);
                    if (kill) {
                        handle.destroyForcibly();
                    } else {
                        handle.destroy();
                    }
                });
    }

    private static boolean same(Row one, Row other) {
        return one.pid() == other.pid() && one.startTicks() == other.startTicks();
    }
}
