package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.report.Visible;
import java.net.URI;
import java.util.regex.Pattern;

/** Texts from elsewhere for Slack: no markup of its, no link, and nobody is called by them. */
final class SlackText {
    private static final Pattern CALL = Pattern.compile("@(?=(channel|here|everyone)\\b)", Pattern.CASE_INSENSITIVE);
    private static final String CUT = "…";

    private SlackText() { }

    /** @param most characters that Slack takes there, counted after escaping */
    static String escaped(String text, int most) {
        var out = new StringBuilder();
        String harmless = CALL.matcher(Visible.text(text)).replaceAll("(at)");
        for (int i = 0; i < harmless.length(); i = harmless.offsetByCodePoints(i, 1)) {
            String next = one(harmless.codePointAt(i));
            if (out.length() + next.length() > most) {
                return cut(out, most);
            }
            out.append(next);
        }
        return out.toString();
    }

    private static String one(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(c);
        };
    }

    /** Between two characters, never inside one that was escaped. */
    private static String cut(StringBuilder out, int most) {
        int end = out.length();
        while (end + CUT.length() > most) {
            int entity = out.lastIndexOf("&", end - 1);
            boolean escaped = out.charAt(end - 1) == ';' && entity >= 0 && out.indexOf(";", entity) == end - 1 && end - entity <= 5;
            end = escaped ? entity : out.offsetByCodePoints(end, -1);
        }
        return out.substring(0, end) + CUT;
    }

    /** @param label of our own */
    static String link(URI uri, String label) {
        return "<" + uri.toASCIIString().replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C") + "|" + label + ">";
    }
}
