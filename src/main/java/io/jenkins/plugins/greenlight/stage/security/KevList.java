package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.findings.Brief;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The ids of what is known to be exploited, as CISA publishes them in JSON, or one a line. */
final class KevList {
    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,15}-[A-Z0-9-]{3,60}");
    private static final long MAX_BYTES = 64L << 20;

    private final Set<String> ids = new HashSet<>();
    private final String source;

    private KevList(String source) {
        this.source = source;
    }

    /** @throws ParseException when it is neither form, holds no id or something else than ids */
    static KevList read(Path file, String source) throws IOException {
        var list = new KevList(source);
        if (Files.size(file) > MAX_BYTES) {
            throw new ParseException(source, "has " + Files.size(file) + " bytes. Expected a list of ids of at most 64 MiB.");
        }
        if (firstCharacter(file) == '{') {
            list.json(file);
        } else {
            list.lines(file);
        }
        if (list.ids.isEmpty()) {
            throw new ParseException(source, "holds no id. Expected CISA's JSON with \"vulnerabilities\", or one CVE id a line.");
        }
        return list;
    }

    boolean has(Finding finding) {
        return has(finding.rule()) || finding.aliases().stream().anyMatch(this::has);
    }

    private boolean has(String id) {
        return ids.contains(id.toUpperCase(Locale.ROOT));
    }

    private void json(Path file) throws IOException {
        try (var json = JsonStream.open(file, source)) {
            json.fields(key -> {
                if (key.equals("vulnerabilities")) {
                    json.items(() -> {
                        var id = json.value().get("cveID");
                        add(id.text(), id.place().line());
                    });
                }
            });
            json.end();
        }
    }

    private void lines(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                int comment = line.indexOf('#');
                String id = (comment < 0 ? line : line.substring(0, comment)).replaceFirst("^\uFEFF", "").strip();
                if (!id.isEmpty()) {
                    add(id, number);
                }
            }
        } catch (CharacterCodingException e) {
            throw new ParseException(source, "is no text in UTF-8. Expected CISA's JSON or one CVE id a line.");
        }
    }

    private void add(String text, int line) {
        String id = text.strip().toUpperCase(Locale.ROOT);
        if (!ID.matcher(id).matches()) {
            throw new ParseException(source + ":" + line, "has \"" + Brief.text(text) + "\" where an id such as CVE-2021-44228 is"
                    + " expected.");
        }
        ids.add(id);
    }

    private static int firstCharacter(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            for (byte one : in.readNBytes(4096)) {
                if (one > ' ') {
                    return one;
                }
            }
            return 0;
        }
    }
}
