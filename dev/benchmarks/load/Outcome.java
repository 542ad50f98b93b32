package benchmarks.load;

import java.util.Locale;

/**
 * How a request ended. OK: the complete answer that was asked for. ERROR: a complete answer from 500 on that names its
 * release, so that release's own. WRONG: another complete answer that names its release, e.g. 404, or 200 with another
 * body than expected. LOST: no complete answer, or one that names no release. CLOSED: an open WebSocket was closed by
 * the server; whether that is a loss depends on whether its release was retiring, see {@link Findings}.
 */
public enum Outcome {
    OK, ERROR, WRONG, LOST, CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
