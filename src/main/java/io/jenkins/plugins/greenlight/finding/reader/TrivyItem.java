package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What an entry of any of Trivy's arrays says, taken field by field. */
final class TrivyItem {
    private static final Set<String> TEXTS = Set.of("VulnerabilityID", "PkgName", "PkgPath", "InstalledVersion", "FixedVersion",
            "SeveritySource", "PrimaryURL", "Title", "Severity", "ID", "AVDID", "Message", "Status", "RuleID", "Category", "Match",
            "FilePath", "Name", "Link");

    private final Map<String, String> texts = new HashMap<>(32);
    private final CvssScores scores = new CvssScores();
    private List<String> cwes = List.of();
    private List<String> aliases = List.of();
    private long line;

    private TrivyItem() { }

    /** @param json at the entry */
    static TrivyItem read(JsonStream json) {
        var item = new TrivyItem();
        json.fields(key -> item.field(key, json));
        return item;
    }

    private void field(String key, JsonStream json) {
        if (TEXTS.contains(key)) {
            texts.put(key, json.text());
            return;
        }
        switch (key) {
            case "Description" -> {
                if (text("Title").isEmpty()) {
                    texts.put(key, json.text());
                }
            }
            case "References" -> MaybeJson.items(json, () -> texts.computeIfAbsent(key, first -> json.text()));
            case "CweIDs" -> cwes = MaybeJson.texts(json);
            case "VendorIDs" -> aliases = MaybeJson.texts(json);
            case "StartLine" -> line = MaybeJson.line(json);
            case "PkgIdentifier" -> part(json, Set.of("PURL"));
            case "Layer" -> part(json, Set.of("Digest", "DiffID"));
            case "CauseMetadata" -> cause(json);
            case "CVSS" -> MaybeJson.fields(json, by -> score(by, json));
            default -> { }
        }
    }

    private void part(JsonStream json, Set<String> wanted) {
        MaybeJson.fields(json, key -> {
            if (wanted.contains(key)) {
                texts.put(key, json.text());
            }
        });
    }

    private void cause(JsonStream json) {
        MaybeJson.fields(json, key -> {
            switch (key) {
                case "Resource" -> texts.put(key, json.text());
                case "StartLine" -> line = MaybeJson.line(json);
                case "Code" -> MaybeJson.fields(json, part -> {
                    if (part.equals("Lines")) {
                        MaybeJson.items(json, () -> codeLine(json));
                    }
                });
                default -> { }
            }
        });
    }

    /** The first line of the cause tells apart what neither a resource nor a message does. */
    private void codeLine(JsonStream json) {
        if (!texts.containsKey("Code")) {
            json.fields(key -> {
                if (key.equals("Content")) {
                    texts.put("Code", json.text());
                }
            });
        }
    }

    private void score(String by, JsonStream json) {
        MaybeJson.fields(json, key -> {
            switch (key) {
                case "V3Score" -> score(CvssScores.Version.V3, by, json);
                case "V40Score" -> score(CvssScores.Version.V4, by, json);
                case "V2Score" -> score(CvssScores.Version.V2, by, json);
                default -> { }
            }
        });
    }

    private void score(CvssScores.Version version, String by, JsonStream json) {
        if (!json.isNull()) {
            scores.add(version, by, json.number());
        }
    }

    /** By Trivy's own key; empty when it is not given or null. */
    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    /** The first of these that is not empty; empty when all are. */
    String first(String... keys) {
        for (String key : keys) {
            if (!text(key).isEmpty()) {
                return text(key);
            }
        }
        return "";
    }

    List<String> cwes() {
        return cwes;
    }

    List<String> aliases() {
        return aliases;
    }

    /** 0 when not given. */
    long line() {
        return line;
    }

    /** Preferably of the source that the severity is from. */
    OptionalDouble score() {
        return scores.best(text("SeveritySource"));
    }
}
