package io.jenkins.plugins.greenlight.finding.reader.sarif;

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
    static SarifComponent read(JsonStream json, SarifBudget budget) {
        var component = new SarifComponent();
        json.fields(key -> component.property(key, json, budget));
        budget.take(component.name.length(), json);
        return component;
    }

    private void property(String key, JsonStream json, SarifBudget budget) {
        if (json.isNull()) {
            return;
        }
        switch (key) {
            case "name" -> name = json.text();
            case "guid" -> guid = json.text();
            case "version" -> version = json.text();
            case "semanticVersion" -> semanticVersion = json.text();
            case "rules" -> described(rules, json, budget);
            case "taxa" -> json.items(() -> {
                int before = taxa.size();
                SarifMessage.only(json, "id", taxa::add);
                if (taxa.size() == before) {
                    taxa.add("");
                }
                budget.take(taxa.get(before).length(), json);
            });
            case "notifications" -> described(notifications, json, budget);
            default -> { }
        }
    }

    private static void described(List<SarifRule> all, JsonStream json, SarifBudget budget) {
        json.items(() -> {
            var rule = SarifRule.read(json);
            budget.take(rule.size(), json);
            all.add(rule);
        });
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
