package io.jenkins.plugins.greenlight.report;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds HTML in which every text and every attribute's value is escaped: there is no way to put markup in as text. */
final class Markup {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
    private static final Pattern DOTTED = Pattern.compile("\\w{1,40}(\\.\\w{1,40}){1,4}");
    private static final Set<String> VOID = Set.of("meta", "br", "hr", "wbr");
    private static final Set<String> REFUSED = Set.of("script", "iframe", "object", "embed", "style", "base", "link");
    private final StringBuilder out = new StringBuilder();
    private final int top;

    Markup() {
        this(1);
    }

    /** @param top level of the highest heading, so that headings follow those of the page that this becomes a part of */
    Markup(int top) {
        this.top = top;
    }

    /** From the highest to the lowest. */
    enum Heading { TITLE, PART, DETAIL }

    Markup heading(Heading heading, Runnable body) {
        return element("h" + (top + heading.ordinal()), body, "class", heading.name().toLowerCase(Locale.ROOT));
    }

    Markup heading(Heading heading, String text) {
        return heading(heading, () -> text(text));
    }

    /** @param attributes names and values alternating; a null value leaves the attribute out
     *  @param body       adds what is inside */
    Markup element(String tag, Runnable body, String... attributes) {
        if (REFUSED.contains(tag)) {
            throw new IllegalArgumentException("\"" + tag + "\" is no element of a report.");
        }
        open(tag, attributes);
        body.run();
        return VOID.contains(tag) ? this : close(tag);
    }

    Markup element(String tag, String text, String... attributes) {
        return element(tag, () -> text(text), attributes);
    }

    Markup text(String text) {
        out.append(escaped(Visible.text(text)));
        return this;
    }

    /** A name of words with dots between, which a narrow box may break behind a dot; any other text as it is. */
    Markup dotted(String name) {
        if (!DOTTED.matcher(name).matches()) {
            return text(name);
        }
        for (var word : name.split("(?<=\\.)")) {
            text(word);
            if (word.endsWith(".")) {
                open("wbr");
            }
        }
        return this;
    }

    /** A style sheet of our own; never anything read from elsewhere. */
    Markup style(String css) {
        if (css.indexOf('<') >= 0) {
            throw new IllegalArgumentException("A style sheet has a < in it. Expected none: it would end the element.");
        }
        open("style");
        out.append(css);
        return close("style");
    }

    String page() {
        return "<!DOCTYPE html>\n" + out + "\n";
    }

    @Override public String toString() {
        return out.toString();
    }

    private void open(String tag, String... attributes) {
        out.append('<').append(name(tag));
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                String value = escaped(Visible.text(attributes[i + 1]));
                out.append(' ').append(attribute(attributes[i])).append("=\"").append(value).append('"');
            }
        }
        out.append('>');
    }

    private Markup close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    private static String name(String tag) {
        if (!NAME.matcher(tag).matches()) {
            throw new IllegalArgumentException("\"" + tag + "\" is no element of a report.");
        }
        return tag;
    }

    private static String attribute(String name) {
        if (!NAME.matcher(name).matches() || name.startsWith("on") || "style".equals(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no attribute of a report.");
        }
        return name;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
