package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.greenlight.parse.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an engine prints, on its way to the build's log: line by line, so that no secret slips through in halves and no long
 * output is held at once. Stored with a running build; what is kept back may be part of a secret and is stored as one.
 */
final class EngineOutput implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final char LINE_END = '\n';
    /** A line that is longer goes out in pieces. */
    private static final int LONGEST_LINE = 64 * 1024;
    private ArrayList<Secret> secrets = new ArrayList<>();
    /** The bytes of a line that is not whole yet, one character each. */
    private Secret keptBack = Secret.fromString("");

    interface Source {
        /** @return whether there was anything new */
        boolean into(OutputStream sink) throws IOException, InterruptedException;
    }

    /** From now on these must not be seen. */
    void hide(List<Secret> those) {
        secrets = new ArrayList<>(those);
    }

    Mask mask() {
        return new Mask(secrets.stream().map(Secret::getPlainText).toList());
    }

    /** Prints what there is; also what came before it broke off, which is not given twice. */
    boolean take(Source source, TaskListener listener) throws IOException, InterruptedException {
        var lines = new Lines(listener, keptBack.getPlainText());
        try {
            return source.into(lines);
        } finally {
            keptBack = Secret.fromString(lines.rest());
            listener.getLogger().flush();
        }
    }

    /** The engine ended: nothing comes that could make the last line whole. */
    void end(TaskListener listener) {
        if (!keptBack.getPlainText().isEmpty()) {
            var lines = new Lines(listener, keptBack.getPlainText());
            lines.write(LINE_END);
            keptBack = Secret.fromString("");
        }
    }

    private final class Lines extends OutputStream {
        private final TaskListener listener;
        private final Mask mask = mask();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(TaskListener listener, String begun) {
            this.listener = listener;
            line.writeBytes(begun.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override public void write(int next) {
            line.write(next);
            if (next == LINE_END || line.size() >= LONGEST_LINE) {
                listener.getLogger().print(mask.hide(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            }
        }

        @Override public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }

        String rest() {
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
