package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a SARIF run says besides its results. */
final class SarifRun {
    private final List<String> files = new ArrayList<>();
    private final List<String> commits = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private String tool = "";
    private String version = "";
    private SarifRules rules;
    private boolean hasResults;

    private SarifRun() { }

    /** @param json at the run */
    static SarifRun read(JsonStream json) {
        var run = new SarifRun();
        var place = json.place();
        json.fields(key -> run.property(key, json));
        if (run.rules == null) {
            throw new ParseException(place, "has a run without \"tool\". Expected one.");
        }
        if (!run.hasResults) {
            run.doubts.add("its run of " + run.tool + " has no \"results\": the tool did not get as far as looking");
        }
        return run;
    }

    private void property(String key, JsonStream json) {
        if (json.isNull()) {
            return;
        }
        switch (key) {
            case "tool" -> tool(json.value());
            case "results" -> {
                hasResults = true;
                json.items(() -> { });
            }
            case "artifacts" -> json.items(() -> files.add(json.value().find("location")
                    .flatMap(location -> location.find("uri")).map(Node::text).orElse("")));
            case "versionControlProvenance" -> json.items(() -> json.value().find("revisionId")
                    .ifPresent(revision -> commits.add(revision.text())));
            case "invocations" -> json.items(() -> invocation(json.value()));
            case "externalPropertyFileReferences" -> json.value().find("results").ifPresent(elsewhere -> {
                hasResults = true;
                doubts.add("it keeps results in other files, which are not read");
            });
            default -> { }
        }
    }

    private void tool(Node node) {
        rules = new SarifRules(node);
        tool = node.get("driver").get("name").text();
        version = node.get("driver").find("semanticVersion").or(() -> node.get("driver").find("version")).map(Node::text).orElse("");
    }

    private void invocation(Node invocation) {
        if (!invocation.find("executionSuccessful").map(Node::flag).orElse(true)) {
            doubts.add("the tool says that its own run did not succeed");
        }
    }

    /** The file that an {@code artifactLocation} names, by itself or by its index; empty for none. */
    String file(Optional<Node> location) {
        var uri = location.flatMap(at -> at.find("uri")).map(Node::text);
        var indexed = location.flatMap(at -> at.find("index")).map(Node::integer).filter(at -> at >= 0 && at < files.size())
                .map(at -> files.get(at.intValue()));
        return uri.or(() -> indexed).orElse("");
    }

    SarifRules rules() {
        return rules;
    }

    String tool() {
        return tool;
    }

    /** Of the tool; empty when it gives none. */
    String version() {
        return version;
    }

    List<String> commits() {
        return commits;
    }

    List<String> doubts() {
        return doubts;
    }
}
