package io.jenkins.plugins.greenlight.signing;

/** What an attestation says of an image, by the names cosign has for it. */
public enum Predicate {
    /** A bill of materials in CycloneDX JSON. */
    CYCLONEDX("cyclonedx"),
    /** What a scanner found, in the form of {@link ScanPredicate}. */
    VULNERABILITIES("vuln");

    private final String word;

    Predicate(String word) {
        this.word = word;
    }

    /** As {@code cosign --type} takes it. */
    String word() {
        return word;
    }
}
