package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** How a value is named and shown in a message, and the kinds of value that need more than the schema says. */
final class Values {
    private static final int LONGEST = 200;

    private Values() { }

    static ParseException wrong(Node node, String expected) {
        return new ParseException(node.place(), name(node) + " is " + shown(node) + ". Expected " + expected + ".");
    }

    /** What kind of thing it is; the beginning of a long text. */
    static String shown(Node node) {
        String kind = node.kind();
        return kind.length() <= LONGEST ? kind : kind.substring(0, LONGEST) + "...\"";
    }

    static String name(Node node) {
        return node.path().isEmpty() ? "the file" : node.path();
    }

    /** An address may hold a password by mistake: no message repeats it. */
    static String folderOrDatabase(Node node) {
        var state = node.text();
        try {
            return PostgresUrl.isMeant(state) ? PostgresUrl.parse(state).toString() : state;
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), name(node) + " is neither a folder nor a database. " + e.getMessage());
        }
    }

    static URI url(Node node) {
        String expected = "an address such as \"http://127.0.0.1:8080\"";
        try {
            var uri = new URI(node.text());
            if (uri.getHost() == null) {
                throw wrong(node, expected);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw wrong(node, expected);
        }
    }

    /** One of an enum's constants, written small. */
    static <E extends Enum<E>> E word(Node node, Class<E> type) {
        return Enum.valueOf(type, node.text().toUpperCase(Locale.ROOT));
    }
}
