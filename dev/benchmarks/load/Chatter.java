package benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** One WebSocket, opened again when it was closed, and a small text on it that must come back. */
final class Chatter extends Visitor {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private String release = "";
    private long openings;

    Chatter(LoadPlan plan, Ledger ledger) {
        super(Kind.FRAME, plan, ledger);
    }

    @Override void exchange(long n, long intended) throws IOException {
        if (connection.isOpen() && !connection.isQuiet()) {
            closed(openings - 1, Kind.WEBSOCKET, intended, "closed between two frames");   // this frame goes to the next one
        }
        if (connection.isOpen() || open(intended)) {
            echo(n, intended);
        }
    }

    /** A refusal is that of the opening; the frame it was for is never sent and not counted. */
    private boolean open(long intended) throws IOException {
        long number = openings++;
        try {
            connection.openUnlessAlive();
            var key = new byte[16];
            ThreadLocalRandom.current().nextBytes(key);
            sending();
            connection.write((head("GET", "/ws") + "Connection: Upgrade"
                    + "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                    + Base64.getEncoder().encodeToString(key) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = connection.answer();
            add(number, Kind.WEBSOCKET, intended, answer, 101, true);
            release = answer.release();
            if (answer.status() != 101 || release.isEmpty()) {
                connection.close();
            }
        } catch (IOException e) {
            connection.close();
            add(number, Kind.WEBSOCKET, intended, 0, "", Outcome.LOST, String.valueOf(e.getMessage()));
        }
        return connection.isOpen();
    }

    private void echo(long n, long intended) throws IOException {
        limit(plan.timeout());
        var text = ("frame " + n).getBytes(StandardCharsets.US_ASCII);
        sending();
        try {
            connection.write(masked(TEXT, text));
            int opcode = read();
            int length = read();
            var payload = connection.in().readNBytes(length);
            if (opcode == CLOSE) {
                closed(n, kind, intended, "closed while a frame was on its way");
            } else if (opcode != TEXT || length > 125 || payload.length < length) {
                throw new ProtocolException("No whole text frame");
            } else {
                boolean same = Arrays.equals(payload, text);
                add(n, kind, intended, 101, release, same ? Outcome.OK : Outcome.WRONG, same ? "" : "another echo than expected");
            }
        } catch (SocketTimeoutException | ProtocolException e) {
            throw e;
        } catch (IOException e) {
            closed(n, kind, intended, "cut: " + e.getMessage());
        }
    }

    private int read() throws IOException {
        int value = connection.in().read();
        if (value < 0) {
            throw new EOFException("the server hung up");
        }
        return value;
    }

    private void closed(long n, Kind what, long intended, String how) {
        connection.close();
        add(n, what, intended, 0, release, Outcome.CLOSED, how);
    }

    private static byte[] masked(int opcode, byte[] payload) {
        var frame = new byte[6 + payload.length];
        frame[0] = (byte) opcode;
        frame[1] = (byte) (0x80 | payload.length);
        var mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        System.arraycopy(mask, 0, frame, 2, 4);
        for (int i = 0; i < payload.length; i++) {
            frame[6 + i] = (byte) (payload[i] ^ mask[i % 4]);
        }
        return frame;
    }
}
