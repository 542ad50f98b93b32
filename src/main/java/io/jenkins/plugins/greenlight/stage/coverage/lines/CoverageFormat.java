package io.jenkins.plugins.greenlight.stage.coverage.lines;

/** The formats read here. */
public enum CoverageFormat {
    JACOCO("JaCoCo XML", "application/xml"), COBERTURA("Cobertura XML", "application/xml"), LCOV("LCOV", "text/plain");

    private final String title;
    private final String mediaType;

    CoverageFormat(String title, String mediaType) {
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
