package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A {@code message} (SARIF 2.1.0 §3.11). */
final class SarifMessage {
    /** A place has three digits. */
    private static final int MOST_ARGUMENTS = 1000;

    private final List<String> arguments = new ArrayList<>();
    private String text = "";
    private String markdown = "";
    private String id = "";

    void clear() {
        arguments.clear();
        text = "";
        markdown = "";
        id = "";
    }

    /** @param json at the message */
    void read(JsonStream json) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "text" -> text = json.text();
                case "markdown" -> markdown = json.text();
                case "id" -> id = json.text();
                case "arguments" -> json.items(() -> {
                    if (arguments.size() < MOST_ARGUMENTS) {
                        arguments.add(json.text());
                    }
                });
                default -> { }
            }
        });
    }

    /** Takes the text of one property of the mapping here, if it is there. */
    static void only(JsonStream json, String property, Consumer<String> taker) {
        json.fields(key -> {
            if (key.equals(property) && !json.isNull()) {
                taker.accept(json.text());
            }
        });
    }

    /** Its own text, the rule's of its id, its Markdown, what the rule is about; empty when there is none of these. */
    String of(SarifRule rule) {
        if (!text.isEmpty()) {
            return SarifLinks.without(arguments.isEmpty() ? text : filled(text));
        }
        String form = id.isEmpty() ? "" : rule.message(id);
        if (!form.isEmpty()) {
            return SarifLinks.without(filled(form));
        }
        return markdown.isEmpty() ? rule.brief() : arguments.isEmpty() ? markdown : filled(markdown);
    }

    /** As it stands, whatever the rule says. */
    String raw() {
        return text.isEmpty() ? markdown : text;
    }

    /** §3.11.5: {@code {0}} is the first argument, <code>{{</code> a brace; a place without an argument stays. */
    private String filled(String form) {
        var filled = new StringBuilder(form.length() + 64);
        int at = 0;
        while (at < form.length()) {
            char c = form.charAt(at);
            int end = c == '{' ? endOfPlace(form, at + 1) : -1;
            if (end > 0 && place(form, at + 1, end) < arguments.size()) {
                filled.append(arguments.get(place(form, at + 1, end)));
                at = end + 1;
            } else {
                filled.append(c);
                at += (c == '{' || c == '}') && at + 1 < form.length() && form.charAt(at + 1) == c ? 2 : 1;
            }
        }
        return filled.toString();
    }

    /** Where the brace closes behind one to three digits; -1 when here are none. */
    private static int endOfPlace(String form, int from) {
        int at = from;
        while (at < form.length() && at < from + 3 && form.charAt(at) >= '0' && form.charAt(at) <= '9') {
            at++;
        }
        return at > from && at < form.length() && form.charAt(at) == '}' ? at : -1;
    }

    private static int place(String form, int from, int end) {
        return Integer.parseInt(form.substring(from, end));
    }
}
