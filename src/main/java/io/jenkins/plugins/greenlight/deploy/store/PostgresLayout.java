package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Our tables in a schema of their own, with a version, made by the first who writes. */
final class PostgresLayout {
    private static final int VERSION = 1;
    /** Any number that nobody else takes. */
    private static final long LOCK = 0x677265656e6cL;

    private final PostgresUrl url;

    PostgresLayout(PostgresUrl url) {
        this.url = url;
    }

    /** @throws IOException when the tables are those of another version */
    boolean isThere(Connection connection) throws SQLException, IOException {
        if (!asks(connection, "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'greenlight' AND tablename = 'layout')")) {
            return false;
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT max(version) FROM greenlight.layout")) {
            row.next();
            if (row.getInt(1) != VERSION) {
                throw new IOException("The tables in schema greenlight of " + url + " have version " + row.getInt(1) + ". Expected " + VERSION
                        + ": use the version of Greenlight that made them. Nothing was changed.");
            }
        }
        return true;
    }

    void make(Connection connection) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            if (isThere(connection)) {
                return;
            }
            if (!asks(connection, "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'greenlight')")) {
                statement.execute("CREATE SCHEMA greenlight");
            }
            statement.execute("CREATE TABLE greenlight.layout (version integer NOT NULL)");
            statement.execute("CREATE TABLE greenlight.state (app text, environment text, key text, version bigint NOT NULL,"
                    + " text text NOT NULL, writer text NOT NULL, written timestamptz NOT NULL DEFAULT now(),"
                    + " PRIMARY KEY (app, environment, key))");
            statement.execute("INSERT INTO greenlight.layout VALUES (" + VERSION + ")");
        }
    }

    private static boolean asks(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
