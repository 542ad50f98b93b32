package benchmarks.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request, whole. @param query without the question mark; empty for none */
record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {
    private static final int MOST = 8 << 20;

    /** @param first the byte that was read already
     *  @throws IOException when it is cut off or is no HTTP/1.1 */
    static Request read(int first, InputStream in) throws IOException {
        var line = ((char) first + line(in)).split(" ");
        if (line.length != 3) {
            throw new IOException("no request");
        }
        var headers = headers(in);
        var target = line[1].split("\\?", 2);
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        var body = chunked ? chunks(in) : exactly(in, size(headers.getOrDefault("content-length", "0"), 10));
        return new Request(line[0], target[0], target.length > 1 ? target[1] : "", headers, body);
    }

    boolean wantsClose() {
        return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    private static int size(String text, int radix) throws IOException {
        try {
            int size = Integer.parseInt(text.strip(), radix);
            if (size >= 0 && size <= MOST) {
                return size;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("no size of a body: " + text);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = -1; size != 0 && body.size() <= MOST; ) {
            size = size(line(in).split(";", 2)[0], 16);
            body.write(exactly(in, size));
            if (size != 0) {
                line(in);
            }
        }
        headers(in);
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the request is cut off");
        }
        return bytes;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = Math.max(0, line.indexOf(':'));
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 16 * 1024) {
                throw new IOException("the request is cut off");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
