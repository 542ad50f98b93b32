package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Values that a report may leave out by writing null: it counts as empty. */
final class MaybeJson {
    private static final int MOST_TEXTS = 1000;

    private MaybeJson() { }

    static void items(JsonStream json, Runnable item) {
        if (!json.isNull()) {
            json.items(item);
        }
    }

    static void fields(JsonStream json, Consumer<String> field) {
        if (!json.isNull()) {
            json.fields(field);
        }
    }

    /** The list of texts here. @throws ParseException beyond 1000: no finding has as many names */
    static List<String> texts(JsonStream json) {
        var texts = new ArrayList<String>(4);
        items(json, () -> {
            if (texts.size() == MOST_TEXTS) {
                throw new ParseException(json.place(), "has a list of more than " + MOST_TEXTS + " texts. Expected fewer.");
            }
            texts.add(json.text());
        });
        return texts;
    }

    /** The whole number here; 0 for null. */
    static long line(JsonStream json) {
        return json.isNull() ? 0 : json.integer();
    }
}
