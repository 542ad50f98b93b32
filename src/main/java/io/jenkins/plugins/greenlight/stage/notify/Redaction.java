package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.report.Visible;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.TreeSet;

/** Takes secrets out of what others say of a failure, in the forms in which they may repeat them. */
final class Redaction {
    private static final int MOST = 300;
    private static final int SHORT_PART = 8;
    private final TreeSet<String> forms = new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Redaction secret(String value) {
        forms.add(value);
        return encoded(value);
    }

    private Redaction encoded(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return this;
    }

    /** Of an address that is a secret, scheme, host and port are none. */
    Redaction secret(URI uri) {
        encoded(uri.toString());
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
        String redacted = text == null ? "" : text;
        for (var form : forms) {
            redacted = form.isEmpty() ? redacted : redacted.replace(form, "[secret]");
        }
        String line = Visible.line(redacted).strip();
        return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "…";
    }
}
