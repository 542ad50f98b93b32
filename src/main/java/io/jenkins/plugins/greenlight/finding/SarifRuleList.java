package io.jenkins.plugins.greenlight.finding;

import io.jenkins.plugins.greenlight.parse.JsonOutput;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules of the run being written, each once. They stand behind its results, since only the results tell them. At most
 * {@value #MOST}, and none with giant texts: a result of another rule says itself all there is to say.
 */
final class SarifRuleList {
    private static final int MOST = 20_000;
    private static final int LONGEST = 300;

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private static final class Rule {
        private final int index;
        private final String level;
        private final List<String> tags;
        private final String help;
        private double score = -1;

        Rule(int index, Finding first) {
            this.index = index;
            this.level = SarifWriter.level(first.severity());
            this.tags = tags(first);
            this.help = isAddress(first.helpLink()) ? first.helpLink() : "";
        }
    }

    /** Its place in the list; negative when it is not in it. */
    int index(Finding finding) {
        var rule = rules.get(finding.rule());
        if (rule == null) {
            if (rules.size() == MOST || finding.rule().isEmpty() || finding.rule().length() > LONGEST) {
                return -1;
            }
            rule = new Rule(rules.size(), finding);
            rules.put(finding.rule(), rule);
        }
        rule.score = Math.max(rule.score, finding.cvss().orElse(-1));
        return rule.index;
    }

    /** The link in the list for this finding's rule; empty when there is none. */
    String helpLink(Finding finding) {
        var rule = rules.get(finding.rule());
        return rule == null ? "" : rule.help;
    }

    void clear() {
        rules.clear();
    }

    void write(JsonOutput json) throws IOException {
        json.key("rules").openList();
        for (var entry : rules.entrySet()) {
            var rule = entry.getValue();
            json.open().text("id", entry.getKey());
            json.key("shortDescription").open().text("text", entry.getKey()).close();
            if (!rule.help.isEmpty()) {
                json.text("helpUri", rule.help);
            }
            json.key("defaultConfiguration").open().text("level", rule.level).close();
            json.key("properties").open().texts("tags", rule.tags);
            if (rule.score >= 0) {
                json.text("security-severity", SarifWriter.score(rule.score));
            }
            json.close().close();
        }
        json.closeList();
    }

    /** As GitHub and others read them. */
    private static List<String> tags(Finding finding) {
        var tags = new ArrayList<String>();
        tags.add("security");
        tags.add(finding.kind().name().toLowerCase(Locale.ROOT));
        finding.cwes().stream().filter(cwe -> cwe.length() < 20).limit(20).forEach(cwe -> tags.add("external/cwe/" + cwe.toLowerCase(Locale.ROOT)));
        return tags;
    }

    private static boolean isAddress(String link) {
        try {
            return !link.isEmpty() && link.length() <= LONGEST && new URI(link).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
