package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values that are references to secrets, or stand where a secret may stand by mistake: no message repeats one. */
final class Credentials {
    private static final Pattern WEB = Pattern.compile("https://(?!hooks\\.slack\\.com|discord(app)?\\.com/api/webhooks|[^/]*\\.webhook\\.office\\.com)"
            + "[^\\s\\p{Cntrl}@?#]{1,2000}|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1])"
            + "(:\\d{1,5})?(/[^\\s\\p{Cntrl}@?#]{0,2000})?");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{1,1000}");
    private static final Pattern SECRET_HEADER = Pattern.compile("(?i).*(auth|token|key|secret|password|signature|cookie).*");
    private static final Pattern OWN_HEADER = Pattern.compile("(?i)host|connection|content-.*|transfer-encoding|expect|upgrade|idempotency-key");

    private Credentials() { }

    /** As {@link Section#section}, and whatever stands there instead of a mapping is not repeated. */
    static <T> Optional<T> part(Section section, String key, Function<Section, T> reader) {
        return section.optional(key, node -> {
            if (!node.isMap()) {
                throw hidden(node, Section.MAPPING);
            }
            return section.nested(node, reader);
        });
    }

    static Credential reference(Node node) {
        return Optional.of(node).filter(Node::isText).flatMap(text -> Credential.parse(text.text())).orElseThrow(() ->
                hidden(node, Credential.EXPECTED + ": the secret itself does not belong in this file"));
    }

    static PlainOrSecret webAddress(Node node) {
        String expected = "an address such as \"https://example.com/hook\" (http only for this host; without user, query or fragment), or "
                + Credential.EXPECTED;
        var address = plainOrSecret(node, expected);
        if (address.credential().isEmpty() && !WEB.matcher(address.written()).matches()) {
            throw hidden(node, expected);
        }
        return address;
    }

    static String header(String name, Node value) {
        if (!HEADER.matcher(name).matches() || OWN_HEADER.matcher(name).matches()) {
            throw new ParseException(value.keyPlace(), Values.name(value) + " is no header that can be added. Expected one such as \"X-Team\".");
        }
        if (SECRET_HEADER.matcher(name).matches()) {
            return reference(value).toString();
        }
        var header = plainOrSecret(value, "a text, or " + Credential.EXPECTED);
        if (!HEADER_VALUE.matcher(header.written()).matches()) {
            throw hidden(value, "a text of one line in ASCII, or " + Credential.EXPECTED);
        }
        return header.written();
    }

    private static PlainOrSecret plainOrSecret(Node node, String expected) {
        try {
            return PlainOrSecret.of(Optional.of(node).filter(Node::isText).map(Node::text).orElseThrow(() -> hidden(node, expected)));
        } catch (IllegalArgumentException e) {
            throw hidden(node, expected);
        }
    }

    /** A text or a number may be a secret. */
    private static ParseException hidden(Node node, String expected) {
        return !node.isText() && !node.isNumber() ? Values.wrong(node, expected) : new ParseException(node.place(), Values.name(node)
                + " is a " + (node.isText() ? "text" : "number") + " that is not repeated here, since it may be a secret. Expected " + expected + ".");
    }
}
