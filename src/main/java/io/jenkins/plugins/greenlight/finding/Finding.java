package io.jenkins.plugins.greenlight.finding;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing a scanner found, the same for every tool. Texts are as the report has them: whoever shows one makes it harmless.
 *
 * @param rule        the tool's id of what it looked for, for a vulnerability its CVE id where it has one; empty when not given
 * @param aliases     other ids of the same thing, without the rule
 * @param cvss        the base score, 0 to 10; empty when the report gives none
 * @param affected    the package a vulnerability or a licence is about
 * @param file        as the report names it; empty when it names none
 * @param line        1 or more; 0 when the report names none
 * @param layer       of an image that brings it: the digest of what is in it where the report gives that, since Trivy may give the
 *                    digest of the packed layer as it was when it last saw what is in it; else of the packed layer; empty for none
 * @param cwes        {@code CWE-79}, each once
 * @param helpLink    an http or https address; empty for none
 * @param fingerprint the same for the same finding in a later report, wherever its line has moved to; see {@link Fingerprint}
 */
public record Finding(String tool, FindingKind kind, String rule, List<String> aliases, Severity severity, OptionalDouble cvss,
                      Optional<AffectedPackage> affected, String file, int line, String layer, List<String> cwes, String message,
                      String helpLink, String fingerprint) {
    public Finding {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(cvss, "cvss");
        Objects.requireNonNull(affected, "affected");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(helpLink, "helpLink");
        Objects.requireNonNull(fingerprint, "fingerprint");
        aliases = List.copyOf(aliases);
        cwes = List.copyOf(cwes);
    }

    /** {@code file:line}, {@code file}, or empty. */
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }

    /** Whether the report names a version in which it is gone. */
    public boolean isFixable() {
        return affected.filter(found -> !found.fixedVersion().isEmpty()).isPresent();
    }

    /** Whether it goes by this id, upper and lower case alike. */
    public boolean isNamed(String id) {
        return rule.equalsIgnoreCase(id) || aliases.stream().anyMatch(id::equalsIgnoreCase);
    }
}
