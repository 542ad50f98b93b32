package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.util.List;
import java.util.Optional;

/** Trivy's SARIF names the severity itself: in the message of a result and in a tag of its rule. */
final class SarifTrivy {
    private SarifTrivy() { }

    static boolean wrote(String tool) {
        return tool.equalsIgnoreCase("Trivy");
    }

    /**
     * The severity it names, as far as it agrees with the result's level: names of files stand in messages too, and one could
     * hold a line of its own. The same vulnerability may differ from package to package, so its message goes before the
     * rule's tag.
     */
    static Optional<Severity> severity(String message, List<String> tags, FindingKind kind, String level) {
        var said = SarifTags.severity(SarifPackage.line(message, "Severity: ")).filter(one -> level(one).equals(level));
        var tagged = tags.stream().flatMap(tag -> SarifTags.severity(tag).stream()).filter(one -> level(one).equals(level))
                .findFirst();
        return kind == FindingKind.VULNERABILITY ? said.or(() -> tagged) : tagged.or(() -> said);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, UNKNOWN -> "note";
            case INFO -> "none";
        };
    }

    /** Whether the score is one: of what is no vulnerability, and where the severity is unknown, Trivy makes one up. */
    static boolean isScore(FindingKind kind, Severity severity) {
        return kind == FindingKind.VULNERABILITY && severity != Severity.UNKNOWN;
    }
}
