package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;

/** The first of a result's {@code locations} (SARIF 2.1.0 §3.28) that names a file; without any, the first that names code. */
final class SarifLocation {
    private final SarifArtifact artifact = new SarifArtifact();
    private boolean found;
    private long line;
    private String snippet = "";
    private String around = "";
    private String code = "";
    private long codeIndex = -1;

    void clear() {
        artifact.clear();
        found = false;
        line = 0;
        snippet = "";
        around = "";
        code = "";
        codeIndex = -1;
    }

    /** @param json at one location */
    void read(JsonStream json) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "physicalLocation" -> {
                    if (!found) {
                        physical(json);
                    }
                }
                case "logicalLocations" -> json.items(() -> logical(json));
                default -> { }
            }
        });
    }

    private void physical(JsonStream json) {
        line = 0;
        snippet = "";
        around = "";
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "artifactLocation" -> {
                    artifact.clear();
                    artifact.read(json);
                }
                case "region" -> region(json, true);
                case "contextRegion" -> region(json, false);
                default -> { }
            }
        });
        found = !artifact.uri().isEmpty() || artifact.index() >= 0;
    }

    private void region(JsonStream json, boolean own) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            if (key.equals("startLine") && own) {
                line = json.integer();
            } else if (key.equals("snippet")) {
                SarifMessage.only(json, "text", text -> {
                    snippet = own ? text : snippet;
                    around = own ? around : text;
                });
            }
        });
    }

    private void logical(JsonStream json) {
        var index = new long[] {-1};
        String name = name(json, index);
        if (code.isEmpty()) {
            code = name;
            codeIndex = name.isEmpty() ? index[0] : codeIndex;
        }
    }

    /** The name of the {@code logicalLocation} here, the whole one where it is given; empty when it has none. */
    static String name(JsonStream json) {
        return name(json, new long[1]);
    }

    private static String name(JsonStream json, long[] index) {
        var name = new String[] {"", ""};
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "fullyQualifiedName" -> name[0] = json.text();
                case "name" -> name[1] = json.text();
                case "index" -> index[0] = json.integer();
                default -> { }
            }
        });
        return name[0].isEmpty() ? name[1] : name[0];
    }

    /** Where the file is named; empty when none is. */
    SarifArtifact artifact() {
        return artifact;
    }

    /** 0 when not given. */
    long line() {
        return line;
    }

    /** The code in question, else that around it; empty when not given. */
    String context() {
        return snippet.isBlank() ? around : snippet;
    }

    /** A class or the like, e.g. {@code shop.Cart.total}; empty when not named here. */
    String code() {
        return code;
    }

    /** Into the run's logical locations; negative when not given. */
    long codeIndex() {
        return codeIndex;
    }
}
