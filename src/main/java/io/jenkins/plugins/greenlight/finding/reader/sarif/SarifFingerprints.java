package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.Fingerprint;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.Map;
import java.util.TreeMap;

/** A result's {@code fingerprints} and {@code partialFingerprints} (SARIF 2.1.0 §3.27.16, §3.27.17). */
final class SarifFingerprints {
    /** The name Greenlight gives to its own. */
    private static final String OWN = "greenlight/v1";
    /** What GitHub tells results again by, whatever else is given. */
    private static final String GITHUB = "primaryLocationLineHash";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;
    private static final int MOST = 1000;

    private final Map<String, String> whole = new TreeMap<>();
    private final Map<String, String> parts = new TreeMap<>();
    private String own = "";

    void clear() {
        if (!whole.isEmpty()) {
            whole.clear();
        }
        if (!parts.isEmpty()) {
            parts.clear();
        }
        own = "";
    }

    /** What is no text is none: some tools put a mapping there. @param json at either of the two mappings */
    void read(JsonStream json, boolean partial) {
        json.fields(key -> {
            if (!json.isText()) {
                return;
            }
            String value = json.text();
            if (key.equals(OWN)) {
                own = value;
            } else if (!value.isEmpty() && whole.size() + parts.size() < MOST) {
                (partial ? parts : whole).put(key, value);
            }
        });
    }

    /** Greenlight's own; empty when there is none. */
    String own() {
        return own;
    }

    /**
     * One for the whole result; empty when the report gives none. Partial ones are made whole with rule and file, as are whole
     * ones that cannot tell one result from another, such as Semgrep's "requires login".
     */
    String of(String tool, String rule, String file, String context) {
        if (!own.isEmpty()) {
            return own;
        }
        if (!whole.isEmpty()) {
            String first = whole.values().iterator().next();
            return isDigest(first) ? first : Fingerprint.of(tool, rule, file, first + "\n" + context);
        }
        if (parts.isEmpty()) {
            return "";
        }
        String line = parts.get(GITHUB);
        return Fingerprint.of(tool, rule, file, line == null ? oldest() : line);
    }

    /** All parts, each in the first of its versions, which later releases of a tool go on to give beside new ones. */
    private String oldest() {
        var all = new StringBuilder();
        String before = null;
        for (var part : parts.entrySet()) {
            int version = part.getKey().lastIndexOf("/v");
            String name = version < 0 ? part.getKey() : part.getKey().substring(0, version);
            if (!name.equals(before)) {
                all.append(name).append('=').append(part.getValue()).append('\n');
            }
            before = name;
        }
        return all.toString();
    }

    private static boolean isDigest(String value) {
        boolean digest = value.length() >= SHORTEST && value.length() <= LONGEST;
        for (int at = 0; digest && at < value.length(); at++) {
            digest = value.charAt(at) > ' ' && value.charAt(at) < 0x7f;
        }
        return digest;
    }
}
