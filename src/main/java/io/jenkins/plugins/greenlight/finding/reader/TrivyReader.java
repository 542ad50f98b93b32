package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.OperatingSystem;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what Trivy writes with {@code --format json}: the report of schema 2, and the bare list of results of versions before
 * 0.20.
 */
final class TrivyReader {
    private static final int MOST_RESULTS = 500_000;

    private final Path file;
    private final String source;
    private final FindingSink sink;
    private final JsonStream json;
    private List<String> files;
    private int results;
    private String version = "";
    private String commit = "";
    private String family = "";
    private String name = "";
    private boolean ended;
    private String artifact = "";
    private String artifactType = "";
    private boolean hasSchema;
    private boolean hasResults;

    private TrivyReader(Path file, String source, FindingSink sink, JsonStream json) {
        this.file = file;
        this.source = source;
        this.sink = sink;
        this.json = json;
    }

    /** One run. @throws ParseException when it is another schema's or holds something that cannot be read */
    static void read(Path file, String source, FindingSink sink) throws IOException {
        try (var json = JsonStream.open(file, source)) {
            new TrivyReader(file, source, sink, json).all();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void all() {
        if (json.isList()) {
            json.items(this::result);
        } else {
            json.fields(this::field);
            check();
        }
        json.end();
        sink.end(new ScanRun(source, TrivyFinding.TOOL, version, ReportFormat.TRIVY, commit.isEmpty() ? List.of() : List.of(commit),
                family.isEmpty() ? Optional.empty() : Optional.of(new OperatingSystem(family, name, ended)), List.of()));
    }

    private void field(String key) {
        switch (key) {
            case "SchemaVersion" -> schema();
            case "Trivy" -> MaybeJson.fields(json, part -> version = part.equals("Version") ? json.text() : version);
            case "ArtifactName" -> artifact = json.text();
            case "ArtifactType" -> artifactType = json.text();
            case "Metadata" -> MaybeJson.fields(json, this::metadata);
            case "Results" -> {
                hasResults = true;
                MaybeJson.items(json, this::result);
            }
            case "ClusterName", "Resources", "Findings" -> throw new ParseException(json.place(), "is Trivy's report of a"
                    + " cluster (trivy k8s), which is not read here. Expected one of what is delivered: trivy image, fs or config"
                    + " with --format json.");
            default -> { }
        }
    }

    private void metadata(String key) {
        switch (key) {
            case "Commit" -> commit = json.text();
            case "OS" -> MaybeJson.fields(json, this::system);
            default -> { }
        }
    }

    private void system(String key) {
        switch (key) {
            case "Family" -> family = json.text();
            case "Name" -> name = json.text();
            case "EOSL" -> ended = !json.isNull() && json.flag();
            default -> { }
        }
    }

    private void schema() {
        hasSchema = true;
        if (json.integer() != 2) {
            throw new ParseException(json.place(), "has Trivy's SchemaVersion " + json.integer() + ". Expected 2.");
        }
    }

    /** Without results it found nothing, as long as it says what it looked at. */
    private void check() {
        if (!hasSchema) {
            throw new ParseException(source, "has no \"SchemaVersion\". Expected Trivy's report whole, with the 2 there.");
        }
        if (!hasResults && artifact.isEmpty() && artifactType.isEmpty()) {
            throw new ParseException(source, "has neither \"Results\" nor \"ArtifactName\": it does not say that Trivy looked at"
                    + " anything. Expected a report as Trivy writes it.");
        }
    }

    private void result() {
        int index = results++;
        TrivyResult.read(json, source, sink, () -> files().get(index), image());
    }

    private String image() {
        return artifactType.equals("container_image") ? artifact : "";
    }

    /** That every result names, from a walk of its own: in a report with sorted keys they stand behind the findings. */
    private List<String> files() {
        if (files == null) {
            files = new ArrayList<>();
            try (var again = JsonStream.open(file, source)) {
                if (again.isList()) {
                    again.items(() -> files.add(fileOf(again)));
                } else {
                    again.fields(key -> {
                        if (key.equals("Results")) {
                            MaybeJson.items(again, () -> files.add(fileOf(again)));
                        }
                    });
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private String fileOf(JsonStream again) {
        if (files.size() == MOST_RESULTS) {
            throw new ParseException(again.place(), "has more than " + MOST_RESULTS + " results whose findings stand before their Target."
                    + " Expected the order in which Trivy writes them: Target first.");
        }
        return TrivyResult.target(again, image()).file();
    }
}
