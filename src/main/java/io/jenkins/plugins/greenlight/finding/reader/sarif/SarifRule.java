package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run says about one rule ({@code reportingDescriptor}, SARIF 2.1.0 §3.49), as far as its results need it. */
final class SarifRule {
    /** Of a result whose rule the run does not describe. */
    static final SarifRule NONE = new SarifRule();
    private static final int PER_RULE = 100;
    private static final String FIX = "\nFix Version: ";

    private final SarifBag properties = new SarifBag();
    private final List<SarifReference> related = new ArrayList<>(0);
    private Map<String, String> messages = Map.of();
    private Set<String> cwes = Set.of();
    private String id = "";
    private String guid = "";
    private String name = "";
    private String level = "";
    private String helpLink = "";
    private String brief = "";
    private String fix = "";

    private SarifRule() { }

    /** @param json at the rule */
    static SarifRule read(JsonStream json) {
        var rule = new SarifRule();
        json.fields(key -> rule.property(key, json));
        return rule;
    }

    private void property(String key, JsonStream json) {
        if (json.isNull()) {
            return;
        }
        switch (key) {
            case "id" -> id = json.text();
            case "guid" -> guid = json.text();
            case "name" -> name = json.text();
            case "helpUri" -> helpLink = json.text();
            case "shortDescription" -> SarifMessage.only(json, "text", text -> brief = text);
            case "help" -> SarifMessage.only(json, "text", this::help);
            case "defaultConfiguration" -> SarifMessage.only(json, "level", text -> level = text);
            case "messageStrings" -> messageStrings(json);
            case "relationships" -> json.items(() -> related(json));
            case "properties" -> properties.read(json);
            default -> { }
        }
    }

    private void messageStrings(JsonStream json) {
        messages = new HashMap<>();
        json.fields(key -> {
            if (!json.isNull()) {
                SarifMessage.only(json, "text", text -> messages.put(key, text));
            }
        });
    }

    private void related(JsonStream json) {
        json.fields(key -> {
            if (key.equals("target") && !json.isNull()) {
                var target = new SarifReference();
                target.read(json);
                related.add(target);
            }
        });
    }

    /** Grype says there which version mends it, and nowhere else. */
    private void help(String text) {
        int at = text.indexOf(FIX);
        if (at >= 0) {
            int end = text.indexOf('\n', at + FIX.length());
            fix = text.substring(at + FIX.length(), end < 0 ? text.length() : end).strip();
        }
    }

    /** Once all taxonomies of the run are known. */
    void classify(SarifTaxa taxa) {
        var all = new LinkedHashSet<String>();
        related.forEach(target -> taxa.addCwe(target, all));
        all.addAll(properties.cwes());
        cwes = all.isEmpty() ? Set.of() : all;
        related.clear();
    }

    /** How many characters of it are kept, roughly. */
    int size() {
        int texts = messages.values().stream().mapToInt(String::length).sum() + properties.tags().stream().mapToInt(String::length).sum();
        return texts + 2 * (id.length() + guid.length() + name.length()) + level.length() + helpLink.length() + brief.length()
                + fix.length() + PER_RULE * (1 + related.size() + messages.size() + properties.tags().size() + properties.cwes().size());
    }

    String id() {
        return id;
    }

    String guid() {
        return guid;
    }

    /** A name for people, such as Trivy's {@code OsPackageVulnerability}; empty when not given. */
    String name() {
        return name;
    }

    /** {@code defaultConfiguration.level}; empty when not given. */
    String level() {
        return level;
    }

    String helpLink() {
        return helpLink;
    }

    /** Its short description; empty when not given. */
    String brief() {
        return brief;
    }

    /** The version in which it is gone, where its help says so; empty otherwise. */
    String fix() {
        return fix;
    }

    /** The text of {@code messageStrings}; empty when there is none of this id. */
    String message(String which) {
        return messages.getOrDefault(which, "");
    }

    Set<String> cwes() {
        return cwes;
    }

    SarifBag properties() {
        return properties;
    }
}
