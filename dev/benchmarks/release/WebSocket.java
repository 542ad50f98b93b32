package benchmarks.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** As much of RFC 6455 as an echo of small frames needs. */
final class WebSocket {
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;

    private WebSocket() { }

    static byte[] opening(String key, String release) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.US_ASCII));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(digest) + "\r\nX-Greenlight-Release: " + release + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    /** Returns when either side closed it. Frames of up to 125 bytes; others end it. */
    static void echo(InputStream in, Socket socket) throws IOException {
        while (true) {
            var head = in.readNBytes(2);
            if (head.length < 2 || (head[1] & 0x80) == 0 || (head[1] & 0x7f) > 125) {
                return;
            }
            var mask = in.readNBytes(4);
            var payload = in.readNBytes(head[1] & 0x7f);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            int opcode = head[0] & 0xff;
            synchronized (socket) {
                socket.getOutputStream().write(frame(opcode == PING ? PONG : opcode, payload));
            }
            if (opcode == CLOSE) {
                return;
            }
        }
    }

    private static byte[] frame(int opcode, byte[] payload) {
        var frame = new byte[2 + payload.length];
        frame[0] = (byte) opcode;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }
}
