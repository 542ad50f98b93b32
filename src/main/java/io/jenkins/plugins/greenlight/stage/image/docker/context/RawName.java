package io.jenkins.plugins.greenlight.stage.image.docker.context;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A path's bytes as the file system has them; in another locale than UTF-8 its text has lost some. */
final class RawName {
    private RawName() { }

    static byte[] of(Path path) {
        var rooted = path.isAbsolute() ? path : Path.of("/").resolve(path);
        byte[] bytes = decoded(rooted.toUri().getRawPath());
        int from = path.isAbsolute() ? 0 : 1;
        boolean slash = bytes.length > 1 && bytes[bytes.length - 1] == '/'; // a folder's URI ends with one
        int end = bytes.length - (slash ? 1 : 0);
        return Arrays.copyOfRange(bytes, Math.min(from, end), end);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String uri) {
        var bytes = new ByteArrayOutputStream(uri.length());
        for (int at = 0; at < uri.length(); at++) {
            if (uri.charAt(at) == '%') {
                bytes.write(Integer.parseInt(uri, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(uri.charAt(at));
            }
        }
        return bytes.toByteArray();
    }
}
