package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.function.Supplier;

/** One entry of Trivy's {@code Results}: its five arrays, entry by entry. */
final class TrivyResult {
    private final JsonStream json;
    private final String source;
    private final FindingSink sink;
    private final Supplier<String> ahead;
    private final String image;
    private String target = "";
    private String about = "";
    private String type = "";
    private String file;
    private boolean known;

    /** @param ahead the file it names, where its arrays stand before that */
    private TrivyResult(JsonStream json, String source, FindingSink sink, Supplier<String> ahead, String image) {
        this.json = json;
        this.source = source;
        this.sink = sink;
        this.ahead = ahead;
        this.image = image;
    }

    /** @throws ParseException when nothing in it is a result's */
    static void read(JsonStream json, String source, FindingSink sink, Supplier<String> ahead, String image) {
        var place = json.place();
        var result = new TrivyResult(json, source, sink, ahead, image);
        json.fields(key -> {
            if (!result.isPartOfTarget(key)) {
                result.array(key);
            }
        });
        result.check(place);
    }

    /** Only what it is about. */
    static TrivyTarget target(JsonStream json, String image) {
        var result = new TrivyResult(json, "", null, null, image);
        json.fields(result::isPartOfTarget);
        return new TrivyTarget(result.target, result.about, result.type, image);
    }

    private void check(Node.Place place) {
        if (!known) {
            throw new ParseException(place, "has a result that is none of Trivy's: neither Target, Class nor Type, nor findings."
                    + " Expected a report as Trivy writes it.");
        }
    }

    private boolean isPartOfTarget(String key) {
        switch (key) {
            case "Target" -> target = json.text();
            case "Class" -> about = json.text();
            case "Type" -> type = json.text();
            default -> {
                return false;
            }
        }
        known = true;
        return true;
    }

    private void array(String key) {
        switch (key) {
            case "Vulnerabilities" -> items(() -> found(FindingKind.VULNERABILITY));
            case "Misconfigurations" -> items(this::misconfiguration);
            case "Secrets" -> items(() -> found(FindingKind.SECRET));
            case "Licenses" -> items(() -> found(FindingKind.LICENSE));
            case "ExperimentalModifiedFindings" -> items(() -> TrivyModified.read(json, this, source, sink));
            default -> { }
        }
    }

    private void items(Runnable item) {
        known = true;
        MaybeJson.items(json, item);
    }

    private void found(FindingKind kind) {
        sink.found(finding(kind, TrivyItem.read(json)));
    }

    /** A check that passed is told only on demand; one that a policy excepts is told apart. */
    private void misconfiguration() {
        var item = TrivyItem.read(json);
        switch (item.text("Status")) {
            case "PASS" -> { }
            case "EXCEPTION" -> sink.suppressed(new Suppressed(finding(FindingKind.MISCONFIGURATION, item), source,
                    "an exception of Trivy's policy"));
            default -> sink.found(finding(FindingKind.MISCONFIGURATION, item));
        }
    }

    Finding finding(FindingKind kind, TrivyItem item) {
        if (file == null) {
            boolean told = !target.isEmpty() && (!about.isEmpty() || !type.isEmpty());
            file = told ? new TrivyTarget(target, about, type, image).file() : ahead.get();
        }
        return TrivyFinding.of(kind, item, file, type);
    }
}
