package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a {@code .trivyignore.yaml}. As with Trivy, an entry holds until the moment it names in UTC; here its day is what counts. */
final class TrivyYaml {
    static final Map<String, FindingKind> LISTS = new LinkedHashMap<>();
    private static final List<String> KEYS = List.of("id", "paths", "purls", "statement", "expired_at");

    static {
        LISTS.put("vulnerabilities", FindingKind.VULNERABILITY);
        LISTS.put("misconfigurations", FindingKind.MISCONFIGURATION);
        LISTS.put("secrets", FindingKind.SECRET);
        LISTS.put("licenses", FindingKind.LICENSE);
    }

    private final Reading reading;

    TrivyYaml(Reading reading) {
        this.reading = reading;
    }

    void read(Node root) {
        var document = new Entry(root, List.copyOf(LISTS.keySet()), reading);
        LISTS.forEach((list, kind) -> {
            if (root.find(list).isPresent()) {
                document.value(list, Node::items).orElse(List.of()).forEach(node -> entry(node, kind));
            }
        });
    }

    private void entry(Node node, FindingKind kind) {
        var entry = new Entry(node, KEYS, reading);
        entry.require("id", "CVE-2026-1234");
        var found = new Suppression(SuppressionFormat.TRIVY_IGNORE_YAML, entry.line("id"), TrivyLines.TOOL, Set.of(kind),
                entry.globs("paths", TrivyYaml::meaning), entry.purls("purls"), entry.text("statement"), "",
                entry.value("expired_at", TrivyYaml::lastDay), entry.source());
        if (entry.isGood()) {
            reading.found(found);
        }
    }

    /** To Trivy two stars are one where they are not a whole name. */
    private static String meaning(String pattern) {
        return String.join("/", List.of(pattern.split("/", -1)).stream().map(name -> {
            String one = name;
            while (!one.equals("**") && one.contains("**")) {
                one = one.replace("**", "*");
            }
            return one;
        }).toList());
    }

    /** Never later than Trivy has it. */
    private static LocalDate lastDay(Node node) {
        try {
            if (node.isText() && node.text().indexOf('T') > 0) {
                return OffsetDateTime.parse(node.text()).atZoneSameInstant(ZoneOffset.UTC).toLocalDate().minusDays(1);
            }
        } catch (DateTimeException e) {
            throw new ParseException(node.place(), node.path() + " is " + node.kind() + ". Expected a day such as 2026-12-31.");
        }
        return Entry.day(node, "a day such as 2026-12-31, the first on which it holds no more").minusDays(1);
    }
}
