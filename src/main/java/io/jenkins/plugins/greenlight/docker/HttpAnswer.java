package io.jenkins.plugins.greenlight.docker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** @param headers by name, in any case; of several the last */
record HttpAnswer(int status, Map<String, String> headers, InputStream body) {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** Returns when the head is read. */
    static HttpAnswer read(InputStream in) throws IOException {
        int status = status(HttpBody.line(in));
        while (status / 100 == 1) {
            headers(in);
            status = status(HttpBody.line(in));
        }
        var headers = headers(in);
        boolean empty = status == NO_CONTENT || status == NOT_MODIFIED;
        boolean chunked = headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT).contains("chunked");
        return new HttpAnswer(status, headers, new HttpBody(in, chunked && !empty, empty ? 0
                : length(headers.get("Content-Length"))));
    }

    private static long length(String told) throws IOException {
        if (told != null && !told.matches("\\d{1,18}")) {
            throw new IOException("it answered with the length \"" + told + "\"");
        }
        return told == null ? HttpBody.UNTOLD : Long.parseLong(told);
    }

    private static int status(String line) throws IOException {
        var words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
            throw new IOException("it answered no HTTP");
        }
        return Integer.parseInt(words[1]);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = HttpBody.line(in); !line.isEmpty(); line = HttpBody.line(in)) {
            var pair = line.split(":", 2);
            headers.put(pair[0].strip(), pair.length < 2 ? "" : pair[1].strip());
        }
        return headers;
    }
}
