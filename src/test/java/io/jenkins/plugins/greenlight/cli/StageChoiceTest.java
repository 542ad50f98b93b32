package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StageChoiceTest {
    private static final String DIGEST = "--digest=sha256:" + "ab".repeat(32);

    @TempDir Path workspace;

    @BeforeEach void configureAllStages() throws IOException {
        config("security: {reports: [a.sarif], checks: [\"high == 0\"]}",
                "coverage: {reports: [a.xml], checks: [\"line >= 80%\"]}",
                "image: {name: shop, files: {none: app/none}, entrypoint: [app/none]}",
                "loadTest: {rate: 5/s, duration: 1s, requests: [GET /], checks: [\"errors < 50%\"]}",
                "notification: {outbox: out}");
    }

    private void config(String... sections) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\n" + String.join("\n", sections) + "\n");
    }

    private Console run(String options) {
        var more = options.isBlank() ? Stream.<String>empty() : Arrays.stream(options.strip().split(" "));
        return Console.run(Stream.concat(Stream.of("run", "-w", workspace.toString(), "--nonce", "n-1"), more).toArray(String[]::new));
    }

    private DeliveryReport report() throws IOException {
        return ReportJson.read(Files.readString(workspace.resolve("target/greenlight/report/report.json")), "n-1");
    }

    private String ran() throws IOException {
        return report().stages().stream().map(stage -> stage.id().word()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({"'', security coverage notify", "--only security, security", "'--only coverage,security', security coverage",
        "--only security --only coverage, security coverage", "'--only notify,coverage', coverage notify", "--until security, security notify",
        "--from coverage, coverage notify", "--from coverage --until coverage, coverage notify", "--until notify, security coverage notify",
        "--from image --until image, image notify", "--only image, image"})
    void runsTheStagesChosenInTheirOrderAndNotifyUnlessOnlyLeavesItOut(String options, String stages) throws Exception {
        assertThat(run(options).exitCode()).isNotEqualTo(2);

        assertThat(ran()).isEqualTo(stages);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--only covrage | --only names \"covrage\", which is no stage. Did you mean \"coverage\"? Expected one of security, coverage,",
        "--only security,x | --only names \"x\", which is no stage. Expected one of",
        "--from Image | --from names \"Image\", which is no stage. Did you mean \"image\"?",
        "--until prod | --until names \"prod\", which is no stage. Expected one of",
        "--only= | --only names \"\", which is no stage",
        "--only image --from image | --only and --from both say which stages run. Expected one of the two",
        "--only image --until load | --only and --until both say",
        "--from load --until image | --from load comes after --until image. Expected two of these in their order: security,",
        "--from notify | --from notify leaves nothing to tell of. Expected another stage before it; to tell of an earlier run: greenlight notify",
        "--only notify | --only notify leaves nothing to tell of",
        "--only staging | --only names staging, and the configuration has no section staging",
        "--only load,production | --only names production, and the configuration has no section production",
        "--only load | There is no image for load: the stage image is not among those that run. Expected --digest sha256:",
        "--from load | There is no image for load: the stage image is not among those that run. Expected --digest sha256:",
    })
    void refusesWhatCannotBeChosenBeforeAnythingRuns(String options, String message) throws Exception {
        var console = run(options);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).contains(message).doesNotContain("== ");
        assertThat(report().message()).startsWith(message);
        assertThat(report().stages()).isEmpty();
    }

    @Test void goesOnInTheMiddleWithAnImageBuiltBefore() throws Exception {
        assertThat(run("--only load " + DIGEST).exitCode()).isEqualTo(1);

        assertThat(ran()).isEqualTo("load");
        assertThat(report().digest().orElseThrow()).isEqualTo(DIGEST.substring("--digest=".length()));
    }

    @Test void wantsTheArchiveOfAnImageWhoseSectionIsNotThere() throws Exception {
        config("loadTest: {rate: 5/s, duration: 1s, requests: [GET /], checks: [\"errors < 50%\"]}");

        assertThat(run("--only load " + DIGEST).exitCode()).isEqualTo(2);
        assertThat(report().message()).contains("--archive FILE where its archive does not lie where the configuration has it");
        assertThat(run("--only load --archive none.tar " + DIGEST).exitCode()).isEqualTo(1);
        assertThat(ran()).isEqualTo("load");
    }

    @Test void saysSoWhenAWholeRunHasNoImage() throws Exception {
        config("loadTest: {rate: 5/s, duration: 1s, requests: [GET /], checks: [\"errors < 50%\"]}");

        assertThat(run("").exitCode()).isEqualTo(1);
        assertThat(report().stages().get(0).error()).contains("--digest");
    }

    @Test void completesTheWordsOfTheStages() {
        var only = new CommandLine(new StageChoice()).getCommandSpec().findOption("--only");

        assertThat(only.completionCandidates()).containsExactlyElementsOf(Stream.of(StageId.values()).map(StageId::word).toList());
    }
}
