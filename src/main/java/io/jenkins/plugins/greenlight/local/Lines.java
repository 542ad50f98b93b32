package io.jenkins.plugins.greenlight.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Tells the lines of bytes that come in pieces, as UTF-8, each as soon as it has its end. */
final class Lines {
    /** Of a longer line the rest is left out. */
    static final int LONGEST = 1 << 20;

    private final Consumer<String> told;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean over;

    Lines(Consumer<String> told) {
        this.told = told;
    }

    synchronized void add(byte[] bytes, int count) {
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                tell();
            } else if (line.size() < LONGEST) {
                line.write(bytes[at]);
            }
        }
    }

    /** What has no end is a line, too; nothing is told from here on. */
    synchronized void end() {
        if (line.size() > 0) {
            tell();
        }
        over = true;
    }

    private void tell() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!over) {
            told.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
