package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.TaskListener;
import hudson.util.Secret;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an engine prints, on its way to the build's log: whole lines only, so that no secret slips through in halves. Stored
 * with a running build; what is kept back may be part of a secret and is stored as one.
 */
final class EngineOutput implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final byte LINE_END = '\n';
    private ArrayList<Secret> secrets = new ArrayList<>();
    private Secret keptBack = Secret.fromString("");

    /** From now on these must not be seen. */
    void hide(List<Secret> those) {
        secrets = new ArrayList<>(those);
    }

    void print(ByteArrayOutputStream output, TaskListener listener) {
        print(keptBack.getPlainText() + output.toString(StandardCharsets.UTF_8), listener);
    }

    /** The engine ended: nothing comes that could make the last line whole. */
    void end(TaskListener listener) {
        var last = keptBack.getPlainText();
        if (!last.isEmpty()) {
            print(last + (char) LINE_END, listener);
        }
    }

    private void print(String text, TaskListener listener) {
        int whole = text.lastIndexOf(LINE_END) + 1;
        keptBack = Secret.fromString(text.substring(whole));
        listener.getLogger().print(new Mask(secrets.stream().map(Secret::getPlainText).toList()).hide(text.substring(0, whole)));
        listener.getLogger().flush();
    }
}
