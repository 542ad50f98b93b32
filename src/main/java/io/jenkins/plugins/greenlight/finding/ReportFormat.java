package io.jenkins.plugins.greenlight.finding;

/** The scanners' formats read here. */
public enum ReportFormat {
    SARIF("SARIF 2.1.0", "application/sarif+json"),
    TRIVY("Trivy JSON", "application/json"),
    SPOTBUGS("SpotBugs XML", "application/xml"),
    BANDIT("Bandit JSON", "application/json"),
    CYCLONEDX("CycloneDX JSON with vulnerabilities", "application/vnd.cyclonedx+json");

    private final String title;
    private final String mediaType;

    ReportFormat(String title, String mediaType) {
        this.title = title;
        this.mediaType = mediaType;
    }

    public String title() {
        return title;
    }

    public String mediaType() {
        return mediaType;
    }
}
