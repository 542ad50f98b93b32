package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.Fingerprint;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code result} of a SARIF run, read by the standard's defaults. */
final class SarifResult {
    private static final Set<String> NOT_SUPPRESSING = Set.of("rejected", "underReview");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d{1,3})}");

    private final Node result;
    private final SarifRun run;
    private final Optional<Node> rule;

    SarifResult(Node result, SarifRun run) {
        result.fields();
        this.result = result;
        this.run = run;
        this.rule = run.rules().of(result);
    }

    /** Whether the tool found something wrong that is still there: not a pass, not a remark, not gone since the baseline. */
    boolean isPresent() {
        return text("kind").orElse("fail").equals("fail") && !text("baselineState").orElse("").equals("absent");
    }

    /** Why it does not count: it has suppressions, none of them rejected or still under review. */
    Optional<String> suppression() {
        var all = result.find("suppressions").map(Node::items).orElse(List.of());
        boolean stands = !all.isEmpty()
                && all.stream().noneMatch(one -> NOT_SUPPRESSING.contains(text(one, "status").orElse("")));
        return stands ? all.stream().flatMap(one -> text(one, "justification").or(() -> text(one, "kind")).stream()).findFirst()
                .or(() -> Optional.of("suppressed")) : Optional.empty();
    }

    Finding finding() {
        var physical = result.find("locations").map(Node::items).orElse(List.of()).stream().findFirst()
                .flatMap(location -> location.find("physicalLocation"));
        String file = run.file(physical.flatMap(at -> at.find("artifactLocation")));
        long line = physical.flatMap(at -> at.find("region")).flatMap(at -> at.find("startLine")).map(Node::integer).orElse(0L);
        String id = SarifRules.id(result);
        String name = id.isEmpty() ? rule.flatMap(found -> text(found, "id")).orElse("") : id;
        var draft = new FindingDraft(run.tool(), name).severity(severity()).place(file, line).message(message().orElse(name))
                .helpLink(rule.flatMap(found -> text(found, "helpUri")).orElse(""));
        fingerprint(name).ifPresent(draft::fingerprint);
        return draft.finding();
    }

    private Severity severity() {
        return score(Optional.of(result)).or(() -> score(rule)).map(Severity::ofScore).orElseGet(() -> Severity.ofLevel(
                text("level").or(() -> rule.flatMap(found -> found.find("defaultConfiguration"))
                        .flatMap(found -> text(found, "level"))).orElse("warning")));
    }

    /** GitHub's convention: a number from 0 to 10, usually written as a text. Anything else does not count as one. */
    private static Optional<Double> score(Optional<Node> owner) {
        return owner.flatMap(node -> node.find("properties")).flatMap(bag -> bag.find("security-severity")).flatMap(node -> {
            if (node.isNumber()) {
                return Optional.of(node.number());
            }
            return Optional.of(node).filter(Node::isText).map(Node::text).map(String::strip)
                    .filter(text -> text.matches("\\d{1,2}(\\.\\d{1,10})?")).map(Double::valueOf);
        }).filter(score -> score >= 0 && score <= 10);
    }

    private Optional<String> message() {
        var message = result.find("message");
        return message.flatMap(node -> text(node, "text").or(() -> fromRule(node)).or(() -> text(node, "markdown")))
                .or(() -> rule.flatMap(found -> found.find("shortDescription")).flatMap(found -> text(found, "text")))
                .map(String::strip);
    }

    /** The rule's {@code messageStrings} with the result's arguments in their places. */
    private Optional<String> fromRule(Node message) {
        var form = text(message, "id").flatMap(id -> rule.flatMap(found -> found.find("messageStrings"))
                .flatMap(strings -> strings.find(id))).flatMap(found -> text(found, "text"));
        var arguments = message.find("arguments").map(Node::items).orElse(List.of());
        return form.map(text -> PLACEHOLDER.matcher(text).replaceAll(place -> {
            int at = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(at < arguments.size() ? arguments.get(at).text() : place.group());
        }));
    }

    /** The report's own, where it is whole; a partial one is made whole with the rule it was found by. */
    private Optional<String> fingerprint(String rule) {
        return first("fingerprints").or(() -> first("partialFingerprints")
                .map(part -> Fingerprint.of(run.tool(), rule, "", part)));
    }

    private Optional<String> first(String bag) {
        return result.find(bag).map(Node::fields)
                .flatMap(all -> all.entrySet().stream().sorted(Map.Entry.comparingByKey()).findFirst())
                .map(entry -> entry.getValue().text());
    }

    private Optional<String> text(String key) {
        return text(result, key);
    }

    private static Optional<String> text(Node node, String key) {
        return node.find(key).map(Node::text);
    }
}
