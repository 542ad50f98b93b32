package io.jenkins.plugins.greenlight.finding.suppression;

/** What a file of suppressions is written in. */
public enum SuppressionFormat {
    GREENLIGHT("Greenlight suppressions"), TRIVY_IGNORE(".trivyignore"), TRIVY_IGNORE_YAML(".trivyignore.yaml"),
    CYCLONEDX_VEX("CycloneDX VEX");

    private final String title;

    SuppressionFormat(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
