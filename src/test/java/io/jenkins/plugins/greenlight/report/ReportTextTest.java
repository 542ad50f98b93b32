package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTextTest {
    @Test void saysStageByStageWhatIsMissingAndWhatToDoNext() {
        var lines = ReportText.lines(SampleReports.full());

        assertThat(lines).containsExactly(
                "Greenlight: shop, release 0123456789ab-abababab, commit 0123456789ab",
                "WARNED        Security scan  2 findings",
                "  WARNED high: measured 2, required == 0 -> A dry run.",
                "FAILED        Coverage gate  1200 of 1519 lines",
                "  FAILED line: measured 79.00 %, required >= 80.00 % -> Expected line >= 80%.",
                "  INCONCLUSIVE branch: measured not measured, required >= 70% -> See that the report is written.",
                "ERROR         Image",
                "  target/shop.jar is missing.",
                "  Two things",
                "Audit: 7 entries, head " + "cd".repeat(32),
                "ERROR (exit 1): the work could not be done. Mend what the message names and run again.");
    }

    @Test void keepsControlCharactersOffTheConsole() {
        var lines = ReportText.lines(SampleReports.filled("\u001b[2J\r\n\u0007\u202e\t"));

        assertThat(String.join("", lines)).doesNotContain("\u001b", "\r", "\n", "\u0007", "\u202e", "\t");
    }

    @Test void saysSoWhenThereIsNoApplicationAndNoStage() {
        assertThat(ReportText.lines(SampleReports.empty(Ending.DELIVERED))).containsExactly("Greenlight: shop",
                "DELIVERED (exit 0): every gate passed. Nothing needs doing.");
    }
}
