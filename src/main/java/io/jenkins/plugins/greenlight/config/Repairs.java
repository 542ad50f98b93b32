package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a text that the schema refuses most likely meant: the first of the usual slips that mends it. */
final class Repairs {
    private static final int LONGEST = 200;
    private static final Map<String, String> FLAGS = Map.of("yes", "true", "on", "true", "no", "false", "off", "false");
    private static final List<UnaryOperator<String>> SLIPS = List.of(
            text -> text.toLowerCase(Locale.ROOT),
            text -> text.replaceFirst("^/+", ""),
            text -> text.startsWith("/") ? "GET " + text : text,
            Repairs::firstWordUpper,
            text -> text.replace("=>", ">=").replace("=<", "<="),
            text -> text.replaceFirst("(?<![<>=])=(?![<>=])", "=="),
            text -> text.replaceAll("[\u201c\u201d\u2018\u2019'\"]", ""),
            text -> text.replaceFirst(" ?(?:s|sec|secs|seconds?)$", "s"),
            text -> text.replaceFirst(" ?(?:m|min|mins|minutes?)$", "m"),
            text -> text.replaceFirst(" ?(?:msec|millis|milliseconds?)$", "ms"),
            text -> text.replaceFirst(" ?(?:MB|M|Mi)$", " MiB").replaceFirst(" ?(?:GB|G|Gi)$", " GiB"),
            text -> text.replaceFirst(" ?(?:/ ?sec|/ ?second| per second|rps| rps)$", "/s"));

    private Repairs() { }

    private static String firstWordUpper(String text) {
        int end = Math.max(0, text.indexOf(' '));
        return text.substring(0, end).toUpperCase(Locale.ROOT) + text.substring(end);
    }

    /** {@code  Did you mean …?}, or nothing. */
    static String sentence(Node node, Predicate<Node> allowed) {
        return meant(node, allowed).map(text -> " Did you mean " + text + "?").orElse("");
    }

    private static Optional<String> meant(Node node, Predicate<Node> allowed) {
        String text = node.isText() && node.text().length() <= LONGEST ? node.text() : "";
        if (FLAGS.containsKey(text.toLowerCase(Locale.ROOT)) && allowed.test(node.child("", true, node.place()))) {
            return Optional.of(FLAGS.get(text.toLowerCase(Locale.ROOT)));
        }
        return text.isEmpty() ? Optional.empty() : SLIPS.stream().map(slip -> slip.apply(text))
                .filter(other -> !other.equals(text))
                .filter(other -> allowed.test(node.child("", other, node.place()))).findFirst().map(other -> "\"" + other + "\"");
    }
}
