package benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A body of unknown length that takes its time: 16 chunks, evenly over the time an upload takes. */
final class Uploader extends Visitor {
    static final int CHUNKS = 16;
    static final int CHUNK_BYTES = 1024;

    Uploader(LoadPlan plan, Ledger ledger) {
        super(Kind.UPLOAD, plan, ledger);
    }

    @Override void exchange(long n, long intended) throws IOException {
        connection.openUnlessAlive();
        sending();
        boolean whole = send();
        var answer = connection.answer();
        if (!whole) {
            connection.close();
        }
        var count = new String(answer.body(), StandardCharsets.US_ASCII).strip();
        add(n, kind, intended, answer, 200, count.equals(Integer.toString(CHUNKS * CHUNK_BYTES)));
    }

    /** Stops at an answer that comes early. @return whether all was sent */
    private boolean send() throws IOException {
        try {
            connection.write((head("POST", "/upload") + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var chunk = (Integer.toHexString(CHUNK_BYTES) + "\r\n" + "u".repeat(CHUNK_BYTES) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            long start = System.nanoTime();
            for (int i = 1; i <= CHUNKS; i++) {
                connection.write(chunk);
                sleepUntil(start + plan.upload().toNanos() * i / CHUNKS);
                if (connection.hasBytes()) {
                    return false;
                }
            }
            connection.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            return false;   // who does not read on may have answered before: that is read next, or it is lost
        }
    }

    static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
