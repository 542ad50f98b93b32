package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import java.util.ArrayList;
import java.util.List;

/** What an answer says of a failure, short and harmless to show. */
final class AnswerWords {
    private AnswerWords() { }

    /**
     * The errors of a registry's answer, {@code DENIED: requested access to the resource is denied}; of another answer its text,
     * unless that is a page. Empty when it says nothing.
     *
     * @param mask hides what is secret
     */
    static String of(String body, String contentType, Mask mask) {
        var errors = errors(body);
        var text = !errors.isEmpty() ? String.join("; ", errors) : contentType.startsWith("text/plain") ? body : "";
        return Said.brief(mask.hide(text));
    }

    private static List<String> errors(String body) {
        var found = new ArrayList<String>();
        try {
            var root = Json.read(body, "answer");
            for (var error : root.find("errors").filter(Node::isList).map(Node::items).orElse(List.of())) {
                found.add(word(error, "code") + ": " + word(error, "message"));
            }
            if (found.isEmpty()) { // of token servers
                root.find("details").or(() -> root.find("message")).or(() -> root.find("error_description")).filter(Node::isText)
                        .ifPresent(text -> found.add(text.text()));
            }
        } catch (ParseException e) {
            return List.of(); // it says nothing that we understand
        }
        return found;
    }

    private static String word(Node error, String key) {
        return error.find(key).filter(Node::isText).map(Node::text).orElse("?");
    }
}
