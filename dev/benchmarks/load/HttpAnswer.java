package benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A complete HTTP/1.1 answer.
 *
 * @param headers lower-case names
 * @param kept    whether the connection may carry another request
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body, boolean kept) {
    private static final int MOST_LINE = 16 * 1024;

    /** 1 to 200 visible ASCII characters without comma, quote and backslash; empty when the answer names none such. */
    String release() {
        String release = headers.getOrDefault("x-greenlight-release", "");
        return release.matches("[!-~&&[^,\"\\\\]]{1,200}") ? release : "";
    }

    /** @throws IOException when it is cut off, or is no HTTP */
    static HttpAnswer read(InputStream in) throws IOException {
        String line = line(in);
        while (line.matches("HTTP/1[.]1 1(?!01)[0-9][0-9]( .*)?")) {   // 100 Continue and its like come before the answer
            headers(in);
            line = line(in);
        }
        if (!line.matches("HTTP/1[.][01] [1-5][0-9][0-9]( .*)?")) {
            throw new ProtocolException("No status line: " + line);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        var headers = headers(in);
        if (status == 101) {
            return new HttpAnswer(status, headers, new byte[0], true);
        }
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        boolean delimited = chunked || headers.containsKey("content-length") || status == 204 || status == 304;
        boolean kept = delimited && line.startsWith("HTTP/1.1")
                && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        return new HttpAnswer(status, headers,
                chunked ? chunks(in) : delimited ? exactly(in, length(headers)) : in.readAllBytes(), kept);
    }

    private static int length(Map<String, String> headers) throws IOException {
        return number(headers.getOrDefault("content-length", "0"), 10);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ProtocolException("No length: " + text);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new ProtocolException("The body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = -1; size != 0; ) {
            size = number(line(in).split(";", 2)[0], 16);
            body.write(exactly(in, size));
            if (size != 0 && !line(in).isEmpty()) {
                throw new ProtocolException("A chunk is longer than it said");
            }
        }
        headers(in);
        return body.toByteArray();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new ProtocolException(line.isEmpty() ? "The server closed without an answer" : "The head is cut off");
            }
            if (line.length() > MOST_LINE) {
                throw new ProtocolException("A line does not end");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
