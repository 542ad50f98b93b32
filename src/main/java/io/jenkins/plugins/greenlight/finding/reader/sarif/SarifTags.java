package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What tools say by {@code properties.tags}, of which SARIF itself says nothing. */
final class SarifTags {
    private static final Pattern CWE = Pattern.compile("(?:external/cwe/)?cwe[-_: ]?0{0,8}([1-9][0-9]{0,5})(?![0-9])",
            Pattern.CASE_INSENSITIVE);

    private SarifTags() { }

    /** {@code CWE-79} for {@code external/cwe/cwe-079}, {@code CWE-79: Cross-site scripting} and the like; empty for other texts. */
    static String cwe(String text) {
        if (text.length() < 4) {
            return "";
        }
        var found = CWE.matcher(text);
        return found.lookingAt() ? "CWE-" + found.group(1) : "";
    }

    /** Of an id in a list of weaknesses, which may leave the word out. */
    static String cweOfId(String id) {
        return cwe(!id.isEmpty() && Character.isDigit(id.charAt(0)) ? "CWE-" + id : id);
    }

    /** What a tag alone says for sure. */
    static Optional<FindingKind> kind(Collection<String> tags) {
        for (String tag : tags) {
            switch (tag.toLowerCase(Locale.ROOT)) {
                case "secret", "secrets" -> {
                    return Optional.of(FindingKind.SECRET);
                }
                case "misconfiguration", "misconfig" -> {
                    return Optional.of(FindingKind.MISCONFIGURATION);
                }
                case "license", "licence" -> {
                    return Optional.of(FindingKind.LICENSE);
                }
                case "vulnerability" -> {
                    return Optional.of(FindingKind.VULNERABILITY);
                }
                default -> { }
            }
        }
        return Optional.empty();
    }

    /** A severity by its own name, in whatever case. */
    static Optional<Severity> severity(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "CRITICAL" -> Optional.of(Severity.CRITICAL);
            case "HIGH" -> Optional.of(Severity.HIGH);
            case "MEDIUM" -> Optional.of(Severity.MEDIUM);
            case "LOW" -> Optional.of(Severity.LOW);
            case "UNKNOWN" -> Optional.of(Severity.UNKNOWN);
            default -> Optional.empty();
        };
    }
}
