package io.jenkins.plugins.greenlight.parse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The characters of an XML document, decoded strictly, without its reference to an external DTD: a parser that knows of
 * one drops undeclared entities in attributes without a word. Line numbers stay as they are.
 */
final class XmlSource extends Reader {
    /** The longest tag, text or comment, in characters. */
    static final int MAX_PIECE = 512 * 1024;
    private static final int PROLOG = 8 * 1024;
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private final Reader prolog;
    private final Reader rest;
    private CharacterCodingException broken;
    private long sinceEvent;

    /** @throws ParseException when the encoding is none this machine knows */
    XmlSource(InputStream stream, String source) throws IOException {
        this(stream, source, text -> text);
    }

    /** @param filter between the decoder and this */
    XmlSource(InputStream stream, String source, UnaryOperator<Reader> filter) throws IOException {
        var buffered = new BufferedInputStream(stream);
        rest = filter.apply(new InputStreamReader(buffered, encoding(buffered, source).newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
        prolog = new StringReader(withoutDoctype(head()));
    }

    /** The parser took a piece: the next one may be as long again. */
    void eventSeen() {
        sinceEvent = 0;
    }

    @Override public int read(char[] buffer, int offset, int length) throws IOException {
        if (sinceEvent > MAX_PIECE) {
            throw new IOException("one tag, text or comment is longer than " + MAX_PIECE + " characters");
        }
        int count = prolog.read(buffer, offset, Math.min(length, PROLOG));
        if (count < 0) {
            if (broken != null) {
                throw broken;
            }
            count = rest.read(buffer, offset, Math.min(length, PROLOG));
        }
        sinceEvent += Math.max(0, count);
        return count;
    }

    @Override public void close() throws IOException {
        rest.close();
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        char[] buffer = new char[PROLOG];
        int count = 0;
        while (head.length() < PROLOG && count >= 0) {
            head.append(buffer, 0, count);
            count = readable(buffer, PROLOG - head.length());
        }
        return head.length() > 0 && head.charAt(0) == '\ufeff' ? head.substring(1) : head.toString();
    }

    /** Ends at bytes that are no text; the parser, which comes upon them later, can say in which line. */
    private int readable(char[] buffer, int length) throws IOException {
        try {
            return rest.read(buffer, 0, length);
        } catch (CharacterCodingException e) {
            broken = e;
            return -1;
        }
    }

    /** Blanks a DOCTYPE that only names a DTD. One with declarations of its own stays, for the reader to refuse. */
    private static String withoutDoctype(String head) {
        int at = 0;
        while (at < head.length()) {
            if (Character.isWhitespace(head.charAt(at))) {
                at++;
            } else if (head.startsWith("<?", at)) {
                at = after("?>", head, at + 2);
            } else if (head.startsWith("<!--", at)) {
                at = after("-->", head, at + 4);
            } else {
                int end = endOfDoctype(head, at);
                return head.substring(0, at) + head.substring(at, end).replaceAll("[^\\r\\n]", " ") + head.substring(end);
            }
        }
        return head;
    }

    /** Where the DOCTYPE that starts here ends; where it starts when there is none, none without declarations or no end. */
    private static int endOfDoctype(String head, int start) {
        char quote = 0;
        for (int at = start; at < head.length() && head.startsWith("<!DOCTYPE", start); at++) {
            char c = head.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return at + 1;
            } else if (c == '[') {
                at = endOfNoDeclarations(head, at);
                if (at < 0) {
                    return start;
                }
            }
        }
        return start;
    }

    /** The bracket after none but spaces: some writers put {@code []} there; -1 where anything is declared. */
    private static int endOfNoDeclarations(String head, int start) {
        int at = start + 1;
        while (at < head.length() && Character.isWhitespace(head.charAt(at))) {
            at++;
        }
        return at < head.length() && head.charAt(at) == ']' ? at : -1;
    }

    private static int after(String end, String head, int from) {
        int at = head.indexOf(end, from);
        return at < 0 ? head.length() : at + end.length();
    }

    /** By byte order mark, by the zero bytes of UTF-16, by declaration, or UTF-8. */
    private static Charset encoding(BufferedInputStream stream, String source) throws IOException {
        stream.mark(512);
        byte[] start = stream.readNBytes(256);
        stream.reset();
        if (start.length >= 2 && (start[0] == (byte) 0xfe && start[1] == (byte) 0xff || start[0] == 0 && start[1] == '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (start.length >= 2 && (start[0] == (byte) 0xff && start[1] == (byte) 0xfe || start[0] == '<' && start[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        boolean marked = start.length >= 3 && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf;
        var declared = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        return marked || !declared.find() ? StandardCharsets.UTF_8 : charset(declared.group(1), source);
    }

    private static Charset charset(String name, String source) {
        try {
            var charset = Charset.forName(name);
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unknown(name, source);
        }
        throw unknown(name, source);
    }

    private static ParseException unknown(String name, String source) {
        return new ParseException(new Node.Place(source, 1, 1), "declares the encoding \"" + name
                + "\", which is not known here. Expected UTF-8.");
    }
}
