package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsJsonTest {
    private static final RunArtifacts RUN = RunArtifacts.of(SampleReports.full(), "<html>", "{}");
    private static final String FULL = ArtifactsJson.write(RUN);

    @TempDir Path folder;

    @Test void readsBackWhatItWroteAndKeepsToItsSchema() throws Exception {
        assertThat(ArtifactsJson.read(FULL, "artifacts.json")).isEqualTo(RUN);
        assertThat(RUN.entries()).extracting(entry -> entry.root() + " " + entry.artifact().path())
                .containsExactly("WORKSPACE target/greenlight/image.tar", "RUN report.html", "RUN report.json");
        assertThat(violations(FULL)).isEmpty();
        assertThat(violations(ArtifactsJson.write(RunArtifacts.of(SampleReports.empty(Ending.HALTED), "", "")))).isEmpty();
    }

    @Test void holdsTheHashesOfTheReportBesideIt() throws Exception {
        ReportFiles.write(folder, SampleReports.full());

        var text = Files.readString(folder.resolve("artifacts.json"));
        assertThat(violations(text)).isEmpty();
        assertThat(ArtifactsJson.read(text, "artifacts.json").entries())
                .filteredOn(entry -> entry.root() == RunArtifacts.Root.RUN)
                .hasSize(2).allSatisfy(entry -> assertThat(entry.artifact().sha256())
                        .isEqualTo(Sha256.of(folder.resolve(entry.artifact().path()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"app\" :|\"ap\" :", "\"root\" : \"run\"|\"root\" : \"home\"", "\"version\" : 1|\"version\" : 2",
        "greenlight.artifacts|greenlight.report", "\"bytes\" : 70000|\"bytes\" : null", "\"bytes\" : 70000|\"bytes\" : -1",
        "\"bytes\" : 70000|\"bytes\" : 0.5", "efefef|EFEFEF", "\"stage\" : \"image\"|\"stage\" : \"picture\"",
        "\"mediaType\" :|\"type\" :", "\"ending\" : \"ERROR\"|\"ending\" : \"FINE\"",
        "\"path\" : \"report.html\"|\"path\" : \"a/b\"",
    })
    void refusesWhatItsSchemaRefuses(String good, String bad) throws Exception {
        String text = FULL.replace(good, bad);

        assertThat(text).isNotEqualTo(FULL);
        assertThat(violations(text)).isNotEmpty();
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ArtifactsJson.read(text, "artifacts.json"))
                .withMessageStartingWith("artifacts.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../b", "/etc/passwd", "..", ".", "", "a//b", "a/", "a/./b",
            "a\\\\..\\\\b", "a\\u0000b", "a\\nb"})
    void refusesAPathThatLeadsOut(String path) throws Exception {
        String text = FULL.replace("target/greenlight/image.tar", path);

        assertThat(violations(text)).as("by the schema").isNotEmpty();
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ArtifactsJson.read(text, "artifacts.json"))
                .withMessageContaining("is none in the workspace. Expected a relative one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b.xml", "..a", "a../b", ".hidden/c", "ä ö/$(x)"})
    void takesAnyPathThatStaysInside(String path) throws Exception {
        String text = FULL.replace("target/greenlight/image.tar", path);

        assertThat(violations(text)).as("by the schema").isEmpty();
        assertThat(ArtifactsJson.read(text, "artifacts.json").entries().get(0).artifact().path()).isEqualTo(path);
    }

    /** A list of nothing would hold whatever became of the files. */
    @Test void refusesAListOfNothing() throws Exception {
        String text = Json.write(ReportTree.map("schema", "greenlight.artifacts", "version", 1, "nonce", "", "app", "",
                "release", null, "commit", null, "digest", null, "ending", "ERROR", "finishedAt", "2026-03-01T10:00:00Z",
                "artifacts", List.of()));

        assertThat(violations(text)).isNotEmpty();
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ArtifactsJson.read(text, "artifacts.json"))
                .withMessageContaining("There is no artifact. Expected at least the run's own report.");
    }

    private static Set<ValidationMessage> violations(String text) throws Exception {
        try (var schema = ReportJson.class.getResourceAsStream("/io/jenkins/plugins/greenlight/artifacts.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema)
                    .validate(text, InputFormat.JSON);
        }
    }
}
