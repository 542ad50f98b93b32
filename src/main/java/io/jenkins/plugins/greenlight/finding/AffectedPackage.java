package io.jenkins.plugins.greenlight.finding;

import java.util.Objects;

/**
 * The package a finding is about.
 *
 * @param version      the one that is there; empty when not given
 * @param purl         package URL with the version; empty when not given
 * @param fixedVersion the version or versions in which the finding is gone, as the report writes them; empty for none
 */
public record AffectedPackage(String name, String version, String purl, String fixedVersion) {
    public AffectedPackage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(purl, "purl");
        Objects.requireNonNull(fixedVersion, "fixedVersion");
    }
}
