package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a SARIF run says besides its results. */
final class SarifRun {
    private static final int PER_RUN = 2000;
    /** Without these a result can have another severity or place than the tool gave it. */
    static final Set<String> WEIGHTY = Set.of("driver", "extensions", "invocations", "artifacts");

    private final SarifUris uris = new SarifUris();
    private final SarifTaxa taxa = new SarifTaxa();
    private final SarifRules rules = new SarifRules();
    private final List<SarifInvocation> invocations = new ArrayList<>();
    private final List<String> code = new ArrayList<>(0);
    private final List<String> commits = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private boolean hasResults;

    private final SarifBudget budget;

    private SarifRun(SarifBudget budget) {
        this.budget = budget;
    }

    /** @param json at the run */
    static SarifRun read(JsonStream json, SarifBudget budget) {
        var run = new SarifRun(budget);
        var place = json.place();
        json.fields(key -> run.property(key, json));
        budget.take(PER_RUN, json);
        if (run.rules.driver() == null) {
            throw new ParseException(place, "has a run without \"tool\". Expected one.");
        }
        run.join();
        return run;
    }

    private void property(String key, JsonStream json) {
        if (json.isNull()) {
            return;
        }
        switch (key) {
            case "tool" -> rules.read(json, budget);
            case "results" -> hasResults = true;
            case "artifacts" -> json.items(() -> budget.take(uris.readArtifact(json), json));
            case "originalUriBaseIds" -> uris.readBases(json, budget);
            case "logicalLocations" -> json.items(() -> code(json));
            case "taxonomies" -> json.items(() -> taxa.read(json, budget));
            case "versionControlProvenance" -> json.items(() ->
                    SarifMessage.only(json, "revisionId", id -> revision(id, json)));
            case "invocations" -> json.items(() -> invocation(json));
            case "externalPropertyFileReferences" -> elsewhere(json);
            case "properties" -> properties(json);
            default -> { }
        }
    }

    private void code(JsonStream json) {
        String name = SarifLocation.name(json);
        budget.take(name.length(), json);
        code.add(name);
    }

    private void invocation(JsonStream json) {
        var invocation = new SarifInvocation();
        invocation.read(json, budget);
        invocations.add(invocation);
    }

    private void commit(String id, JsonStream json) {
        commits.add(id);
        budget.take(id.length(), json);
    }

    /** An empty one names none. */
    private void revision(String id, JsonStream json) {
        if (!id.isBlank()) {
            commit(id, json);
        }
    }

    private void elsewhere(JsonStream json) {
        json.fields(key -> {
            if (key.equals("results") && !json.isNull()) {
                hasResults = true;
                doubts.add("it keeps results in other files, which are not read");
            } else if (!json.isNull() && WEIGHTY.contains(key)) {
                doubts.add("it keeps its \"" + key + "\" in other files, which are not read");
            }
        });
    }

    /** The commits as Greenlight's own report names them: the standard's place for them wants an address beside. */
    private void properties(JsonStream json) {
        json.fields(key -> {
            if (key.equals(GreenlightBag.KEY) && json.isMap()) {
                json.fields(own -> {
                    if (own.equals("commits") && json.isList()) {
                        json.items(() -> commit(json.text(), json));
                    }
                });
            }
        });
    }

    private void join() {
        if (!hasResults) {
            doubts.add("its run of " + tool() + " has no \"results\": the tool did not get as far as looking");
        }
        rules.classify(taxa);
        for (var invocation : invocations) {
            invocation.resolve(rules);
            invocation.doubts(rules.driver(), doubts);
            uris.root(invocation.folder());
        }
    }

    /**
     * The level an invocation gave to the rule; empty when none did. A result that does not say which one it is of is of the only
     * one.
     *
     * @param invocation negative when the result does not say
     */
    String override(SarifRule rule, long invocation) {
        long at = invocation < 0 && invocations.size() == 1 ? 0 : invocation;
        return at >= 0 && at < invocations.size() ? invocations.get((int) at).level(rule) : "";
    }

    SarifUris uris() {
        return uris;
    }

    SarifTaxa taxa() {
        return taxa;
    }

    SarifRules rules() {
        return rules;
    }

    /** The name of a piece of code by its index; empty for none. */
    String code(long index) {
        return index >= 0 && index < code.size() ? code.get((int) index) : "";
    }

    String tool() {
        return rules.driver().name();
    }

    /** Of the tool; empty when it gives none. */
    String version() {
        return rules.driver().version();
    }

    List<String> commits() {
        return commits;
    }

    List<String> doubts() {
        return doubts;
    }
}
