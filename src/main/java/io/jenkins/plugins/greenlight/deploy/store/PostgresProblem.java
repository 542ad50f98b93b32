package io.jenkins.plugins.greenlight.deploy.store;

import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.sql.SQLException;

/** What went wrong with a database, as a sentence with what to do. By its code alone; words of the server are only passed on. */
record PostgresProblem(PostgresUrl url, SQLException error) {
    String sentence() {
        return switch (code()) {
            case "28P01", "28000" -> url + " refused the log-in: " + said() + ". Expected the password in PGPASSWORD or ~/.pgpass, and a"
                    + " line in the server's pg_hba.conf that lets this user in from here.";
            case "3D000" -> url + " is not there: " + said() + ". Expected the database; make it: CREATE DATABASE \"" + url.database() + "\"";
            case "42501" -> url + " refused: " + said() + ". Expected that " + who() + " may read and write there: GRANT CREATE ON DATABASE \""
                    + url.database() + "\" before the first use; later USAGE ON SCHEMA greenlight, SELECT ON greenlight.layout and"
                    + " SELECT, INSERT, UPDATE ON greenlight.state";
            case "25006" -> url + " takes no writes: " + said() + ". Expected a database that does.";
            case "57014" -> url + " did not answer in time: " + said() + ". Look who holds locks on greenlight.state.";
            default -> url + (unreachable() ? " cannot be reached: " : " failed: ") + said()
                    + (unreachable() ? ". Expected a server that answers: see that it runs and that this host may connect." : ".");
        };
    }

    private String code() {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }

    private boolean unreachable() {
        return code().startsWith("08") || code().startsWith("57P") || code().startsWith("53");
    }

    private String who() {
        return url.user().isEmpty() ? "this user" : url.user();
    }

    /** The first line, without the full stop: what follows may repeat what was to be written. */
    private String said() {
        var line = String.valueOf(error.getMessage()).lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
