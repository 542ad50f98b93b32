package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What well-known tools find, where their SARIF does not say it in a tag. */
final class SarifTools {
    private static final Pattern ADVISORY = Pattern.compile("(?:CVE-[0-9]{4}-[0-9]{4,}|GHSA(?:-[0-9a-z]{4}){3})(?![0-9a-z])");

    private static final int MOST = 20;

    private SarifTools() { }

    /** What a tool of this name finds with this rule. CODE: that is not known for sure. */
    static FindingKind kind(String tool, String rule) {
        return switch (tool.toLowerCase(Locale.ROOT)) {
            case "gitleaks", "trufflehog", "betterleaks" -> FindingKind.SECRET;
            case "checkov" -> rule.startsWith("CKV_SECRET_") ? FindingKind.SECRET
                    : advisory(rule).isPresent() ? FindingKind.VULNERABILITY : FindingKind.MISCONFIGURATION;
            case "kics", "tfsec", "terrascan" -> FindingKind.MISCONFIGURATION;
            case "grype", "osv-scanner", "govulncheck", "dependency-check", "snyk open source" -> FindingKind.VULNERABILITY;
            default -> rule.startsWith("SNYK-CC-") ? FindingKind.MISCONFIGURATION
                    : rule.startsWith("SNYK-") || rule.startsWith("BDSA-") || advisory(rule).isPresent()
                    ? FindingKind.VULNERABILITY : FindingKind.CODE;
        };
    }

    /** The CVE or GHSA id a rule's id begins with, as Grype's {@code CVE-2021-44228-log4j-core} does. */
    static Optional<String> advisory(String rule) {
        if (!rule.startsWith("CVE-") && !rule.startsWith("GHSA-")) {
            return Optional.empty();
        }
        var found = ADVISORY.matcher(rule);
        return found.lookingAt() ? Optional.of(found.group()) : Optional.empty();
    }

    /** All CVE and GHSA ids in a rule's id, such as {@code BDSA-2020-1001 (CVE-2020-11022)}, behind the id itself. */
    static List<String> names(String rule) {
        if (!rule.contains("CVE-") && !rule.contains("GHSA-")) {
            return List.of(rule);
        }
        var names = new ArrayList<String>();
        names.add(rule);
        ADVISORY.matcher(rule).results().limit(MOST).forEach(found -> names.add(found.group()));
        return names;
    }
}
