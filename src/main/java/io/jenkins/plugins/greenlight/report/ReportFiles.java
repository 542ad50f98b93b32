package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/** The files a run leaves for whoever started it. */
public final class ReportFiles {
    public static final String JSON = "report.json";
    public static final String HTML = "report.html";
    public static final String ARTIFACTS = "artifacts.json";

    private ReportFiles() { }

    /** Each is whole or not there; report.json comes last, so that who sees it sees all. */
    public static void write(Path folder, DeliveryReport report) throws IOException {
        String html = ReportHtml.page(report);
        String json = ReportJson.write(report);
        WholeFile.write(folder.resolve(HTML), html);
        WholeFile.write(folder.resolve(ARTIFACTS), ArtifactsJson.write(RunArtifacts.of(report, html, json)));
        WholeFile.write(folder.resolve(JSON), json);
    }
}
