package io.jenkins.plugins.greenlight.parse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the tree from a YAML parser's events, so that nothing unwanted is ever expanded. */
final class YamlTree {
    private final Iterator<Event> events;
    private final YamlLines lines;

    YamlTree(Iterator<Event> events, YamlLines lines) {
        this.events = events;
        this.lines = lines;
    }

    Node document() {
        events.next(); // the stream's start
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            throw new ParseException(lines.start(), "is empty. Expected a YAML document.");
        }
        Node root = node(events.next(), "", null, 1);
        events.next(); // the document's end
        var after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new ParseException(place(after), "begins a second document. Expected one document in a file.");
        }
        return root;
    }

    /** @param key where its key stands; null for an element of a list or the root */
    private Node node(Event event, String path, Node.Place key, int depth) {
        var place = place(event);
        refuse(event, place, depth);
        Object value = switch (event.getEventId()) {
            case MappingStart -> mapping(path, depth);
            case SequenceStart -> sequence(path, depth);
            case Scalar -> YamlScalar.value((ScalarEvent) event, place);
            case Alias -> throw new ParseException(place, "refers to an anchor. Expected the value itself: anchors and aliases"
                    + " are not read; quote a text that begins with *.");
            default -> throw new ParseException(place, "has " + event.getEventId() + " where a value is expected.");
        };
        return new Node(value, place, path, key == null ? place : key);
    }

    private void refuse(Event event, Node.Place place, int depth) {
        if (depth > Yaml.MAX_DEPTH) {
            throw new ParseException(place, "is nested deeper than " + Yaml.MAX_DEPTH + " levels. Expected a flat document.");
        }
        refuseTabs(event);
        if (event instanceof NodeEvent node && event.getEventId() != Event.ID.Alias && node.getAnchor().isPresent()) {
            throw new ParseException(place, "has an anchor. Expected none: anchors and aliases are not read; quote a text that begins with &.");
        }
        tag(event).ifPresent(tag -> {
            throw new ParseException(place, "has a tag. Expected none: tags are not read; quote a text that begins with !.");
        });
    }

    /** A plain text may go on over lines; a block or quoted one may hold tabs. */
    private void refuseTabs(Event event) {
        event.getStartMark().ifPresent(start -> {
            boolean plain = event instanceof ScalarEvent scalar && scalar.isPlain();
            int last = plain ? event.getEndMark().orElse(start).getLine() : start.getLine();
            for (int line = start.getLine(); line <= last; line++) {
                lines.tabInIndentation(line, line == start.getLine() ? start.getColumn() : Integer.MAX_VALUE)
                        .ifPresent(tab -> { throw tab; });
            }
        });
    }

    private static Optional<String> tag(Event event) {
        return event instanceof ScalarEvent scalar ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
    }

    private Map<String, Node> mapping(String path, int depth) {
        var map = new LinkedHashMap<String, Node>();
        var keys = new LinkedHashMap<String, Node.Place>();
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var place = place(event);
            refuse(event, place, depth);
            String key = YamlScalar.key(event, place);
            var first = keys.putIfAbsent(key, place);
            if (first != null) {
                throw new ParseException(place, "has the key \"" + key + "\" again, first at " + first
                        + ". Expected every key once: remove one of the two.");
            }
            map.put(key, node(events.next(), path.isEmpty() ? key : path + "." + key, place, depth + 1));
        }
        return map;
    }

    private List<Node> sequence(String path, int depth) {
        var list = new ArrayList<Node>();
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            list.add(node(event, path + "[" + list.size() + "]", null, depth + 1));
        }
        return list;
    }

    private Node.Place place(Event event) {
        return lines.place(event.getStartMark());
    }
}
