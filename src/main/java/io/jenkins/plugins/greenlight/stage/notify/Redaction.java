package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.report.Visible;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes secrets out of what others say of a failure. */
final class Redaction {
    private static final int MOST = 300;
    private static final int SHORT_PART = 8;
    private final Set<String> secrets = new LinkedHashSet<>();

    Redaction secret(String value) {
        secrets.add(value);
        return this;
    }

    /** Of an address that is a secret, scheme, host and port are none. */
    Redaction secret(URI uri) {
        for (var part : new String[] {uri.getRawUserInfo(), uri.getRawPath(), uri.getRawQuery(), uri.getPath()}) {
            if (part != null && part.length() > 1) {
                secret(part);
                Arrays.stream(part.split("[/&=:]")).filter(piece -> piece.length() >= SHORT_PART).forEach(this::secret);
            }
        }
        return this;
    }

    /** The text in one line of at most 300 characters, harmless to show. */
    String in(String text) {
        String line = Visible.line(new Mask(secrets).hide(text == null ? "" : text)).strip();
        return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "…";
    }
}
