package io.jenkins.plugins.greenlight.finding;

/** The scanners' formats read here. */
public enum ReportFormat {
    SARIF("SARIF 2.1.0"), SPOTBUGS("SpotBugs XML");

    private final String title;

    ReportFormat(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
