package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.deploy.StateStore;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * State in a PostgreSQL database, a row a key. A row names its writer's attempt, so that who lost the server's answer and
 * writes again replaces what it wrote itself and never what somebody else did.
 */
public final class PostgresStore implements StateStore {
    private static final String READ = "SELECT text, version FROM greenlight.state WHERE app = ? AND environment = ? AND key = ?";
    private static final String FIRST = "INSERT INTO greenlight.state AS s (app, environment, key, version, text, writer)"
            + " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (app, environment, key) DO UPDATE SET version = s.version + 1, text = EXCLUDED.text,"
            + " writer = EXCLUDED.writer, written = now() WHERE s.writer = EXCLUDED.writer RETURNING s.version";
    private static final String NEXT = "UPDATE greenlight.state SET version = version + 1, text = ?, writer = ?, written = now()"
            + " WHERE app = ? AND environment = ? AND key = ? AND (version = ? OR version > ? AND writer = ?) RETURNING version";

    private final PostgresUrl url;
    private final String app;
    private final String environment;
    private final PostgresDatabase database;
    private final PostgresLayout layout;
    private final Map<String, Attempt> open = new ConcurrentHashMap<>();

    /** To replace one version, however often it is tried.
     *  @param writer no other attempt has it */
    private record Attempt(long expected, String writer) { }

    /** @param password empty to have it looked up in {@code ~/.pgpass} */
    public PostgresStore(PostgresUrl url, String app, String environment, Optional<String> password) {
        this.url = url;
        this.app = app;
        this.environment = environment;
        this.database = new PostgresDatabase(url, password);
        this.layout = new PostgresLayout(url);
    }

    /** The applications with this environment, sorted. */
    public static List<String> apps(PostgresUrl url, String environment, Optional<String> password) throws IOException {
        return new PostgresDatabase(url, password).transaction(connection -> {
            var apps = new ArrayList<String>();
            if (new PostgresLayout(url).isThere(connection)) {
                try (var query = filled(connection, "SELECT DISTINCT app FROM greenlight.state WHERE environment = ? ORDER BY app",
                        environment); var rows = query.executeQuery()) {
                    while (rows.next()) {
                        apps.add(rows.getString(1));
                    }
                }
            }
            return apps;
        });
    }

    @Override public Optional<Versioned> read(String key) throws IOException {
        StateStore.requireKey(key);
        return database.transaction(connection -> layout.isThere(connection) ? stored(connection, key) : Optional.empty());
    }

    @Override public long write(String key, long expected, String text) throws IOException {
        StateStore.requireKey(key);
        var attempt = open.compute(key, (k, old) -> old != null && old.expected() == expected ? old
                : new Attempt(expected, UUID.randomUUID().toString()));
        try {
            return write(key, attempt, text);
        } catch (PostgresDatabase.LostReplyException lost) {
            return ask(key, attempt, text);
        }
    }

    @Override public String location() {
        return url + " (" + app + "/" + environment + ")";
    }

    /** Whether it was written is found out by writing it again: this waits for a server that is still at it. */
    private long ask(String key, Attempt attempt, String text) throws IOException {
        try {
            return write(key, attempt, text);
        } catch (ConflictException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("It is not known whether " + key + " was written: the answer did not come, and then " + e.getMessage(), e);
        }
    }

    private long write(String key, Attempt attempt, String text) throws IOException {
        try {
            long version = database.transaction(connection -> {
                if (!layout.isThere(connection)) {
                    layout.make(connection);
                }
                return replace(connection, key, attempt, text);
            });
            open.remove(key, attempt);
            return version;
        } catch (ConflictException e) {
            open.remove(key, attempt);
            throw e;
        }
    }

    private long replace(Connection connection, String key, Attempt attempt, String text) throws SQLException, IOException {
        long expected = attempt.expected();
        var version = expected == 0 ? written(connection, FIRST, app, environment, key, text, attempt.writer())
                : written(connection, NEXT, text, attempt.writer(), app, environment, key, expected, expected, attempt.writer());
        if (version.isEmpty()) {
            throw new ConflictException("Somebody else wrote " + key + " in " + location() + ": it has version "
                    + stored(connection, key).map(Versioned::version).orElse(0L) + ", expected " + expected + ". Nothing was changed.");
        }
        return version.getAsLong();
    }

    private static OptionalLong written(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = filled(connection, sql, values); var row = statement.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private Optional<Versioned> stored(Connection connection, String key) throws SQLException {
        try (var query = filled(connection, READ, app, environment, key); var row = query.executeQuery()) {
            return row.next() ? Optional.of(new Versioned(row.getString(1), row.getLong(2))) : Optional.empty();
        }
    }

    private static PreparedStatement filled(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
