package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the format of a JSON document by its outermost keys, whatever their order. It reads no further than to the first key
 * that decides, which in every format read here stands before what is large, unless somebody sorted the keys.
 */
final class JsonLook {
    private static final int MOST_KEYS = 1000;

    private final JsonStream json;
    private final String source;
    private final Set<String> keys = new LinkedHashSet<>();
    private ReportFormat format;
    private String version = "";

    private JsonLook(JsonStream json, String source) {
        this.json = json;
        this.source = source;
    }

    /** @throws ParseException when it is in no format read here */
    static ReportFormat at(Path file, String source) throws IOException {
        try (var json = JsonStream.open(file, source)) {
            var look = new JsonLook(json, source);
            return json.isList() ? look.list() : json.isMap() ? look.mapping() : look.value();
        }
    }

    private ReportFormat value() {
        throw ReportRecogniser.unknown(source, json.isNull() ? "it is null and does not say which tool looked at anything. Trivy before"
                + " 0.20 wrote so when it found nothing: use a later one" : "it is a single value");
    }

    private ReportFormat list() {
        if (!json.firstItem()) {
            throw ReportRecogniser.unknown(source, "it is an empty list and does not say which tool looked at anything. Several tools"
                    + " write so when they find nothing: let them write SARIF");
        }
        if (json.isMap() && json.anyField(this::isLegacyTrivy)) {
            return ReportFormat.TRIVY;
        }
        throw ForeignFormat.ofList(keys).map(format -> ReportRecogniser.foreign(source, format)).orElseGet(() -> strange("it is a list of things"));
    }

    /** Sorted or not, one of the two others comes with the target. */
    private boolean isLegacyTrivy(String key) {
        remember(key);
        return keys.contains("Target") && (keys.contains("Vulnerabilities") || keys.contains("Misconfigurations")
                || keys.contains("Secrets") || keys.contains("Licenses") || keys.contains("Type") || keys.contains("Class"));
    }

    private ReportFormat mapping() {
        if (json.anyField(this::decides)) {
            return format;
        }
        throw ForeignFormat.ofMapping(keys).map(found -> ReportRecogniser.foreign(source, found)).orElseGet(() -> strange("it is a mapping"));
    }

    private boolean decides(String key) {
        remember(key);
        format = byKey(key).orElse(null);
        return format != null;
    }

    private Optional<ReportFormat> byKey(String key) {
        return switch (key) {
            case "version" -> version();
            case "runs" -> sarif();
            case "$schema" -> json.isText() && json.text().toLowerCase(Locale.ROOT).contains("sarif")
                    ? Optional.of(ReportFormat.SARIF) : Optional.empty();
            case "SchemaVersion", "ArtifactName", "ArtifactType" -> Optional.of(ReportFormat.TRIVY);
            case "bomFormat" -> json.isText() && json.text().equals("CycloneDX") ? Optional.of(ReportFormat.CYCLONEDX) : Optional.empty();
            case "errors", "generated_at", "metrics", "results" -> isBandit() ? Optional.of(ReportFormat.BANDIT) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<ReportFormat> version() {
        version = json.isText() ? json.text() : "";
        return Optional.empty();
    }

    /** Runs of a version before 2.1 are of another shape. */
    private Optional<ReportFormat> sarif() {
        if (version.startsWith("1.") || version.startsWith("2.0")) {
            throw ReportRecogniser.unknown(source, "it is SARIF " + version + ". Let the tool write version 2.1.0, or convert it"
                    + " (Microsoft's SARIF Multitool, sarif transform)");
        }
        return Optional.of(ReportFormat.SARIF);
    }

    /** Results and errors others have too. */
    private boolean isBandit() {
        return (keys.contains("generated_at") || keys.contains("metrics")) && (keys.contains("results") || keys.contains("errors"));
    }

    private void remember(String key) {
        if (keys.size() < MOST_KEYS) {
            keys.add(key);
        }
    }

    private ParseException strange(String what) {
        return ReportRecogniser.unknown(source, what + (keys.isEmpty() ? "" : " with the keys " + keys.stream().limit(8).toList())
                + ", which is known of no tool");
    }
}
