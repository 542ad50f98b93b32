package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules of a run's tool and its extensions, found as SARIF 2.1.0 §3.27.5 to §3.27.7 and §3.52 say. */
final class SarifRules {
    private final List<SarifComponent> extensions = new ArrayList<>();
    private final Map<String, SarifRule> byId = new HashMap<>();
    private final Map<String, SarifRule> byGuid = new HashMap<>();
    private SarifComponent driver;

    /** @param json at {@code run.tool} */
    void read(JsonStream json, SarifBudget budget) {
        var place = json.place();
        json.fields(key -> {
            if (key.equals("driver") && !json.isNull()) {
                driver = SarifComponent.read(json, budget);
            } else if (key.equals("extensions") && !json.isNull()) {
                json.items(() -> extensions.add(SarifComponent.read(json, budget)));
            }
        });
        if (driver == null || driver.name().isEmpty()) {
            throw new ParseException(place, "has a tool without \"driver\" and its \"name\"."
                    + " Expected both.");
        }
        index(driver);
        extensions.forEach(this::index);
    }

    private void index(SarifComponent component) {
        for (var rule : component.rules()) {
            byId.putIfAbsent(rule.id(), rule);
            if (!rule.guid().isEmpty()) {
                byGuid.putIfAbsent(rule.guid().toLowerCase(Locale.ROOT), rule);
            }
        }
    }

    /** Once all taxonomies of the run are known. */
    void classify(SarifTaxa taxa) {
        driver.rules().forEach(rule -> rule.classify(taxa));
        extensions.forEach(extension -> extension.rules().forEach(rule -> rule.classify(taxa)));
    }

    /** The rule meant; {@link SarifRule#NONE} when the run does not describe it. An index that disagrees with the id yields. */
    SarifRule of(SarifReference reference) {
        var indexed = indexed(reference);
        if (indexed != SarifRule.NONE && matches(reference.id(), indexed.id())) {
            return indexed;
        }
        var found = reference.guid().isEmpty() ? SarifRule.NONE
                : byGuid.getOrDefault(reference.guid().toLowerCase(Locale.ROOT), SarifRule.NONE);
        if (found == SarifRule.NONE && !reference.id().isEmpty()) {
            found = named(reference.id());
        }
        return found == SarifRule.NONE ? indexed : found;
    }

    private SarifRule indexed(SarifReference reference) {
        var rules = component(reference).rules();
        long at = reference.index();
        return at >= 0 && at < rules.size() ? rules.get((int) at) : SarifRule.NONE;
    }

    /** §3.54: by index into the extensions, by guid, else the driver. */
    private SarifComponent component(SarifReference reference) {
        long at = reference.componentIndex();
        if (at >= 0 && at < extensions.size()) {
            return extensions.get((int) at);
        }
        for (var extension : reference.componentGuid().isEmpty() ? List.<SarifComponent>of() : extensions) {
            if (extension.guid().equalsIgnoreCase(reference.componentGuid())) {
                return extension;
            }
        }
        return driver;
    }

    /** {@code CA1000/1} is a part of the rule {@code CA1000}. */
    private SarifRule named(String id) {
        String part = id;
        while (true) {
            var found = byId.get(part);
            int slash = part.lastIndexOf('/');
            if (found != null || slash < 0) {
                return found == null ? SarifRule.NONE : found;
            }
            part = part.substring(0, slash);
        }
    }

    private static boolean matches(String id, String ruleId) {
        return id.isEmpty() || id.startsWith(ruleId) && (id.length() == ruleId.length() || id.charAt(ruleId.length()) == '/');
    }

    SarifComponent driver() {
        return driver;
    }
}
