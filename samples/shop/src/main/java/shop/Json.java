package shop;

import java.util.LinkedHashMap;
import java.util.Map;

/** The little JSON the shop speaks: quoted strings out, one flat object of strings and whole numbers in. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static String quote(String value) {
        var quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ') quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /** Values are String or Long. Strict: no duplicate keys, no fractions, nothing after the object. */
    static Map<String, Object> readFlatObject(String text) throws MalformedBody {
        var json = new Json(text);
        var members = json.members();
        json.skipBlanks();
        if (json.at < text.length()) throw json.unexpected("the end of the body");
        return members;
    }

    private Map<String, Object> members() throws MalformedBody {
        var members = new LinkedHashMap<String, Object>();
        expect('{');
        if (skipped('}')) return members;
        do {
            skipBlanks();
            String key = string();
            expect(':');
            if (members.put(key, value()) != null) throw new MalformedBody("The key " + quote(key) + " is there twice. Expected it once.");
        } while (skipped(','));
        expect('}');
        return members;
    }

    private Object value() throws MalformedBody {
        skipBlanks();
        return peek() == '"' ? (Object) string() : (Object) wholeNumber();
    }

    private String string() throws MalformedBody {
        expect('"');
        var value = new StringBuilder();
        while (peek() != '"') {
            if (peek() < ' ') throw unexpected("a closing '\"'");
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() throws MalformedBody {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw unexpected("one of \"\\/bfnrtu after a backslash");
            }
        };
    }

    private char unicode() throws MalformedBody {
        int value = 0;
        for (int digits = 0; digits < 4; digits++) {
            char c = peek();
            if (c > 'f' || Character.digit(c, 16) < 0) throw unexpected("four hexadecimal digits after \\u");
            value = value * 16 + Character.digit(c, 16);
            at++;
        }
        return (char) value;
    }

    private Long wholeNumber() throws MalformedBody {
        int start = at;
        if (peek() == '-') at++;
        while (peek() >= '0' && peek() <= '9') at++;
        String digits = text.substring(start, at);
        if (!digits.matches("-?(0|[1-9][0-9]{0,17})")) {
            at = start;
            throw unexpected("a string or a whole number of at most 18 digits");
        }
        return Long.valueOf(digits);
    }

    private void expect(char c) throws MalformedBody {
        if (!skipped(c)) throw unexpected("'" + c + "'");
    }

    private boolean skipped(char c) {
        skipBlanks();
        if (peek() != c) return false;
        at++;
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    /** NUL at the end: no legal JSON text holds one. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private MalformedBody unexpected(String expected) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new MalformedBody("The body is not the JSON expected: " + found + " at character " + (at + 1)
                + ". Expected " + expected + ".");
    }
}
