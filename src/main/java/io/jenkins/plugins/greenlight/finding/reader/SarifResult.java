package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One {@code result} of a SARIF run after the other, each read by the standard's defaults (SARIF 2.1.0 §3.27). */
final class SarifResult {
    private static final String FAIL = "fail";
    private static final int MOST_TAXA = 1000;

    private final SarifRun run;
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
    private boolean isUndecided() {
        return kind.equals("open") || kind.equals("review");
    }

    SarifSuppressions suppressions() {
        return suppressions;
    }

    /** §3.27.3: what no other result has; empty when not given. */
    String guid() {
        return guid;
    }

    Finding finding() {
        String id = reference.id().isEmpty() ? rule.id() : reference.id();
        var own = properties.own();
        return own == null ? found(id) : ours(id, own);
    }

    private Finding ours(String id, GreenlightBag own) {
        var draft = new FindingDraft(own.tool(run.tool()), id).fingerprint(fingerprints.own());
        own.fill(draft, file(), location.line(), message.raw(), rule.helpLink());
        return draft.finding();
    }

    private Finding found(String id) {
        String said = message.of(rule);
        String text = said.isBlank() ? id : said;
        String file = file();
        var advisory = SarifTools.advisory(id);
        String name = advisory.orElse(id);
        var draft = new FindingDraft(run.tool(), name).place(file, location.line()).message(text).helpLink(rule.helpLink())
                .aliases(List.of(id)).cwes(cwes());
        var affected = SarifPackage.of(run.tool(), text, rule.fix());
        affected.ifPresent(draft::affected);
        String context = affected.isPresent() ? name : location.context().isBlank() ? text : location.context();
        draft.context(context).fingerprint(fingerprint(name, file, context));
        var is = kind(name);
        rate(draft.kind(is), is, text);
        return draft.finding();
    }

    private String fingerprint(String name, String file, String context) {
        String given = fingerprints.of(run.tool(), name, file, context);
        return given.isEmpty() ? correlation : given;
    }

    private FindingKind kind(String name) {
        return SarifTags.kind(properties.tags()).or(() -> SarifTags.kind(rule.properties().tags()))
                .orElseGet(() -> SarifTools.kind(run.tool(), name));
    }

    /** The score goes before the level, as GitHub shows it. Trivy names the severity itself, and its score is one only of a vulnerability. */
    private void rate(FindingDraft draft, FindingKind is, String text) {
        if (isUndecided()) {
            draft.severity(Severity.INFO);
            return;
        }
        var score = score();
        var named = run.tool().equalsIgnoreCase("Trivy") ? SarifTags.severity(SarifPackage.line(text, "Severity: "))
                : Optional.<Severity>empty();
        boolean made = named.isPresent() && (is != FindingKind.VULNERABILITY || named.get() == Severity.UNKNOWN);
        if (!made) {
            score.ifPresent(draft::cvss);
        }
        draft.severity(named.orElseGet(() -> score.isPresent() ? Severity.ofScore(score.getAsDouble()) : Severity.ofLevel(level())));
    }

    private OptionalDouble score() {
        return properties.score().isPresent() ? properties.score() : rule.properties().score();
    }

    /** §3.27.10. */
    private String level() {
        if (!level.isEmpty()) {
            return level;
        }
        String override = run.override(rule, invocation);
        return !override.isEmpty() ? override : rule.level().isEmpty() ? "warning" : rule.level();
    }

    private Iterable<String> cwes() {
        if (taxa.isEmpty() && properties.cwes().isEmpty()) {
            return rule.cwes();
        }
        var all = new LinkedHashSet<String>();
        taxa.forEach(one -> run.taxa().addCwe(one, all));
        all.addAll(properties.cwes());
        all.addAll(rule.cwes());
        return all;
    }

    /** Where it is; where there is no file, the code it names, or what the tool was looking at. */
    private String file() {
        String file = run.uris().file(location.artifact());
        if (!file.isEmpty()) {
            return file;
        }
        String code = location.code().isEmpty() ? run.code(location.codeIndex()) : location.code();
        return code.isEmpty() ? run.uris().file(target) : code;
    }
}
