package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.Optional;
import java.util.Set;

/** A finding that Trivy took out of its lists, since an ignore file, a policy or a VEX document says so. */
final class TrivyModified {
    /** Any other status says nothing that would let it go. */
    private static final Set<String> SUPPRESSING = Set.of("ignored", "not_affected", "fixed");

    private String type = "";
    private String status = "";
    private String statement = "";
    private String origin = "";
    private TrivyItem item;

    private TrivyModified() { }

    static void read(JsonStream json, TrivyResult result, String source, FindingSink sink) {
        var place = json.place();
        var modified = new TrivyModified();
        json.fields(key -> modified.field(key, json));
        Finding finding = result.finding(modified.kind(place), modified.item);
        if (SUPPRESSING.contains(modified.status)) {
            sink.suppressed(new Suppressed(finding, modified.origin.isEmpty() ? source : modified.origin, modified.why()));
        } else {
            sink.found(finding);
        }
    }

    private void field(String key, JsonStream json) {
        switch (key) {
            case "Type" -> type = json.text();
            case "Status" -> status = json.text();
            case "Statement" -> statement = json.text();
            case "Source" -> origin = json.text();
            case "Finding" -> item = json.isNull() ? null : TrivyItem.read(json);
            default -> { }
        }
    }

    private String why() {
        return statement.isEmpty() ? status : status + ": " + statement;
    }

    private FindingKind kind(Node.Place place) {
        return Optional.ofNullable(item).flatMap(this::kindOf).orElseThrow(() -> new ParseException(place,
                "has a modified finding of the type \"" + type + "\" that says nothing of itself."
                        + " Expected a vulnerability, misconfiguration, secret or license."));
    }

    /** By its type; one of a type to come by the id that it has. */
    private Optional<FindingKind> kindOf(TrivyItem found) {
        return switch (type) {
            case "vulnerability" -> Optional.of(FindingKind.VULNERABILITY);
            case "misconfiguration" -> Optional.of(FindingKind.MISCONFIGURATION);
            case "secret" -> Optional.of(FindingKind.SECRET);
            case "license" -> Optional.of(FindingKind.LICENSE);
            default -> !found.text("VulnerabilityID").isEmpty() ? Optional.of(FindingKind.VULNERABILITY)
                    : !found.text("RuleID").isEmpty() ? Optional.of(FindingKind.SECRET)
                    : !found.first("ID", "AVDID").isEmpty() ? Optional.of(FindingKind.MISCONFIGURATION)
                    : !found.text("Name").isEmpty() ? Optional.of(FindingKind.LICENSE) : Optional.empty();
        };
    }
}
