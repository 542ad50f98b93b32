package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML document read from front to back, element by element. No DTD is fetched or processed and no entity but the five
 * of XML is known: a reference to any other, declarations in the document, more than {@value #MAX_DEPTH} levels and
 * pieces longer than 512 Ki characters are errors, never skipped.
 */
public final class Xml implements AutoCloseable {
    static final int MAX_DEPTH = 200;

    private final XmlSource text;
    private final XMLStreamReader reader;
    private final String source;
    private int depth;

    private Xml(XmlSource text, XMLStreamReader reader, String source) {
        this.text = text;
        this.reader = reader;
        this.source = source;
    }

    /**
     * @param source named in messages, e.g. the file
     * @throws ParseException when it does not begin like XML
     */
    public static Xml open(Path file, String source) throws IOException {
        return open(file, source, text -> text);
    }

    /** As {@link #open(Path, String)}, for documents that quote long texts which nobody asks for, as what tests print: what stands
     *  in CDATA sections is left out, and may be as long as it likes. */
    public static Xml openWithoutCdata(Path file, String source) throws IOException {
        return open(file, source, WithoutCdata::new);
    }

    private static Xml open(Path file, String source, UnaryOperator<Reader> filter) throws IOException {
        var stream = Files.newInputStream(file);
        try {
            return open(new XmlSource(stream, source, filter), source);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    static Xml open(InputStream stream, String source) throws IOException {
        return open(new XmlSource(stream, source), source);
    }

    private static Xml open(XmlSource text, String source) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to " + systemId + " outside of itself");
        });
        try {
            return new Xml(text, factory.createXMLStreamReader(text), source);
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            var place = at == null ? new Node.Place(source, 1, 1)
                    : new Node.Place(source, Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()));
            throw new ParseException(place, "is no XML: " + reason(e));
        }
    }

    /** Goes on to the next start or end of an element; false after the last. @throws ParseException for bad XML */
    public boolean next() {
        if (reader.isEndElement()) {
            depth--;
        }
        while (true) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT:
                    if (++depth > MAX_DEPTH) {
                        throw wrong("has elements nested more than " + MAX_DEPTH + " deep. Expected a report.");
                    }
                    return true;
                case XMLStreamConstants.END_ELEMENT:
                    return true;
                case XMLStreamConstants.END_DOCUMENT:
                    return false;
                default:
                    break;
            }
        }
    }

    /** Whether this is an element's start; otherwise it is its end. */
    public boolean isStart() {
        return reader.isStartElement();
    }

    public boolean isStart(String name) {
        return isStart() && reader.getLocalName().equals(name);
    }

    /** The element's name without a prefix. */
    public String name() {
        return reader.getLocalName();
    }

    /** How many elements are open, this one included: 1 at the start and at the end of the root. */
    public int depth() {
        return depth;
    }

    /** Only at an element's start. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name));
    }

    /** A whole number from 0 to 999999999; empty when the attribute is absent. @throws ParseException for anything else */
    public Optional<Integer> count(String name) {
        int count = count(name, -1);
        return count < 0 ? Optional.empty() : Optional.of(count);
    }

    /** A whole number from 0 to 999999999. @param absent for an attribute that is not there
     * @throws ParseException for anything else */
    public int count(String name, int absent) {
        String value = reader.getAttributeValue(null, name);
        if (value == null) {
            return absent;
        }
        int count = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            count = digit < 0 || digit > 9 || i == 9 ? -1 : count * 10 + digit;
            if (count < 0) {
                break;
            }
        }
        if (count < 0 || value.isEmpty()) {
            throw wrong("has " + name + "=\"" + value + "\" at <" + name() + ">. Expected a whole number from 0 to 999999999.");
        }
        return count;
    }

    /** At an element's start: all text up to its end, which is then the current place. */
    public String text() {
        int outer = depth;
        var all = new StringBuilder();
        while (true) {
            switch (event()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE:
                    all.append(reader.getText());
                    if (all.length() > XmlSource.MAX_PIECE) {
                        throw wrong("has a text longer than " + XmlSource.MAX_PIECE + " characters.");
                    }
                    break;
                case XMLStreamConstants.START_ELEMENT:
                    depth++;
                    break;
                case XMLStreamConstants.END_ELEMENT:
                    if (depth == outer) {
                        return all.toString();
                    }
                    depth--;
                    break;
                default:
                    break;
            }
        }
    }

    public Node.Place place() {
        var at = reader.getLocation();
        return new Node.Place(source, Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()));
    }

    /** What is wrong here, with the place before it. */
    public ParseException wrong(String problem) {
        return new ParseException(place(), problem);
    }

    @Override public void close() throws IOException {
        text.close();
    }

    /** The next event that is neither a declaration nor an unresolved reference: those are refused. */
    private int event() {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw wrong("is no well-formed XML: " + reason(e));
        }
        text.eventSeen();
        if (event == XMLStreamConstants.DTD) {
            throw wrong("has a DOCTYPE with declarations of its own. Expected none, or one that only names a DTD.");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw wrong("refers to the entity \"" + reader.getLocalName() + "\". Expected none.");
        }
        return event;
    }

    /** The parser's sentence, without the place that stands before it. */
    private static String reason(XMLStreamException e) {
        var cause = e.getNestedException();
        if (cause instanceof CharacterCodingException) {
            return "it has bytes that are no text in its encoding.";
        }
        String message = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
        int at = message.indexOf("\nMessage: ");
        return at < 0 ? message : message.substring(at + "\nMessage: ".length());
    }
}
