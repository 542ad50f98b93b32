package io.jenkins.plugins.greenlight.stage.image.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers whether it broke: what goes wrong with what was read from it is another's fault then. */
final class Heard extends FilterInputStream {
    private volatile IOException problem;

    Heard(InputStream in) {
        super(in);
    }

    @Override public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            return in.read(bytes, from, length);
        } catch (IOException e) {
            problem = e;
            throw e;
        }
    }

    boolean broken() {
        return problem != null;
    }

    /** Null as long as it did not break. */
    IOException problem() {
        return problem;
    }
}
