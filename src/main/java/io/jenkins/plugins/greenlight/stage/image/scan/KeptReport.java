package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.parse.DraftFile;
import io.jenkins.plugins.greenlight.parse.JsonOutput;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Trivy's report of an image, without what it quotes of it: the image's configuration with the values of its environment, and the
 * lines around a secret or a misconfiguration: those of an image are its history, with the values of ENV and ARG.
 */
final class KeptReport {
    private static final String CAUSE = "CauseMetadata";
    private static final double EXACT = 1L << 53;

    private final JsonStream in;
    private final JsonOutput out;

    private KeptReport(JsonStream in, JsonOutput out) {
        this.in = in;
        this.out = out;
    }

    /** @param source of the original, for messages
     *  @throws io.jenkins.plugins.greenlight.parse.ParseException when it is no JSON; then nothing is written */
    static void write(Path original, String source, Path kept) throws IOException {
        try (var in = JsonStream.open(original, source); var draft = new DraftFile(kept)) {
            new KeptReport(in, new JsonOutput(draft)).value("", "");
            in.end();
            draft.write('\n');
            draft.keep();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @param list the key of the list it is in; empty for none */
    private void value(String key, String list) {
        attempt(() -> {
            if (in.isMap()) {
                out.open();
                in.fields(field -> field(field, key, list));
                out.close();
            } else if (in.isList()) {
                out.openList();
                in.items(() -> item(key));
                out.closeList();
            } else if (in.isText()) {
                out.text(in.text());
            } else if (in.isNumber()) {
                number(in.number());
            } else {
                out.flag(in.flag());
            }
        });
    }

    private void field(String field, String parent, String list) {
        boolean secret = field.equals("ImageConfig") && parent.equals("Metadata") || field.equals("Code")
                && (list.equals("Secrets") || parent.equals("Finding") || parent.equals(CAUSE))
                || field.equals("RenderedCause") && parent.equals(CAUSE);
        if (!secret && !in.isNull()) {
            attempt(() -> out.key(field));
            value(field, "");
        }
    }

    private void item(String list) {
        if (!in.isNull()) {
            value("", list);
        }
    }

    private void number(double number) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) < EXACT) {
            out.number((long) number);
        } else {
            out.number(number);
        }
    }

    private static void attempt(Write write) {
        try {
            write.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Write {
        void now() throws IOException;
    }
}
