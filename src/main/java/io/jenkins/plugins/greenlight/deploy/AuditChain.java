package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether an audit's text is, byte for byte, what the engine wrote: every line holds the hash of the one before. */
final class AuditChain {
    private static final Set<String> KEYS = Set.of("version", "lines");

    private final String text;
    private final String source;

    /** @param source where the audit lies, for a message */
    AuditChain(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /** What is wrong, with the first line that does not hold; empty when all do. */
    Optional<String> problem() {
        try {
            var root = Json.read(text, source);
            if (!root.fields().keySet().equals(KEYS) || root.get("version").integer() != 1) {
                return Optional.of(source + " has the keys " + root.fields().keySet() + ", in version "
                        + root.get("version").plain()
                        + ". Expected lines, in version 1. It was changed after it was written, or a newer version of Greenlight"
                        + " wrote it.");
            }
            return brokenLine(root.get("lines").items()).or(() -> Json.writePretty(root.plain()).equals(text) ? Optional.empty()
                    : Optional.of("Every line of the " + source
                    + " holds, but it is not written as Greenlight writes it: somebody else"
                            + " wrote it anew. Compare it with the heads in earlier reports: greenlight audit verify"
                            + " --against FILE"));
        } catch (ParseException e) {
            return Optional.of(source + " cannot be read as one: " + e.getMessage()
                    + " It was changed or cut off after it was written.");
        }
    }

    private Optional<String> brokenLine(List<Node> lines) {
        String previous = Audit.GENESIS;
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (!line.isMap() || !holds(line, number, previous)) {
                return Optional.of("Line " + number + " of the " + source + " was changed, moved or removed after it was written."
                        + " Compare it with the heads in earlier reports: greenlight audit verify --against FILE");
            }
            previous = line.get("hash").text();
        }
        return Optional.empty();
    }

    private static boolean holds(Node line, long number, String previous) {
        try {
            return line.get("n").integer() == number && line.get("seq").integer() > 0 && line.get("actor").isText()
                    && same(previous, line.get("previous").text()) && same(hash(line), line.get("hash").text());
        } catch (ParseException e) {
            return false;
        }
    }

    /** One line, in its order. */
    static Map<String, Object> plain(Node line) {
        var plain = new LinkedHashMap<String, Object>();
        line.fields().forEach((key, value) -> plain.put(key, value.plain()));
        return plain;
    }

    private static String hash(Node line) {
        var unsigned = plain(line);
        unsigned.remove("hash");
        return hashOf(unsigned);
    }

    static String hashOf(Map<String, Object> unsigned) {
        return Sha256.of(Json.write(unsigned));
    }

    static boolean same(String expected, String found) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }
}
