package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.List;

/** A {@code toolComponent} (SARIF 2.1.0 §3.19): the driver, an extension or a taxonomy. */
final class SarifComponent {
    private final List<SarifRule> rules = new ArrayList<>();
    private final List<String> taxa = new ArrayList<>(0);
    private final List<SarifRule> notifications = new ArrayList<>(0);
    private String name = "";
    private String guid = "";
    private String version = "";
    private String semanticVersion = "";

    private SarifComponent() { }

    /** @param json at the component */
    static SarifComponent read(JsonStream json) {
        var component = new SarifComponent();
        json.fields(key -> component.property(key, json));
        return component;
    }

    private void property(String key, JsonStream json) {
        if (json.isNull()) {
            return;
        }
        switch (key) {
            case "name" -> name = json.text();
            case "guid" -> guid = json.text();
            case "version" -> version = json.text();
            case "semanticVersion" -> semanticVersion = json.text();
            case "rules" -> json.items(() -> rules.add(SarifRule.read(json)));
            case "taxa" -> json.items(() -> {
                int before = taxa.size();
                SarifMessage.only(json, "id", taxa::add);
                if (taxa.size() == before) {
                    taxa.add("");
                }
            });
            case "notifications" -> json.items(() -> notifications.add(SarifRule.read(json)));
            default -> { }
        }
    }

    String name() {
        return name;
    }

    String guid() {
        return guid;
    }

    /** Empty when it gives none. */
    String version() {
        return semanticVersion.isEmpty() ? version : semanticVersion;
    }

    List<SarifRule> rules() {
        return rules;
    }

    /** The ids of a taxonomy's taxa, in order; empty texts for those without. */
    List<String> taxa() {
        return taxa;
    }

    /** What describes a notification; {@link SarifRule#NONE} when the component does not. */
    SarifRule notification(SarifReference reference) {
        long at = reference.index();
        if (at >= 0 && at < notifications.size()) {
            return notifications.get((int) at);
        }
        return notifications.stream().filter(one -> !reference.id().isEmpty() && one.id().equals(reference.id())).findFirst()
                .orElse(SarifRule.NONE);
    }
}
