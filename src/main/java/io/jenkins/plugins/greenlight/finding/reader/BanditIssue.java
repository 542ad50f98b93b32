package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One of Bandit's results. */
final class BanditIssue {
    private static final Set<String> TEXTS = Set.of("code", "filename", "issue_confidence", "issue_severity", "issue_text",
            "more_info", "test_id", "test_name");

    private static final Set<String> PASSWORDS = Set.of("B105", "B106", "B107");

    private final Map<String, String> texts = new HashMap<>(16);
    private long cwe;
    private long line;
    private long first = Long.MAX_VALUE;
    private long last;

    private BanditIssue() { }

    /** @param json at the result */
    static Finding read(JsonStream json) {
        var issue = new BanditIssue();
        json.fields(key -> issue.field(key, json));
        return issue.finding();
    }

    private void field(String key, JsonStream json) {
        if (TEXTS.contains(key)) {
            texts.put(key, json.text());
            return;
        }
        switch (key) {
            case "line_number" -> line = MaybeJson.line(json);
            case "line_range" -> MaybeJson.items(json, () -> {
                long at = json.integer();
                first = Math.min(first, at);
                last = Math.max(last, at);
            });
            case "issue_cwe" -> MaybeJson.fields(json, part -> {
                if (part.equals("id")) {
                    cwe = json.integer();
                }
            });
            default -> { }
        }
    }

    private Finding finding() {
        String rule = text("test_id");
        String confidence = text("issue_confidence").toLowerCase(Locale.ROOT);
        String said = said(rule);
        return new FindingDraft(BanditReader.TOOL, rule).aliases(List.of(text("test_name"))).severity(severity())
                .cwes(cwe > 0 ? List.of("CWE-" + cwe) : List.of()).place(text("filename"), line).helpLink(text("more_info"))
                .message((said.isEmpty() ? rule : said) + (confidence.isEmpty() ? "" : " (confidence: " + confidence + ")"))
                .context(code()).finding();
    }

    /** What it says of a hardcoded password ends with the password, which is shown nowhere. */
    private String said(String rule) {
        String said = text("issue_text").strip();
        int password = PASSWORDS.contains(rule) ? said.indexOf(':') : -1;
        return password < 0 ? said : said.substring(0, password);
    }

    /** The lines it is about, without their numbers and without those around them; all when none of them is there. */
    private String code() {
        long from = last == 0 ? line : first;
        long to = last == 0 ? line : last;
        var lines = text("code").lines().toList();
        var own = lines.stream().filter(one -> number(one) >= from && number(one) <= to).toList();
        return (own.isEmpty() ? lines : own).stream().map(one -> one.substring(digits(one))).collect(Collectors.joining("\n"));
    }

    /** With which a line of {@code code} begins; -1 for none. */
    private static long number(String line) {
        int digits = digits(line);
        return digits == 0 || digits > 18 ? -1 : Long.parseLong(line, 0, digits, 10);
    }

    private static int digits(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private Severity severity() {
        return switch (text("issue_severity").toUpperCase(Locale.ROOT)) {
            case "HIGH" -> Severity.HIGH;
            case "MEDIUM" -> Severity.MEDIUM;
            case "LOW" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }

    private String text(String key) {
        return texts.getOrDefault(key, "");
    }
}
