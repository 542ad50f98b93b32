package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;

/** A {@code reportingDescriptorReference} (SARIF 2.1.0 §3.52): which rule, taxon or notification is meant. */
final class SarifReference {
    private String id = "";
    private String guid = "";
    private long index = -1;
    private String component = "";
    private String componentGuid = "";
    private long componentIndex = -1;

    /** @param json at the reference */
    void read(JsonStream json) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "id" -> id = json.text();
                case "guid" -> guid = json.text();
                case "index" -> index = json.integer();
                case "toolComponent" -> component(json);
                default -> { }
            }
        });
    }

    private void component(JsonStream json) {
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "name" -> component = json.text();
                case "guid" -> componentGuid = json.text();
                case "index" -> componentIndex = json.integer();
                default -> { }
            }
        });
    }

    void clear() {
        id = "";
        guid = "";
        index = -1;
        component = "";
        componentGuid = "";
        componentIndex = -1;
    }

    /** What the owner says by properties of its own goes before: {@code ruleId}. */
    void id(String given) {
        id = given;
    }

    /** {@code ruleIndex}. */
    void index(long given) {
        index = given;
    }

    /** Empty when not given. */
    String id() {
        return id;
    }

    /** Empty when not given. */
    String guid() {
        return guid;
    }

    /** Negative when not given. */
    long index() {
        return index;
    }

    /** The name of the component it stands in; empty when not given. */
    String component() {
        return component;
    }

    /** Empty when not given. */
    String componentGuid() {
        return componentGuid;
    }

    /** Negative when not given: the driver. */
    long componentIndex() {
        return componentIndex;
    }
}
