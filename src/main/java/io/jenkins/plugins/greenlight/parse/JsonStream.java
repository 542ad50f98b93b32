package io.jenkins.plugins.greenlight.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
        require(isMap(), "a mapping");
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
        require(isList(), "a list");
        while (advance() != JsonToken.END_ARRAY) {
            taken = false;
            item.run();
            skipUnlessTaken();
        }
        taken = true;
    }

    /** As {@link #fields}, but stops at the first key that is enough; whether there was one. What stands behind it is not read. */
    public boolean anyField(Predicate<String> enough) {
        require(isMap(), "a mapping");
        while (advance() != JsonToken.END_OBJECT) {
            String key = key();
            advance();
            taken = false;
            if (enough.test(key)) {
                return true;
            }
            skipUnlessTaken();
        }
        taken = true;
        return false;
    }

    /** Goes to the first element of the list here, which is then the current value; false when there is none. */
    public boolean firstItem() {
        require(isList(), "a list");
        boolean any = advance() != JsonToken.END_ARRAY;
        taken = !any;
        return any;
    }

    /** The current value with all below it, as a tree. */
    public Node value() {
        taken = true;
        try {
            return Json.node(parser, source, Node.Route.ROOT, null);
        } catch (IOException e) {
            throw problem(e);
        }
    }

    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    public boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    public boolean isNumber() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    public boolean isMap() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isList() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** The text here, without a tree; empty for null. @throws ParseException when here is something else */
    public String text() {
        if (isNull()) {
            return "";
        }
        require(isText(), "a text");
        taken = true;
        try {
            return parser.getText();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** The number here, without a tree. @throws ParseException when here is none, or one of more than 400 digits */
    public double number() {
        require(isNumber(), "a number");
        return value().number();
    }

    /** The whole number here, without a tree. @throws ParseException when here is none, or one beyond a long */
    public long integer() {
        require(isNumber(), "a whole number");
        taken = true;
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    ? parser.getLongValue() : value().integer();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    public boolean flag() {
        boolean is = parser.currentToken() == JsonToken.VALUE_TRUE;
        require(is || parser.currentToken() == JsonToken.VALUE_FALSE, "true or false");
        taken = true;
        return is;
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

    private void require(boolean is, String expected) {
        if (!is) {
            throw new ParseException(place(), "has " + value().kind() + " where " + expected + " is expected.");
        }
    }

    private void skipUnlessTaken() {
        if (!taken) {
            taken = true;
            try {
                parser.skipChildren();
            } catch (IOException e) {
                throw problem(e);
            }
        }
    }

    private JsonToken advance() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private String key() {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private ParseException problem(IOException e) {
        return e instanceof JsonProcessingException bad
                ? new ParseException(Json.place(bad.getLocation(), source), "is no JSON: " + bad.getOriginalMessage())
                : new ParseException(place(), "cannot be read: " + e.getMessage());
    }
}
