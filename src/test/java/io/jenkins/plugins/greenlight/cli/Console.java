package io.jenkins.plugins.greenlight.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** A command with what it printed. */
record Console(int exitCode, String output, String errors) {
    /** Commands print to the process's own streams; tests run one after the other. */
    static Console run(String... args) {
        var before = System.out;
        var beforeErrors = System.err;
        var bytes = new ByteArrayOutputStream();
        var errorBytes = new ByteArrayOutputStream();
        var out = new StringWriter();
        var errors = new StringWriter();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errorBytes, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true)).execute(args);
            return new Console(exitCode, bytes.toString(StandardCharsets.UTF_8) + out,
                    errorBytes.toString(StandardCharsets.UTF_8) + errors);
        } finally {
            System.setOut(before);
            System.setErr(beforeErrors);
        }
    }
}
