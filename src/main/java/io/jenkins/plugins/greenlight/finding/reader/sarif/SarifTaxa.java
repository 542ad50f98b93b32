package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A run's {@code taxonomies}: which of the taxa that rules and results refer to are weaknesses of MITRE's CWE. */
final class SarifTaxa {
    private final List<SarifComponent> taxonomies = new ArrayList<>();

    /** @param json at one taxonomy */
    void read(JsonStream json, SarifBudget budget) {
        taxonomies.add(SarifComponent.read(json, budget));
    }

    /** Adds e.g. {@code CWE-79} when that is what the reference means. */
    void addCwe(SarifReference reference, Collection<String> all) {
        var taxonomy = taxonomy(reference);
        String name = taxonomy == null ? reference.component() : taxonomy.name();
        String id = reference.id();
        if (id.isEmpty() && taxonomy != null && reference.index() >= 0 && reference.index() < taxonomy.taxa().size()) {
            id = taxonomy.taxa().get((int) reference.index());
        }
        String cwe = name.equalsIgnoreCase("CWE") ? SarifTags.cweOfId(id) : "";
        if (!cwe.isEmpty()) {
            all.add(cwe);
        }
    }

    /** By index, by guid, by name; null when the run has no such taxonomy. */
    private SarifComponent taxonomy(SarifReference reference) {
        long at = reference.componentIndex();
        if (at >= 0 && at < taxonomies.size() && (reference.component().isEmpty()
                || reference.component().equals(taxonomies.get((int) at).name()))) {
            return taxonomies.get((int) at);
        }
        for (var one : taxonomies) {
            boolean same = !reference.componentGuid().isEmpty() && reference.componentGuid().equalsIgnoreCase(one.guid());
            if (same || !reference.component().isEmpty() && reference.component().equals(one.name())) {
                return one;
            }
        }
        return null;
    }
}
