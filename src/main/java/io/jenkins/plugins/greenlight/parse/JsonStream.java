package io.jenkins.plugins.greenlight.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A JSON document read from front to back, for reports too large to hold: walk with {@link #fields} and {@link #items},
 * take what is small with {@link #value}. What nobody takes is skipped. As strict as {@link Json}.
 */
public final class JsonStream implements AutoCloseable {
    private final JsonParser parser;
    private final String source;
    private boolean taken;

    private JsonStream(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /**
     * @param source named in messages, e.g. the file
     * @throws ParseException when it is empty or does not begin like JSON
     */
    public static JsonStream open(Path file, String source) throws IOException {
        var json = new JsonStream(Json.FACTORY.createParser(Files.newInputStream(file)), source);
        try {
            if (json.advance() == null) {
                throw new ParseException(source, "is empty. Expected a JSON document.");
            }
            return json;
        } catch (RuntimeException e) {
            json.close();
            throw e;
        }
    }

    /** Gives each key of the mapping here; its value is then the current one. @throws ParseException when here is none */
    public void fields(Consumer<String> field) {
        expect(JsonToken.START_OBJECT, "a mapping");
        while (advance() != JsonToken.END_OBJECT) {
            String key = key();
            advance();
            taken = false;
            field.accept(key);
            skipUnlessTaken();
        }
        taken = true;
    }

    /** Calls once for each element of the list here, which is then the current value. @throws ParseException when here is none */
    public void items(Runnable item) {
        expect(JsonToken.START_ARRAY, "a list");
        while (advance() != JsonToken.END_ARRAY) {
            taken = false;
            item.run();
            skipUnlessTaken();
        }
        taken = true;
    }

    /** The current value with all below it, as a tree. */
    public Node value() {
        taken = true;
        return parsed(() -> Json.node(parser, source, Node.Route.ROOT, null));
    }

    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Call after the root: @throws ParseException when something follows it */
    public void end() {
        skipUnlessTaken();
        if (advance() != null) {
            throw new ParseException(place(), "has more after the end of the document. Expected nothing.");
        }
    }

    public Node.Place place() {
        return Json.place(parser, source);
    }

    @Override public void close() throws IOException {
        parser.close();
    }

    private void expect(JsonToken token, String expected) {
        if (parser.currentToken() != token) {
            var found = value();
            throw new ParseException(found.place(), "has " + found.kind() + " where " + expected + " is expected.");
        }
    }

    private void skipUnlessTaken() {
        if (!taken) {
            taken = true;
            parsed(parser::skipChildren);
        }
    }

    private JsonToken advance() {
        return parsed(parser::nextToken);
    }

    private String key() {
        return parsed(parser::currentName);
    }

    private <T> T parsed(Read<T> read) {
        try {
            return read.now();
        } catch (JsonProcessingException e) {
            throw new ParseException(Json.place(e.getLocation(), source), "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ParseException(place(), "cannot be read: " + e.getMessage());
        }
    }

    private interface Read<T> {
        T now() throws IOException;
    }
}
