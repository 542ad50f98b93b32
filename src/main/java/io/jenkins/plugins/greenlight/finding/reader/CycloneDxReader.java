package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the vulnerabilities of a CycloneDX document. It is walked for what they refer to, and again for the components that
 * are referred to and the vulnerabilities themselves; a third time where the components stand behind the vulnerabilities.
 */
final class CycloneDxReader {
    private static final String DEFAULT_TOOL = "CycloneDX";

    private final Path file;
    private final String source;
    private final FindingSink sink;
    private final Set<String> references = new HashSet<>();
    private final CycloneDxComponents components = new CycloneDxComponents(references);
    private JsonStream json;
    private String tool = "";
    private String toolVersion = "";
    private boolean hasVulnerabilities;
    private boolean componentsBehind;
    private int vulnerabilities;

    private CycloneDxReader(Path file, String source, FindingSink sink) {
        this.file = file;
        this.source = source;
        this.sink = sink;
    }

    /** One run. @throws ParseException when it is before 1.4 or has no vulnerabilities */
    static void read(Path file, String source, FindingSink sink) throws IOException {
        var reader = new CycloneDxReader(file, source, sink);
        reader.walk(reader::describe);
        reader.check();
        reader.walk(reader::components);
        if (reader.componentsBehind) {
            reader.walk(reader::vulnerabilities);
        }
        sink.end(new ScanRun(source, reader.tool(), reader.toolVersion, ReportFormat.CYCLONEDX, List.of(), reader.doubts()));
    }

    private void walk(Consumer<String> field) throws IOException {
        try (var opened = JsonStream.open(file, source)) {
            json = opened;
            json.fields(field);
            json.end();
        }
    }

    private void describe(String key) {
        switch (key) {
            case "specVersion" -> specVersion(json.text(), json.place());
            case "metadata" -> {
                componentsBehind |= hasVulnerabilities;
                metadata(part -> {
                    if (part.equals("tools") && !json.isNull()) {
                        tools();
                    }
                });
            }
            case "components", "services" -> componentsBehind |= hasVulnerabilities;
            case "vulnerabilities" -> {
                hasVulnerabilities = !json.isNull();
                MaybeJson.items(json, () -> {
                    vulnerabilities++;
                    CycloneDxVulnerability.references(json, references);
                });
            }
            default -> { }
        }
    }

    private void metadata(Consumer<String> part) {
        MaybeJson.fields(json, part);
    }

    private void specVersion(String version, Node.Place place) {
        if (!version.startsWith("1.") || List.of("1.0", "1.1", "1.2", "1.3").contains(version)) {
            throw new ParseException(place, "has the CycloneDX version \"" + version + "\". Expected 1.4 or a later 1.x.");
        }
    }

    /** A list until 1.4, a mapping with a list of components from 1.5 on; the first counts. */
    private void tools() {
        if (json.isList()) {
            json.items(this::named);
        } else {
            json.fields(kind -> {
                if (kind.equals("components")) {
                    MaybeJson.items(json, this::named);
                }
            });
        }
    }

    private void named() {
        if (!tool.isEmpty()) {
            return;
        }
        json.fields(key -> {
            switch (key) {
                case "name" -> tool = json.text();
                case "version" -> toolVersion = json.text();
                default -> { }
            }
        });
    }

    private String tool() {
        return tool.isEmpty() ? DEFAULT_TOOL : tool;
    }

    private void check() {
        if (!hasVulnerabilities) {
            throw new ParseException(source, "is an inventory (SBOM), not a scan: it has no \"vulnerabilities\". Expected a CycloneDX"
                    + " document with them; to have this one looked at, run trivy sbom --format json on it and name that report.");
        }
    }

    private void components(String key) {
        switch (key) {
            case "metadata" -> metadata(part -> {
                if (part.equals("component")) {
                    components.component(json);
                }
            });
            case "components", "services" -> components.read(json);
            default -> {
                if (!componentsBehind) {
                    vulnerabilities(key);
                }
            }
        }
    }

    private void vulnerabilities(String key) {
        if (key.equals("vulnerabilities")) {
            json.items(() -> CycloneDxVulnerability.read(json).tell(tool(), source, components, sink));
        }
    }

    /** Trivy writes the empty list into every document, and looks for vulnerabilities only when told to. */
    private List<String> doubts() {
        return vulnerabilities == 0 && tool.equalsIgnoreCase("trivy")
                ? List.of("Trivy's CycloneDX output has an empty list of vulnerabilities also where Trivy did not look for any:"
                        + " expected its --format json") : List.of();
    }
}
