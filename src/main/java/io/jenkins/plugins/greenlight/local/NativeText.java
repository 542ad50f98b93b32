package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/** What this JVM can hand to a program: in a locale such as {@code C} it would silently turn "ü" into "?". */
final class NativeText {
    private final Charset charset;

    NativeText(Charset charset) {
        this.charset = charset;
    }

    /** The encoding this JVM passes arguments and environments in. */
    static NativeText ofThisJvm() {
        return new NativeText(Runtime.version().feature() < 18 ? Charset.defaultCharset()
                : Charset.forName(System.getProperty("sun.jnu.encoding")));
    }

    /** @throws IOException when a character would be lost; names the variable, but no value */
    void check(List<String> argv, Map<String, String> environment) throws IOException {
        var program = argv.get(0);
        for (var i = 0; i < argv.size(); i++) {
            check(program, "argument " + i, argv.get(i));
        }
        for (var entry : environment.entrySet()) {
            check(program, "environment variable " + entry.getKey(), entry.getKey() + entry.getValue());
        }
    }

    private void check(String program, String where, String text) throws IOException {
        if (!charset.newEncoder().canEncode(text)) {
            throw new IOException(program + " was not started: " + where + " has characters that " + charset
                    + ", this process's encoding, cannot spell. Set LC_ALL=C.UTF-8 before starting Greenlight.");
        }
    }
}
