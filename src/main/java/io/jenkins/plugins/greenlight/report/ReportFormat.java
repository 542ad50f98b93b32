package io.jenkins.plugins.greenlight.report;

/** How a report can be shown. */
public enum ReportFormat {
    /** The lines at a run's end. */
    TEXT,
    /** For a comment on a pull request. */
    MARKDOWN,
    /** report.json. */
    JSON,
    /** report.html. */
    HTML;

    /** All of it, with a line end. */
    public String of(DeliveryReport report) {
        return switch (this) {
            case TEXT -> String.join("\n", ReportText.lines(report)) + "\n";
            case MARKDOWN -> ReportMarkdown.of(report);
            case JSON -> ReportJson.write(report);
            case HTML -> ReportHtml.page(report);
        };
    }
}
