package io.jenkins.plugins.greenlight.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text in, a tree out, and back. Strict: no duplicate keys, no comments, nothing after the end, at most 200 levels. */
public final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).maxNumberLength(100).build())
            .build();

    private Json() { }

    /** Apart, for whoever only reads: they take longer to come up than the rest of this. */
    private static final class Mappers {
        private static final ObjectMapper COMPACT = JsonMapper.builder(FACTORY).build();
        private static final ObjectMapper PRETTY = JsonMapper.builder(FACTORY).enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /**
     * @param source named in messages, e.g. the file
     * @throws ParseException when the text is not one JSON value
     */
    public static Node read(String text, String source) {
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new ParseException(source, "is empty. Expected a JSON document.");
            }
            Node root = node(parser, source, Node.Route.ROOT, null);
            if (parser.nextToken() != null) {
                throw new ParseException(place(parser, source), "has more after the end of the document. Expected nothing.");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new ParseException(place(e.getLocation(), source), "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ParseException(source, "cannot be read: " + e.getMessage());
        }
    }

    /** One line. Values are maps, lists, texts, numbers, flags and null; keys keep their order. */
    public static String write(Object value) {
        return write(Mappers.COMPACT, value);
    }

    /** Indented, for people, with a line end. */
    public static String writePretty(Object value) {
        return write(Mappers.PRETTY, value) + "\n";
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @param key where its key stands; null for an element of a list or the root */
    static Node node(JsonParser parser, String source, Node.Route route, Node.Place key) throws IOException {
        var place = place(parser, source);
        Object value = switch (parser.currentToken()) {
            case START_OBJECT -> map(parser, source, route);
            case START_ARRAY -> list(parser, source, route);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, source);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new ParseException(place, "has " + parser.currentToken() + " where a value is expected.");
        };
        return new Node(value, place, route, key == null ? place : key);
    }

    /** A number with a giant exponent would cost its size in digits later; no report of ours holds one. */
    private static BigDecimal number(JsonParser parser, String source) throws IOException {
        var number = parser.getDecimalValue();
        if (Math.abs((long) number.scale()) > 400) {
            throw new ParseException(place(parser, source), "has a number beyond what can be held. Expected at most 400 digits.");
        }
        return number;
    }

    private static Map<String, Node> map(JsonParser parser, String source, Node.Route route) throws IOException {
        var map = new LinkedHashMap<String, Node>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            var place = place(parser, source);
            parser.nextToken();
            map.put(key, node(parser, source, route.to(key), place));
        }
        return map;
    }

    private static List<Node> list(JsonParser parser, String source, Node.Route route) throws IOException {
        var list = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node(parser, source, route.to(list.size()), null));
        }
        return list;
    }

    static Node.Place place(JsonParser parser, String source) {
        return place(parser.currentTokenLocation(), source);
    }

    static Node.Place place(JsonLocation at, String source) {
        return at == null ? new Node.Place(source, 0, 0) : new Node.Place(source, Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }
}
