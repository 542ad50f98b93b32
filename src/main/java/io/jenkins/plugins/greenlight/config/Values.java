package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of value a configuration holds. Each throws a ParseException that says where, what, and what is expected. */
final class Values {
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern HTTP_PATH = Pattern.compile("/[!-~]*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}@[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern DOCKER_HOST = Pattern.compile("unix:///\\S+|tcp://[A-Za-z0-9.\\-\\[\\]:]+:\\d{1,5}");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Values() { }

    static ParseException wrong(Node node, String expected) {
        return new ParseException(node.place(), name(node) + " is " + shown(node) + ". Expected " + expected + ".");
    }

    /** What kind of thing it is; the beginning of a long text. */
    private static String shown(Node node) {
        String kind = node.kind();
        return kind.length() <= 200 ? kind : kind.substring(0, 200) + "...\"";
    }

    static String name(Node node) {
        return node.path().isEmpty() ? "the file" : node.path();
    }

    static String text(Node node) {
        if (!node.isText() || node.text().isBlank()) {
            throw wrong(node, node.isNumber() || node.isFlag() ? "a text: put it in quotes" : "a text");
        }
        return node.text();
    }

    static String folder(Node node) {
        if (!text(node).startsWith("/")) {
            throw wrong(node, "a folder on this host, from the root on");
        }
        return node.text();
    }

    /** An address may hold a password by mistake: no message repeats it. */
    static String folderOrDatabase(Node node) {
        var state = text(node);
        try {
            return PostgresUrl.isMeant(state) ? PostgresUrl.parse(state).toString() : state;
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), name(node) + " is neither a folder nor a database. " + e.getMessage());
        }
    }

    static String matching(Node node, Pattern form, String expected) {
        if (!node.isText() || !form.matcher(node.text()).matches()) {
            throw wrong(node, expected);
        }
        return node.text();
    }

    static boolean flag(Node node) {
        return node.flag();
    }

    static URI url(Node node) {
        String expected = "an address such as \"http://127.0.0.1:8080\", without user, query or fragment";
        try {
            var uri = new URI(text(node));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if (!web || uri.getHost() == null || !bare) {
                throw wrong(node, expected);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw wrong(node, expected);
        }
    }

    static String httpPath(Node node) {
        return matching(node, HTTP_PATH, "a path such as \"/health\", without blanks");
    }

    static String header(Node node) {
        return matching(node, HEADER, "the name of a header, such as \"X-Greenlight-Release\"");
    }

    /** Where a Docker Engine listens. */
    static String dockerHost(Node node) {
        return matching(node, DOCKER_HOST, "unix:///var/run/docker.sock or tcp://HOST:PORT");
    }

    /** Of this host, in digits: a name may come to mean another. */
    static String address(Node node) {
        return matching(node, ADDRESS, "an address of this host such as 127.0.0.1");
    }

    /** What an answer must carry under this name. */
    static String headerValue(String name, Node value) {
        if (!HEADER.matcher(name).matches()) {
            throw new ParseException(value.keyPlace(), name(value) + " is no name of a header. Expected one such as \"X-Status\".");
        }
        return text(value);
    }

    /** An absolute path inside the instance, and the file of the workspace that stands there. */
    static String fileInside(String path, Node source) {
        if (!path.startsWith("/") || path.endsWith("/") || ("/" + path + "/").contains("/../")) {
            throw new ParseException(source.keyPlace(), name(source) + " is no path of a file inside the instance. Expected one from the"
                    + " root on, such as /etc/shop/shop.conf.");
        }
        return inWorkspace(source);
    }

    /** A variable's name, and {@code SECRET@VERSION}. */
    static String secret(String name, Node value) {
        ownVariable(name, value);
        if (!SECRET.matcher(value.text()).matches()) {
            throw new ParseException(value.place(), name(value) + " is no SECRET@VERSION (what it is, is not shown: it may be the secret"
                    + " itself). Expected a secret and its version, such as db-password@7; its value belongs into the file db-password/7 of"
                    + " secretsFolder.");
        }
        return value.text();
    }

    /** A glob or file below the workspace. */
    static String inWorkspace(Node node) {
        if (!below(text(node))) {
            throw wrong(node, "a path in the workspace: relative, with / and without ..");
        }
        return node.text();
    }

    static boolean below(String path) {
        return !path.isBlank() && !path.startsWith("/") && path.indexOf('\\') < 0
                && !Arrays.asList(path.split("/")).contains("..");
    }

    static String variable(String name, Node value) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new ParseException(value.keyPlace(), name(value) + " is no name of an environment variable."
                    + " Expected letters, digits and underscores, no digit first.");
        }
        if (!value.isText()) {
            throw wrong(value, "a text: put it in quotes");
        }
        return value.text();
    }

    /** A variable of a process that Greenlight starts and tells some itself. */
    static String ownVariable(String name, Node value) {
        if ("PORT".equals(name) || name.startsWith("GREENLIGHT_")) {
            throw new ParseException(value.keyPlace(), name(value) + " is set by Greenlight itself. Expected another name:"
                    + " leave it out.");
        }
        return variable(name, value);
    }

    /** One of an enum's constants, written small. */
    static <E extends Enum<E>> E word(Node node, Class<E> type) {
        var words = Arrays.stream(type.getEnumConstants()).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
        int found = node.isText() ? words.indexOf(node.text()) : -1;
        if (found < 0) {
            throw unknownWord(node, words);
        }
        return type.getEnumConstants()[found];
    }

    static ParseException unknownWord(Node node, List<String> words) {
        return new ParseException(node.place(), name(node) + " is " + shown(node) + "."
                + (node.isText() ? Suggestion.sentence(node.text(), words) : "")
                + " Expected one of " + String.join(", ", words) + ".");
    }

    /** {@code GET /products}; as it is written. */
    static String requestLine(Node node) {
        String[] parts = text(node).split(" ", -1);
        if (parts.length != 2 || !METHODS.contains(parts[0]) || !HTTP_PATH.matcher(parts[1]).matches()) {
            throw wrong(node, "a request such as \"GET /products\", the method one of "
                    + String.join(", ", METHODS.stream().sorted().toList()));
        }
        return node.text();
    }
}
