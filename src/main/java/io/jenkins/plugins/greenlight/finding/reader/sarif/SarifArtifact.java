package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;

/** An {@code artifactLocation} (SARIF 2.1.0 §3.4) as it is written. */
final class SarifArtifact {
    private String uri = "";
    private String base = "";
    private long index = -1;

    void clear() {
        uri = "";
        base = "";
        index = -1;
    }

    /** @param json at the location */
    void read(JsonStream json) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "uri" -> uri = json.text();
                case "uriBaseId" -> base = json.text();
                case "index" -> index = json.integer();
                default -> { }
            }
        });
    }

    String uri() {
        return uri;
    }

    /** The id of what it is relative to; empty when not given. */
    String base() {
        return base;
    }

    /** Into the run's artifacts; negative when not given. */
    long index() {
        return index;
    }
}
