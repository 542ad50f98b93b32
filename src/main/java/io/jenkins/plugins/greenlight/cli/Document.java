package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.local.HarmlessText;
import java.nio.charset.StandardCharsets;

/** A result that a program reads, whole on the standard output. */
final class Document {
    private Document() { }

    /** In UTF-8, whatever this machine's own encoding. */
    static void print(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    /** A terminal may show it: what could steer one is spelt out, which JSON reads as the same. */
    static void printJson(String json) {
        print(HarmlessText.json(json));
    }
}
