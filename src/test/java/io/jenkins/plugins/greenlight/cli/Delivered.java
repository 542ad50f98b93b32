package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.report.StageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a delivery ended: for whoever started it, for whoever watched, and for whoever reads the report. */
record Delivered(TestSite.Said said, DeliveryReport report) {
    static Delivered in(Path workspace, TestSite.Said said) throws IOException {
        var file = workspace.resolve("target/greenlight/report/report.json");
        assertThat(file).as(said.text()).exists();
        return new Delivered(said, ReportJson.read(Files.readString(file), ""));
    }

    /** With these words on the console and in the report. */
    Delivered ended(Ending ending, String... words) {
        assertThat(said.exitCode()).as(said.text()).isEqualTo(ending.exitCode());
        assertThat(report.ending()).isEqualTo(ending);
        var reported = Stream.concat(Stream.of(report.message()), report.stages().stream().flatMap(Delivered::texts))
                .collect(Collectors.joining("\n"));
        for (var word : words) {
            assertThat(said.text()).contains(word);
            assertThat(reported).contains(word);
        }
        return this;
    }

    private static Stream<String> texts(StageResult stage) {
        return Stream.concat(Stream.of(stage.error()), stage.verdict().checks().stream()
                .flatMap(check -> Stream.of(check.name(), check.measured(), check.required(), check.advice())));
    }
}
