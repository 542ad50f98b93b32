package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a run's tool and its extensions, found as SARIF 2.1.0 §3.27.5 to §3.27.7 and §3.52 say. */
final class SarifRules {
    private final List<Node> driver;
    private final List<List<Node>> extensions = new ArrayList<>();
    private final Map<String, Node> byId = new HashMap<>();

    /** @param tool {@code run.tool} */
    SarifRules(Node tool) {
        driver = rules(tool.get("driver"));
        for (var extension : tool.find("extensions").map(Node::items).orElse(List.of())) {
            extensions.add(rules(extension));
        }
    }

    private List<Node> rules(Node component) {
        var rules = component.find("rules").map(Node::items).orElse(List.of());
        for (var rule : rules) {
            rule.find("id").ifPresent(id -> byId.putIfAbsent(id.text(), rule));
        }
        return rules;
    }

    /** The rule a result is about; empty when the run does not describe it. */
    Optional<Node> of(Node result) {
        String id = id(result);
        var indexed = indexed(result);
        boolean agrees = indexed.flatMap(rule -> rule.find("id")).map(found -> matches(id, found.text())).orElse(true);
        return indexed.isPresent() && agrees ? indexed : named(id).or(() -> indexed);
    }

    /** The id a result names itself, by whichever property; empty when it names none. */
    static String id(Node result) {
        return result.find("ruleId").or(() -> result.find("rule").flatMap(rule -> rule.find("id"))).map(Node::text).orElse("");
    }

    private Optional<Node> indexed(Node result) {
        var reference = result.find("rule");
        var index = result.find("ruleIndex").or(() -> reference.flatMap(rule -> rule.find("index")));
        var component = reference.flatMap(rule -> rule.find("toolComponent")).flatMap(tool -> tool.find("index"));
        var rules = component.map(Node::integer).filter(at -> at >= 0)
                .map(at -> at < extensions.size() ? extensions.get(at.intValue()) : List.<Node>of()).orElse(driver);
        return index.map(Node::integer).filter(at -> at >= 0 && at < rules.size()).map(at -> rules.get(at.intValue()));
    }

    /** {@code CA1000/1} is a part of the rule {@code CA1000}. */
    private Optional<Node> named(String id) {
        if (byId.containsKey(id)) {
            return Optional.of(byId.get(id));
        }
        int slash = id.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : named(id.substring(0, slash));
    }

    private static boolean matches(String id, String ruleId) {
        return id.isEmpty() || id.equals(ruleId) || id.startsWith(ruleId + "/");
    }
}
