package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Outcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test void ordersEndingsAsDecidedWithTheirExitCodes() {
        assertThat(Arrays.stream(Ending.values()).map(ending -> ending + " " + ending.exitCode())).containsExactly("HALTED 13",
                "ROLLED_BACK 12", "ERROR 1", "BLOCKED 20", "BAD_INPUT 2", "GATE_FAILED 10", "INCONCLUSIVE 11", "DELIVERED 0");
    }

    @Test void letsTheFirstInTheOrderWin() {
        assertThat(Ending.first(List.of(Ending.DELIVERED, Ending.GATE_FAILED, Ending.ROLLED_BACK))).isEqualTo(Ending.ROLLED_BACK);
        assertThat(Ending.first(List.of(Ending.DELIVERED))).isEqualTo(Ending.DELIVERED);
    }

    @Test void isInconclusiveWhenNothingRan() {
        assertThat(Ending.first(List.of())).isEqualTo(Ending.INCONCLUSIVE);
    }

    @Test void followsTheGatesOutcome() {
        assertThat(Arrays.stream(Outcome.values()).map(Ending::of)).containsExactly(Ending.DELIVERED, Ending.DELIVERED,
                Ending.INCONCLUSIVE, Ending.GATE_FAILED);
    }

    @Test void saysWhatItMeansAndWhatToDo() {
        assertThat(Ending.values()).allSatisfy(ending -> {
            assertThat(ending.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(ending.next()).endsWith(".");
        });
    }
}
