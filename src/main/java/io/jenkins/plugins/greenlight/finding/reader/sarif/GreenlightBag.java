package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link io.jenkins.plugins.greenlight.finding.SarifWriter} says of a finding beside what SARIF has a place for. */
final class GreenlightBag {
    /** The property that holds it. */
    static final String KEY = "greenlight";

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> affected = new HashMap<>();
    private final List<String> aliases = new ArrayList<>();
    private final List<String> cwes = new ArrayList<>();
    private double cvss = -1;
    private long line = -1;

    private GreenlightBag() { }

    /** @param json at the property's value, a mapping */
    static GreenlightBag read(JsonStream json) {
        var bag = new GreenlightBag();
        json.fields(key -> {
            switch (key) {
                case "aliases" -> json.items(() -> bag.aliases.add(json.text()));
                case "cwes" -> json.items(() -> bag.cwes.add(json.text()));
                case "cvss" -> bag.cvss = json.number();
                case "line" -> bag.line = json.integer();
                case "package" -> json.fields(part -> bag.affected.put(part, json.text()));
                default -> {
                    if (json.isText()) {
                        bag.texts.put(key, json.text());
                    }
                }
            }
        });
        return bag;
    }

    /** @param ofRun when it does not say */
    String tool(String ofRun) {
        return texts.getOrDefault("tool", ofRun);
    }

    /** Puts all of it in the place of what the result says. */
    void fill(FindingDraft draft, String file, long startLine, String message, String helpLink) {
        draft.aliases(aliases).cwes(cwes).cvss(cvss).layer(texts.getOrDefault("layer", ""))
                .place(texts.getOrDefault("file", file), line >= 0 ? line : startLine)
                .message(texts.getOrDefault("message", message)).helpLink(texts.getOrDefault("helpLink", helpLink));
        for (var kind : FindingKind.values()) {
            if (kind.name().equalsIgnoreCase(texts.get("kind"))) {
                draft.kind(kind);
            }
        }
        for (var severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(texts.get("severity"))) {
                draft.severity(severity);
            }
        }
        if (!affected.isEmpty()) {
            draft.affected(new AffectedPackage(part("name"), part("version"), part("purl"), part("fixedVersion")));
        }
    }

    private String part(String name) {
        return affected.getOrDefault(name, "");
    }
}
