package benchmarks.load;

import java.io.IOException;
import java.time.Duration;

/** Sends requests of one kind, one at a time, and never a second time. */
abstract class Visitor implements AutoCloseable {
    final Kind kind;
    final LoadPlan plan;
    final Connection connection;
    private final Ledger ledger;
    private long sent;

    Visitor(Kind kind, LoadPlan plan, Ledger ledger) {
        this.kind = kind;
        this.plan = plan;
        this.ledger = ledger;
        this.connection = new Connection(plan.target());
    }

    /** @param intended in microseconds since the epoch, see {@link Moments} */
    void visit(long n, long intended) {
        limit(plan.timeout());
        sent = Moments.now();
        try {
            exchange(n, intended);
        } catch (IOException | RuntimeException e) {
            connection.close();
            add(n, kind, intended, 0, "", Outcome.LOST, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    /** Sends it and adds what came of it. @throws IOException when it is lost */
    abstract void exchange(long n, long intended) throws IOException;

    void limit(Duration time) {
        connection.limit(System.nanoTime() + time.toNanos());
    }

    /** The next byte is the first one of the request. */
    void sending() {
        sent = Moments.now();
    }

    void add(long n, Kind what, long intended, int status, String release, Outcome outcome, String detail) {
        ledger.add(new Exchange(n, what, intended, sent, Moments.now(), status, release, outcome, detail));
    }

    /** @param right whether its body is what was asked for, looked at only when its status is as expected */
    void add(long n, Kind what, long intended, HttpAnswer answer, int expected, boolean right) {
        var release = answer.release();
        var outcome = release.isEmpty() ? Outcome.LOST : answer.status() >= 500 ? Outcome.ERROR
                : answer.status() == expected && right ? Outcome.OK : Outcome.WRONG;
        add(n, what, intended, answer.status(), release, outcome, switch (outcome) {
            case OK -> "";
            case ERROR, CLOSED -> "status " + answer.status();
            case LOST -> "status " + answer.status() + " without a release";
            case WRONG -> answer.status() == expected ? "another body than expected" : "status " + answer.status();
        });
    }

    String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + plan.target().getHostString()
                + ":" + plan.target().getPort() + "\r\n";
    }

    @Override public void close() {
        connection.close();
    }
}
