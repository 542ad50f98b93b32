package io.jenkins.plugins.greenlight.finding.reader.sarif;

/** Embedded links of a plain text message (SARIF 2.1.0 §3.11.6). */
final class SarifLinks {
    private SarifLinks() { }

    /** The text of each link to a location of the same result, {@code [the input](1)}, in its place; all else as it is. */
    static String without(String message) {
        if (!message.contains("](")) {
            return message;
        }
        var plain = new StringBuilder(message.length());
        int at = 0;
        while (at < message.length()) {
            int end = message.charAt(at) == '[' ? endOfText(message, at + 1) : at;
            int after = end > at ? endOfLink(message, end) : -1;
            if (after > 0) {
                unescaped(message, at + 1, end, plain);
                at = after;
            } else {
                plain.append(message, at, Math.max(at + 1, end));
                at = Math.max(at + 1, end);
            }
        }
        return plain.toString();
    }

    /** Where the next bracket is that no backslash stands before, or the end. */
    private static int endOfText(String message, int from) {
        int at = from;
        while (at < message.length() && message.charAt(at) != ']' && message.charAt(at) != '[') {
            at += message.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, message.length());
    }

    /** Behind {@code ](1)} at this place; -1 when it is not there. */
    private static int endOfLink(String message, int bracket) {
        int at = bracket + 2;
        while (at < message.length() && message.charAt(at) >= '0' && message.charAt(at) <= '9') {
            at++;
        }
        boolean link = at > bracket + 2 && message.startsWith("](", bracket) && message.startsWith(")", at);
        return link ? at + 1 : -1;
    }

    private static void unescaped(String message, int from, int end, StringBuilder plain) {
        for (int at = from; at < end; at++) {
            boolean escape = message.charAt(at) == '\\' && at + 1 < end && "[]\\".indexOf(message.charAt(at + 1)) >= 0;
            plain.append(message.charAt(escape ? ++at : at));
        }
    }
}
