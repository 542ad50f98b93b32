package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.suppression.Suppressions.Source;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Yaml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;

/** Tells by what a file holds which format it is in, and has it read. */
final class SuppressionFile {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Set<String> GREENLIGHT = Set.of("version", "suppressions");
    private static final String EXPECTED = " Expected suppressions of Greenlight's (version: 1, suppressions: a list), a .trivyignore,"
            + " a .trivyignore.yaml or a CycloneDX VEX document in JSON.";

    private final Source source;
    private final Reading reading;

    private SuppressionFile(Source source, Reading reading) {
        this.source = source;
        this.reading = reading;
    }

    /** @throws ParseException when it is no such file, or cannot be read to its end */
    static void read(Source source, Reading reading) throws IOException {
        new SuppressionFile(source, reading).read();
    }

    private void read() throws IOException {
        if (!isNamed("yaml", "yml") && beginsLikeJson()) {
            new VexReader(source, reading).read();
            return;
        }
        String text = text();
        if (isNamed("yaml", "yml") || !TrivyLines.isFor(source.name(), text)) {
            tree(Yaml.read(text, source.name()));
        } else {
            new TrivyLines(source.name(), reading).read(text);
        }
    }

    private void tree(Node root) {
        if (root.isMap() && root.fields().keySet().stream().anyMatch(TrivyYaml.LISTS.keySet()::contains)
                && root.fields().keySet().stream().noneMatch(GREENLIGHT::contains)) {
            new TrivyYaml(reading).read(root);
        } else if (root.isMap() && root.fields().keySet().stream().anyMatch(GREENLIGHT::contains)) {
            new GreenlightReader(reading).read(root);
        } else {
            throw new ParseException(root.place(), "is " + (root.isMap() ? "a mapping with the keys " + keys(root) : root.kind())
                    + ", no suppressions." + EXPECTED);
        }
    }

    private static String keys(Node root) {
        var keys = root.fields().keySet();
        return keys.isEmpty() ? "(none)" : String.join(", ", keys.stream().limit(5).map(key -> "\"" + key + "\"").toList())
                + (keys.size() > 5 ? " and more" : "");
    }

    /** A report, a scanner's, is as little a file of suppressions as any other JSON. */
    static ParseException unknownJson(Node.Place place) {
        return new ParseException(place, "is JSON, and no VEX document." + EXPECTED);
    }

    private boolean beginsLikeJson() throws IOException {
        try (var in = Files.newInputStream(source.file())) {
            for (byte b : in.readNBytes(1024)) {
                char c = (char) (b & 0xFF);
                if (c == '{' || c == '[') {
                    return true;
                }
                if (c > ' ' && c != 0xEF && c != 0xBB && c != 0xBF) {
                    return false;
                }
            }
        }
        return false;
    }

    private String text() throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(source.file())) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new ParseException(source.name(), "is larger than 1 MiB. Expected a short file of suppressions.");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ParseException(source.name(), "is no UTF-8 text. Expected one: save it in UTF-8.");
        }
    }

    private boolean isNamed(String... endings) {
        for (String ending : endings) {
            String end = "." + ending;
            if (source.name().regionMatches(true, source.name().length() - end.length(), end, 0, end.length())) {
                return true;
            }
        }
        return false;
    }
}
