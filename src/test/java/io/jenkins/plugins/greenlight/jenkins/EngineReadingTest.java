package io.jenkins.plugins.greenlight.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineReadingTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Mask NONE = new Mask(List.of());
    private final StageRequest request = StageRequest.of(StageId.PRODUCTION);

    private static DeliveryReport report(String nonce, Ending ending) {
        return new DeliveryReport(nonce, "shop", Optional.empty(), Optional.empty(), Optional.empty(), ending, "", NOW, NOW, List.of(),
                Optional.empty(), Optional.empty(), List.of());
    }

    private EngineReading read(int code, String text) {
        return EngineReading.of(request, code, Optional.of(text), NONE, "mine", NOW);
    }

    @ParameterizedTest @EnumSource(Ending.class) void takesTheReportOfItsOwnEngine(Ending ending) {
        var reading = read(ending.exitCode(), ReportJson.write(report("mine", ending)));

        assertThat(reading.own()).isTrue();
        assertThat(reading.report().ending()).isEqualTo(ending);
    }

    @Test void refusesTheReportOfAnotherRun() {
        var reading = read(0, ReportJson.write(report("another", Ending.DELIVERED)));

        assertThat(reading.own()).isFalse();
        assertThat(reading.report().ending()).isEqualTo(Ending.ERROR);
        assertThat(reading.report().message()).contains("another nonce");
    }

    @Test void refusesAReportThatSaysOtherThanTheExitCode() {
        var reading = read(12, ReportJson.write(report("mine", Ending.DELIVERED)));

        assertThat(reading.own()).isFalse();
        assertThat(reading.report().message()).contains("exit code 12").contains("DELIVERED");
    }

    @Test void refusesWhatIsNoReport() {
        assertThat(read(0, "{\"ending\": \"DELIVERED\"}").report().ending()).isEqualTo(Ending.ERROR);
        assertThat(read(0, "x".repeat(ReportJson.MAX_BYTES + 1)).report().message()).contains("larger than 8 MiB");
    }

    @Test void saysThatAKilledEngineLeftNone() {
        var reading = EngineReading.of(request, 137, Optional.empty(), NONE, "mine", NOW);

        assertThat(reading.own()).isFalse();
        assertThat(reading.report().message()).startsWith("The engine ended with exit code 137 and left no report.");
    }

    @Test void takesTheReportAloneWhereNobodyCouldAskForTheExitCode() {
        var text = Optional.of(ReportJson.write(report("mine", Ending.ROLLED_BACK)));

        assertThat(EngineReading.ofAdrift(text, NONE, "mine", NOW).report().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(EngineReading.ofAdrift(Optional.empty(), NONE, "mine", NOW).own()).isFalse();
        assertThat(EngineReading.ofAdrift(text, NONE, "another", NOW).own()).isFalse();
    }

    @Test void hidesSecretsInWhatAReportSays() {
        var text = ReportJson.write(new DeliveryReport("mine", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.BAD_INPUT,
                "There is no s3cr3t-\"quoted\".yaml", NOW, NOW, List.of(), Optional.empty(), Optional.empty(), List.of()));

        var reading = EngineReading.of(request, 2, Optional.of(text), new Mask(List.of("s3cr3t-\"quoted\"")), "mine", NOW);

        assertThat(reading.report().message()).isEqualTo("There is no ****.yaml");
    }

    @Test void keepsTheEndingWhereASecretIsAWordOfTheReportsForm() {
        var text = Optional.of(ReportJson.write(report("mine", Ending.ROLLED_BACK)));

        var reading = EngineReading.of(request, 12, text, new Mask(List.of("ROLLED_BACK")), "mine", NOW);

        assertThat(reading.own()).isTrue();
        assertThat(reading.report().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(reading.report().message()).contains("is not shown");
    }

    @Test void saysInOneLineWhateverAReportHolds() {
        var hostile = new DeliveryReport("mine", "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.ERROR,
                "a\u0000b\nFinished: SUCCESS\u001b[31m" + "x".repeat(100_000), NOW, NOW, List.of(), Optional.empty(), Optional.empty(), List.of());

        var line = new StepEnd(request, hostile, null).line();

        assertThat(line).doesNotContain("\n", "\u0000", "\u001b").hasSizeLessThan(1_500);
    }

    @Test void refusesTimesThatNoCalendarShows() {
        var text = ReportJson.write(report("mine", Ending.DELIVERED)).replace("2026-01-31T12:00:00Z", "+1000000000-12-31T00:00:00Z");

        assertThat(read(0, text).report().message()).contains("a time from the year 1970 to 9999");
    }

    @Test void doesNotCallADeliveryWholeOfWhichOnlyADeploymentWasFinished() {
        var resumed = read(0, ReportJson.write(report("mine", Ending.DELIVERED)));

        assertThat(resumed.resumed(StageRequest.delivery()).ending()).isEqualTo(Ending.ERROR);
        assertThat(resumed.resumed(StageRequest.delivery()).message()).contains("ended DELIVERED");
        assertThat(resumed.resumed(request).ending()).isEqualTo(Ending.DELIVERED);
        assertThat(read(12, ReportJson.write(report("mine", Ending.ROLLED_BACK))).resumed(StageRequest.delivery()).ending())
                .isEqualTo(Ending.ROLLED_BACK);
    }

    @ParameterizedTest @EnumSource(Ending.class) void softensNothingButAGatesNo(Ending ending) {
        var strict = StepEnding.of(ending, false);
        var soft = StepEnding.of(ending, true);

        assertThat(soft).isEqualTo(ending == Ending.GATE_FAILED || ending == Ending.INCONCLUSIVE ? StepEnding.UNSTABLE : strict);
        assertThat(strict == StepEnding.SUCCESS).isEqualTo(ending == Ending.DELIVERED);
        assertThat(strict == StepEnding.NOT_BUILT).isEqualTo(ending == Ending.BLOCKED);
    }

    @Test void tellsOfAProblemOnlyWhereNoStageDoes() {
        var good = List.of(report("1", Ending.DELIVERED));
        var bad = List.of(report("1", Ending.DELIVERED), report("2", Ending.GATE_FAILED));

        assertThat(Told.of(good, "verify failed")).extracting(DeliveryReport::ending).containsExactly(Ending.DELIVERED, Ending.ERROR);
        assertThat(Told.of(bad, "a gate said no")).hasSize(2);
        assertThat(Told.of(good, "")).hasSize(1);
        assertThat(Told.of(List.of(), "")).extracting(DeliveryReport::message).containsExactly("The build ran no stage.");
    }
}
