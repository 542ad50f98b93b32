package io.jenkins.plugins.greenlight.parse;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a JSON or YAML document that knows where it stood. */
public final class Node {
    /** @param line   1 or more; 0 when unknown
     *  @param column 1 or more; 0 when unknown */
    public record Place(String source, int line, int column) {
        @Override public String toString() {
            return line == 0 ? source : source + ":" + line + ":" + column;
        }
    }

    /** The way to a node from the root, put into words only when somebody asks.
     *  @param parent null at the root
     *  @param key    null for an element of a list */
    record Route(Route parent, String key, int index) {
        static final Route ROOT = new Route(null, "", 0);

        Route to(String child) {
            return new Route(this, child, 0);
        }

        Route to(int child) {
            return new Route(this, null, child);
        }

        String words() {
            String before = parent == null ? "" : parent.words();
            return key == null ? before + "[" + index + "]" : before.isEmpty() ? key : before + "." + key;
        }
    }

    private final Object value;
    private final Place place;
    private final Route route;
    private final Place keyPlace;

    /** @param value Map of String to Node, List of Node, String, BigDecimal, Boolean, or null
     *  @param path  from the root, e.g. {@code loadTest.requests[0]}; empty for the root */
    Node(Object value, Place place, String path) {
        this(value, place, path, place);
    }

    Node(Object value, Place place, String path, Place keyPlace) {
        this(value, place, Route.ROOT.to(path), keyPlace);
    }

    Node(Object value, Place place, Route route, Place keyPlace) {
        this.value = value;
        this.place = place;
        this.route = route;
        this.keyPlace = keyPlace;
    }

    /**
     * A mapping that stands in no document, as from a command line: its places have no line.
     *
     * @param values texts and whole numbers
     */
    public static Node of(Map<String, ?> values, String source) {
        var place = new Place(source, 0, 0);
        var fields = new LinkedHashMap<String, Node>();
        values.forEach((key, value) -> fields.put(key,
                new Node(value instanceof Integer number ? BigDecimal.valueOf(number) : value.toString(), place, key)));
        return new Node(fields, place, "");
    }

    /** The same mapping, at its place, with these children instead of its own. */
    public Node with(Map<String, Node> fields) {
        return new Node(new LinkedHashMap<>(fields), place, route, keyPlace);
    }

    /** The same list, at its place, with these elements instead of its own. */
    public Node with(List<Node> items) {
        return new Node(List.copyOf(items), place, route, keyPlace);
    }

    /**
     * A child of this mapping that stands at another place than its children do.
     *
     * @param value a text, a number, a flag, a mapping of texts to nodes, or a list of nodes
     */
    public Node child(String key, Object value, Place at) {
        return new Node(value, at, route.to(key), at);
    }

    public Place place() {
        return place;
    }

    /** Where its key stands in a mapping; for anything else {@link #place()}. */
    public Place keyPlace() {
        return keyPlace;
    }

    public String path() {
        return route.words();
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isMap() {
        return value instanceof Map;
    }

    public boolean isList() {
        return value instanceof List;
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isNumber() {
        return value instanceof BigDecimal;
    }

    public boolean isFlag() {
        return value instanceof Boolean;
    }

    /** Its children by key, in order. @throws ParseException when it is no mapping */
    @SuppressWarnings("unchecked")
    public Map<String, Node> fields() {
        return Collections.unmodifiableMap((Map<String, Node>) as(Map.class, "a mapping"));
    }

    /** Its elements. @throws ParseException when it is no list */
    @SuppressWarnings("unchecked")
    public List<Node> items() {
        return Collections.unmodifiableList((List<Node>) as(List.class, "a list"));
    }

    public String text() {
        return as(String.class, "a text");
    }

    public double number() {
        return as(BigDecimal.class, "a number").doubleValue();
    }

    /** @throws ParseException unless a whole number that fits a long */
    public long integer() {
        try {
            return as(BigDecimal.class, "a whole number").longValueExact();
        } catch (ArithmeticException e) {
            throw wrong("a whole number");
        }
    }

    public boolean flag() {
        return as(Boolean.class, "true or false");
    }

    /** Empty when this is no mapping, the key is absent or its value is null. */
    public Optional<Node> find(String key) {
        return value instanceof Map<?, ?> map && map.get(key) instanceof Node child && !child.isNull()
                ? Optional.of(child) : Optional.empty();
    }

    /** @throws ParseException when the key is absent or null */
    public Node get(String key) {
        return find(key).orElseThrow(() -> new ParseException(place, (path().isEmpty() ? "the document" : path())
                + " has no \"" + key + "\". Expected one."));
    }

    /** Plain values for {@link Json#write}: maps, lists, texts, numbers, flags, null. */
    public Object plain() {
        if (value instanceof Map<?, ?>) {
            var map = new LinkedHashMap<String, Object>();
            fields().forEach((key, child) -> map.put(key, child.plain()));
            return map;
        }
        return value instanceof List<?> ? items().stream().map(Node::plain).toList() : value;
    }

    /** What kind of thing this is, for a message. */
    public String kind() {
        return value == null ? "nothing" : isMap() ? "a mapping" : isList() ? "a list" : isText() ? "the text \"" + Mask.address(text()) + "\""
                : isNumber() ? "the number " + ((BigDecimal) value).toPlainString() : "the value " + value;
    }

    private <T> T as(Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(expected);
        }
        return type.cast(value);
    }

    private ParseException wrong(String expected) {
        return new ParseException(place, (path().isEmpty() ? "the document" : path()) + " is " + kind() + ". Expected " + expected + ".");
    }
}
