package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.regex.Pattern;

/** Values that are references to secrets, or stand where a secret may stand by mistake: no message repeats one. */
final class Credentials {
    private static final Pattern OWN_HEADER = Pattern.compile("(?i)content-.*|transfer-encoding|idempotency-key");

    private Credentials() { }

    static Credential reference(Node node) {
        return Credential.parse(node.text()).orElseThrow(() -> hidden(node, Credential.EXPECTED + ": the secret itself does not belong in this"
                + " file"));
    }

    static String header(String name, Node value) {
        if (OWN_HEADER.matcher(name).matches()) {
            throw new ParseException(value.keyPlace(), Values.name(value) + " is no header that can be added. Expected one such as \"X-Team\".");
        }
        boolean reference = Credential.parse(value.text()).isPresent();
        if (!reference && (Secrets.isSecretHeader(name) || value.text().contains("${"))) {
            throw hidden(value, Credential.EXPECTED);
        }
        return value.text();
    }

    private static ParseException hidden(Node node, String expected) {
        return new ParseException(node.place(), Values.name(node) + " is a text that is not repeated here, since it may be a secret. Expected "
                + expected + ".");
    }
}
