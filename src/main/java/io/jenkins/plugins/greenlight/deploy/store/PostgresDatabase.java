package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Transactions, each on a connection of its own: there is none that may have died unnoticed between two heartbeats, none that
 * two threads share, and a server that was started again is simply met at the next. All ends within {@link #ANSWER_SECONDS}.
 */
final class PostgresDatabase {
    private static final int CONNECT_SECONDS = 3;
    private static final int LOGIN_SECONDS = 5;
    private static final int STATEMENT_SECONDS = 4;
    private static final int ANSWER_SECONDS = 8;
    /** A weaker setting of the server would acknowledge what a crash forgets; a stronger one stays. */
    private static final String PREPARE = "SELECT set_config('statement_timeout', '" + STATEMENT_SECONDS + "s', true),"
            + " set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
            + " ELSE current_setting('synchronous_commit') END, true), current_setting('fsync') = 'on', pg_is_in_recovery()";

    private final PostgresUrl url;
    private final Optional<String> password;

    PostgresDatabase(PostgresUrl url, Optional<String> password) {
        this.url = url;
        this.password = password.filter(given -> !given.isEmpty());
    }

    /** Nobody knows whether it was committed: the server's answer to that did not come. */
    static final class LostReplyException extends IOException {
        private static final long serialVersionUID = 1L;

        LostReplyException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    interface Work<T> {
        T in(Connection connection) throws SQLException, IOException;
    }

    /** Durable when it returns.
     * @throws IOException nothing was changed, unless it is a {@link LostReplyException} */
    <T> T transaction(Work<T> work) throws IOException {
        boolean committing = false;
        try (var connection = open()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            prepare(connection);
            T result = work.in(connection);
            committing = true;
            connection.commit();
            return result;
        } catch (SQLException e) {
            var problem = new PostgresProblem(url, e).sentence();
            throw committing ? new LostReplyException(problem, e) : new IOException(problem, e);
        }
    }

    private Connection open() throws SQLException {
        var properties = new Properties();
        properties.putAll(url.options());
        properties.setProperty("user", url.user().isEmpty() ? System.getProperty("user.name") : url.user());
        password.ifPresent(given -> properties.setProperty("password", given));
        properties.setProperty("ApplicationName", "greenlight");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        return new Driver().connect("jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database(), properties);
    }

    private void prepare(Connection connection) throws SQLException, IOException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(PREPARE)) {
            row.next();
            if (!row.getBoolean(3)) {
                throw new IOException("The server of " + url + " runs with fsync off: it may forget what it acknowledged, and the journal must"
                        + " not be forgotten. Expected fsync = on.");
            }
            if (row.getBoolean(4)) {
                throw new IOException(url + " is a standby, which may be behind. Expected the primary: name its host.");
            }
        }
    }
}
