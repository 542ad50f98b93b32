package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.greenlight.finding.CollectingSink;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLookTest {
    @TempDir private Path folder;

    private ReportFormat format(String text) throws IOException {
        return ReportRecogniser.read(Files.writeString(folder.resolve("report"), text), "report", new CollectingSink());
    }

    @ParameterizedTest
    @CsvSource({"suppressions.sarif, SARIF", "rules-after-results.sarif, SARIF", "spotbugs.xml, SPOTBUGS", "trivy.json, TRIVY",
        "bandit.json, BANDIT", "cyclonedx.json, CYCLONEDX"})
    void knowsEveryFormatByWhatItHolds(String name, ReportFormat format) throws IOException {
        assertThat(format(Files.readString(Fixture.file(name)))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "SARIF; {\"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}}, \"results\": []}], \"version\": \"2.1.0\"}",
        "TRIVY; {\"CreatedAt\": \"x\", \"Results\": [], \"SchemaVersion\": 2}",
        "TRIVY; {\"Results\": null, \"ArtifactName\": \"runs\", \"SchemaVersion\": 2}",
        "TRIVY; [{\"Vulnerabilities\": null, \"Target\": \"go.mod\"}]",
        "TRIVY; [{\"Target\": \"go.mod\", \"Type\": \"gomod\"}]",
        "BANDIT; {\"results\": [], \"generated_at\": \"x\", \"errors\": [], \"metrics\": {}}",
        "BANDIT; {\"metrics\": {}, \"results\": []}",
        "BANDIT; {\"results\": [], \"errors\": [], \"metrics\": {}}",
        "CYCLONEDX; {\"vulnerabilities\": [], \"specVersion\": \"1.4\", \"bomFormat\": \"CycloneDX\"}"})
    void knowsItInWhateverOrderTheKeysStand(ReportFormat format, String text) throws IOException {
        assertThat(format(text)).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[[]]", "[{\"Target\": \"x\"}]", "[{\"Vulnerabilities\": []}]", "{\"Results\": []}", "{\"bomFormat\": \"other\"}",
        "{\"bomFormat\": 1}", "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}", "{\"errors\": [], \"results\": []}",
        "{\"metrics\": {}}", "{\"findings\": {\"runs\": []}}"})
    void doesNotGuess(String text) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> format(text)).withMessageStartingWith("report: is in no format");
    }

    @Test void takesADocumentWithSarifsSchemaForSarif() {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> format("{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\"}"))
                .withMessageContaining("no run");
    }

    @Test void readsAListBehindAByteOrderMarkOrInUtf16() throws IOException {
        String text = "[{\"Target\": \"go.mod\", \"Vulnerabilities\": []}]";

        assertThat(format("\ufeff" + text)).isEqualTo(ReportFormat.TRIVY);
        var wide = Files.writeString(folder.resolve("wide"), text, StandardCharsets.UTF_16LE);
        assertThat(ReportRecogniser.read(wide, "wide", new CollectingSink())).isEqualTo(ReportFormat.TRIVY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bandit.json", "cyclonedx.json", "trivy.json"})
    void refusesAReportCutOffAnywhere(String name) throws IOException {
        String whole = Files.readString(Fixture.file(name)).strip();
        for (int length = 1; length < whole.length(); length += 61) {
            String cut = whole.substring(0, length);
            var sink = new CollectingSink();
            var file = Files.writeString(folder.resolve("cut"), cut);

            assertThatExceptionOfType(ParseException.class).as(cut).isThrownBy(() -> ReportRecogniser.read(file, "cut", sink))
                    .withMessageStartingWith("cut");
            assertThat(sink.runs()).as("what it read of a report cut off does not count").isEmpty();
        }
    }
}
