package io.jenkins.plugins.greenlight.report;

import java.io.IOException;
import java.nio.file.Path;

/** The files a run leaves for whoever started it. */
public final class ReportFiles {
    public static final String JSON = "report.json";
    public static final String HTML = "report.html";

    private ReportFiles() { }

    /** Each is whole or not there; report.json comes last, so that who sees it sees both. */
    public static void write(Path folder, DeliveryReport report) throws IOException {
        WholeFile.write(folder.resolve(HTML), ReportHtml.page(report));
        WholeFile.write(folder.resolve(JSON), ReportJson.write(report));
    }
}
