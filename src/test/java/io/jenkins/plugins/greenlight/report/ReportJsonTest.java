package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {
    private static final String FULL = ReportJson.write(SampleReports.full());

    @Test void readsBackWhatItWrote() {
        assertThat(ReportJson.read(FULL, "n-1")).isEqualTo(SampleReports.full());
        assertThat(ReportJson.read(ReportJson.write(SampleReports.empty(Ending.BAD_INPUT)), "n-1"))
                .isEqualTo(SampleReports.empty(Ending.BAD_INPUT));
    }

    @Test void readsBackTextsThatNobodyShouldWrite() {
        var evil = SampleReports.filled("\u001b[31m</script>\"\\\n\u0000\u202e");

        assertThat(ReportJson.read(ReportJson.write(evil), evil.nonce())).isEqualTo(evil);
        assertThat(ReportJson.write(evil)).doesNotContain("\u001b").doesNotContain("\u0000");
    }

    @Test void hasTheFieldsThatWereDecided() {
        var root = Json.read(FULL, "report.json");

        assertThat(root.fields()).containsOnlyKeys("schema", "version", "nonce", "app", "release", "commit", "digest", "ending",
                "exitCode", "message", "startedAt", "finishedAt", "stages", "deployment", "audit", "artifacts");
        assertThat(root.get("stages").items().get(0).fields()).containsKeys("id", "outcome", "checks", "measures",
                "tables", "trees", "series", "timeline");
        assertThat(root.get("audit").fields()).containsOnlyKeys("head", "length");
    }

    @Test void keepsToItsSchema() throws Exception {
        assertThat(violations(FULL)).isEmpty();
        assertThat(violations(ReportJson.write(SampleReports.empty(Ending.HALTED)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"app\" :|\"ap\" :", "\"exitCode\" : 1,|\"exitCode\" : 0,", "\"ending\" : \"ERROR\"|\"ending\" : \"FINE\"",
        "\"id\" : \"image\"|\"id\" : \"picture\"", "\"unit\" : \"percent\"|\"unit\" : \"furlongs\"",
        "\"outcome\" : \"WARNED\"|\"outcome\" : \"OK\"", "\"version\" : 1|\"version\" : 2", "\"length\" : 7|\"length\" : -7",
        "\"value\" : 79.00001|\"value\" : \"79\"", "\"summary\" :|\"extra\" : 1, \"summary\" :",
        "[ 0.0, 12.5 ]|[ 0.0 ]", "efefef|efef", "\"seen\" : true|\"seen\" : 1",
        "\"bytes\" : 70000|\"bytes\" : -1", "\"stage\" : \"image\"|\"stage\" : \"picture\"", "\"mediaType\" :|\"type\" :",
    })
    void refusesWhatItsSchemaRefuses(String good, String bad) throws Exception {
        String text = FULL.replace(good, bad);

        assertThat(text).isNotEqualTo(FULL);
        assertThat(violations(text)).isNotEmpty();
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportJson.read(text, "n-1"))
                .withMessageStartingWith("report.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"startedAt\" : \"2026-03-01T10:00:00Z\"|\"startedAt\" : \"yesterday\"|Expected a time such as",
        "\"outcome\" : \"FAILED\",\\s+\"ending\"|\"outcome\" : \"PASSED\", \"ending\"|Expected FAILED, the worst of its checks",
        "\"columns\" : \\[ \"Id\", \"What\" \\]|\"columns\" : [ \"Id\" ]|Expected 1 cells, one for each column",
        "\"id\" : \"coverage\"|\"id\" : \"security\"|Expected each once, in their order",
        "\"exitCode\" : 1,|\"exitCode\" : 13,|exitCode is 13. Expected 1, which is ERROR's.",
        "\"version\" : 1|\"version\" : 2|is greenlight.report in version 2. Expected greenlight.report in version 1",
        "greenlight.report|greenlight.message|is greenlight.message in version 1",
        "\"app\" :|\"zzz\" : 1, \"app\" :|zzz is an unknown key. Expected one of schema, version,",
        "\"name\" : \"branch\",\\s+\"unit\"|\"name\" : \"line\", \"unit\"|A measure is named twice",
    })
    void saysWhatIsWrong(String good, String bad, String message) {
        String text = FULL.replaceAll(good, bad);

        assertThat(text).isNotEqualTo(FULL);
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportJson.read(text, "n-1"))
                .withMessageContaining(message);
    }

    /** Such are kept as a build's record, and told of by a notify after an update. */
    @Test void readsWhatOlderEnginesSaidOfAFile() throws Exception {
        var old = FULL.replaceAll(",\\s+\"mediaType\"[^}]*", "");

        assertThat(old).doesNotContain("mediaType").doesNotContain("70000");
        assertThat(ReportJson.read(old, "n-1").artifacts())
                .containsExactly(new DeliveryReport.Artifact("target/greenlight/image.tar", "ef".repeat(32)));
        assertThat(violations(old)).isEmpty();
        assertThat(ReportJson.read(ReportJson.write(ReportJson.read(old, "n-1")), "n-1")).isEqualTo(ReportJson.read(old, "n-1"));
    }

    @Test void refusesTheReportOfAnotherRun() {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportJson.read(FULL, "n-2"))
                .withMessageContaining("carries another nonce");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportJson.read(FULL, ""))
                .withMessageContaining("carries another nonce");
    }

    @Test void refusesMoreThanEightMebibytesAndWhatIsNoReport() {
        String most = FULL + " ".repeat(ReportJson.MAX_BYTES - FULL.getBytes(StandardCharsets.UTF_8).length);

        assertThat(ReportJson.read(most, "n-1").app()).isEqualTo("shop");
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportJson.read(most + " ", "n-1"))
                .withMessageContaining("is larger than 8 MiB");
        for (String text : List.of("", "[]", "{}", "null", "{\"schema\": 1}")) {
            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> ReportJson.read(text, ""));
        }
    }

    @Test void shortensListsBeforeAReportIsTooLongToRead() {
        var rows = Collections.nCopies(200_000, List.of("a finding that takes some fifty characters to tell"));
        var points = Collections.nCopies(1500, new StageReport.Point(1, 2));
        var tree = new StageReport.Tree("a", "b", List.of(new StageReport.Tree("c", "", List.of())));
        var shown = new StageReport("Many.", Measures.none(), List.of(new StageReport.Table("T", List.of("C"), rows)),
                List.of(tree), List.of(new StageReport.Series("S", "ms", points)), List.of());

        var read = ReportJson.read(ReportJson.write(with(shown)), "n-1");

        var kept = read.stages().get(0).report().orElseThrow();
        assertThat(kept.summary()).isEqualTo("Many. (The report was too long: lists show their first 1000.)");
        assertThat(kept.tables().get(0).rows()).hasSize(1000);
        assertThat(kept.series().get(0).points()).hasSize(1000);
        assertThat(kept.trees()).containsExactly(tree);
    }

    @Test void leavesAGapWhereAPointHasNoFiniteFigure() {
        var points = new ArrayList<>(List.of(new StageReport.Point(0, 1), new StageReport.Point(1, Double.NaN),
                new StageReport.Point(Double.POSITIVE_INFINITY, 1)));
        var series = new StageReport.Series("S", "ms", points);
        var shown = StageReport.of("", Measures.none()).with(series);

        var read = ReportJson.read(ReportJson.write(with(shown)), "n-1");

        assertThat(read.stages().get(0).report().orElseThrow().series().get(0).points())
                .containsExactly(new StageReport.Point(0, 1));
    }

    @Test void refusesToHoldWhatNoReaderTakes() {
        var again = StageResult.broken(StageId.IMAGE, Ending.ERROR, "x", Instant.EPOCH, Instant.EPOCH);
        assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(again, again)));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeliveryReport.Artifact("a", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeliveryReport.Artifact("a", "ab".repeat(32), "text/html",
                OptionalLong.of(-1), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeliveryReport.AuditHead("a", -1));
    }

    private static DeliveryReport with(StageReport shown) {
        return with(List.of(new StageResult(StageId.LOAD, Optional.of(shown), new Verdict(List.of()), Ending.INCONCLUSIVE, "",
                Instant.EPOCH, Instant.EPOCH)));
    }

    private static DeliveryReport with(List<StageResult> stages) {
        return new DeliveryReport("n-1", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.INCONCLUSIVE, "",
                Instant.EPOCH, Instant.EPOCH, stages, Optional.empty(), Optional.empty(), List.of());
    }

    private static Set<ValidationMessage> violations(String text) throws Exception {
        try (var schema = ReportJson.class.getResourceAsStream("/io/jenkins/plugins/greenlight/report.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema)
                    .validate(text, InputFormat.JSON);
        }
    }
}
