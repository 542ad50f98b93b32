package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.List;

/** One {@code result} of a SARIF run after the other, each read by the standard's defaults (SARIF 2.1.0 §3.27). */
final class SarifResult {
    private static final String FAIL = "fail";
    private static final int MOST_TAXA = 1000;

    private final SarifRun run;
    private final SarifFinding finding;
    private final SarifReference reference = new SarifReference();
    private final SarifMessage message = new SarifMessage();
    private final SarifLocation location = new SarifLocation();
    private final SarifSuppressions suppressions = new SarifSuppressions();
    private final SarifFingerprints fingerprints = new SarifFingerprints();
    private final SarifBag properties = new SarifBag();
    private final SarifArtifact target = new SarifArtifact();
    private final List<SarifReference> taxa = new ArrayList<>(0);
    private String level = "";
    private String kind = FAIL;
    private String baseline = "";
    private String guid = "";
    private String correlation = "";
    private long invocation = -1;
    private SarifRule rule = SarifRule.NONE;

    SarifResult(SarifRun run) {
        this.run = run;
        this.finding = new SarifFinding(run);
    }

    /** The next one. @param json at it */
    void read(JsonStream json) {
        clear();
        json.fields(key -> {
            if (!json.isNull()) {
                property(key, json);
            }
        });
        rule = run.rules().of(reference);
    }

    private void clear() {
        reference.clear();
        message.clear();
        location.clear();
        suppressions.clear();
        fingerprints.clear();
        properties.clear();
        target.clear();
        taxa.clear();
        level = "";
        kind = FAIL;
        baseline = "";
        guid = "";
        correlation = "";
        invocation = -1;
    }

    private void property(String key, JsonStream json) {
        switch (key) {
            case "ruleId" -> reference.id(json.text());
            case "ruleIndex" -> reference.index(json.integer());
            case "rule" -> reference.read(json);
            case "message" -> message.read(json);
            case "level" -> level = json.text();
            case "kind" -> kind = json.text();
            case "locations" -> json.items(() -> location.read(json));
            case "analysisTarget" -> target.read(json);
            case "fingerprints" -> fingerprints.read(json, false);
            case "partialFingerprints" -> fingerprints.read(json, true);
            case "suppressions" -> suppressions.read(json);
            case "baselineState" -> baseline = json.text();
            case "guid" -> guid = json.text();
            case "correlationGuid" -> correlation = json.text();
            case "properties" -> properties.read(json);
            case "taxa" -> json.items(() -> taxon(json));
            case "provenance" -> provenance(json);
            default -> { }
        }
    }

    private void taxon(JsonStream json) {
        var one = new SarifReference();
        one.read(json);
        if (taxa.size() < MOST_TAXA) {
            taxa.add(one);
        }
    }

    private void provenance(JsonStream json) {
        json.fields(key -> {
            if (key.equals("invocationIndex") && !json.isNull()) {
                invocation = json.integer();
            }
        });
    }

    /**
     * Whether it says of something that it is, or may be, wrong and is still there. Not a pass, not a remark, not gone since the
     * baseline. A kind that is none of the standard's counts.
     */
    boolean isPresent() {
        return !baseline.equals("absent") && switch (kind) {
            case "pass", "informational", "notApplicable" -> false;
            default -> true;
        };
    }

    /** Whether the tool could not decide and leaves it to a person. */
    boolean isUndecided() {
        return kind.equals("open") || kind.equals("review");
    }

    SarifSuppressions suppressions() {
        return suppressions;
    }

    /** §3.27.3: what no other result has; empty when not given. */
    String guid() {
        return guid;
    }

    /** What it says, in Greenlight's words. */
    Finding finding() {
        return finding.of(this);
    }

    SarifRule rule() {
        return rule;
    }

    /** As it names its rule, else as the rule names itself; empty when neither does. */
    String id() {
        return reference.id().isEmpty() ? rule.id() : reference.id();
    }

    SarifMessage message() {
        return message;
    }

    SarifLocation location() {
        return location;
    }

    /** What the tool was looking at, where that is not the location. */
    SarifArtifact target() {
        return target;
    }

    SarifFingerprints fingerprints() {
        return fingerprints;
    }

    /** {@code correlationGuid}: the same for what is logically the same; empty when not given. */
    String correlation() {
        return correlation;
    }

    SarifBag properties() {
        return properties;
    }

    List<SarifReference> taxa() {
        return taxa;
    }

    /** Its own; empty when not given. */
    String level() {
        return level;
    }

    /** Into the run's invocations; negative when not given. */
    long invocation() {
        return invocation;
    }
}
