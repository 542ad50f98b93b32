package io.jenkins.plugins.greenlight.parse;

import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 text in, a tree out. The part a configuration needs: one document, no anchors or aliases, no tags, no key
 * twice, no tabs as indentation, at most 1 MiB and 50 levels.
 */
public final class Yaml {
    static final int MAX_BYTES = 1024 * 1024;
    static final int MAX_DEPTH = 50;

    private Yaml() { }

    /**
     * @param source named in messages, e.g. the file
     * @throws ParseException when the text is not one such document
     */
    public static Node read(String text, String source) {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new ParseException(source, "is larger than 1 MiB. Expected a short YAML document.");
        }
        var lines = new YamlLines(text.startsWith("\uFEFF") ? text.substring(1) : text, source);
        try {
            var settings = LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(true).build();
            return new YamlTree(new Parse(settings).parseString(lines.text()).iterator(), lines).document();
        } catch (MarkedYamlEngineException e) {
            throw new YamlSlip(lines, e).told();
        } catch (ReaderException e) {
            throw new ParseException(lines.placeOf(e.getPosition()),
                    String.format("has the character U+%04X, which YAML does not allow. Remove it.", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new ParseException(source, "is no YAML: " + oneLine(e.getMessage()) + ".");
        }
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
