package io.jenkins.plugins.greenlight.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Check PASSED = Check.passed("a", "1", ">= 1");
    private static final Check WARNED = new Check("b", Outcome.WARNED, "1", ">= 2", "");
    private static final Check INCONCLUSIVE = Check.inconclusive("c", "not measured", ">= 1", "measure it");
    private static final Check FAILED = Check.failed("d", "0", ">= 1", "mend it");

    @Test void isItsWorstCheck() {
        assertThat(Verdict.of(PASSED, WARNED).outcome()).isEqualTo(Outcome.WARNED);
        assertThat(Verdict.of(WARNED, INCONCLUSIVE, PASSED).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Verdict.of(FAILED, INCONCLUSIVE).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Verdict.of(PASSED).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test void isInconclusiveWithoutAnyCheckWhateverThePolicy() {
        var empty = new Verdict(List.of());

        assertThat(empty.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(empty.under(MissingPolicy.WARN).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(empty.under(GateMode.OBSERVE).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void keepsTheOrderOfTwoVerdicts() {
        assertThat(Verdict.of(FAILED).and(Verdict.of(PASSED)).checks()).containsExactly(FAILED, PASSED);
    }

    @Test void softensOnlyWhatCouldNotBeMeasured() {
        var softened = Verdict.of(PASSED, INCONCLUSIVE, FAILED).under(MissingPolicy.WARN);

        assertThat(softened.checks()).extracting(Check::outcome).containsExactly(Outcome.PASSED, Outcome.WARNED, Outcome.FAILED);
        assertThat(softened.checks().get(1).advice()).isEqualTo("measure it");
    }

    @Test void softensNothingWhenWhatIsMissingBlocks() {
        assertThat(Verdict.of(INCONCLUSIVE).under(MissingPolicy.BLOCK).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test void warnsOfEveryNoInADryRun() {
        var observed = Verdict.of(PASSED, INCONCLUSIVE, FAILED).under(GateMode.OBSERVE);

        assertThat(observed.checks()).extracting(Check::outcome).containsExactly(Outcome.PASSED, Outcome.WARNED, Outcome.WARNED);
    }

    @Test void keepsEveryNoWhenEnforced() {
        assertThat(Verdict.of(FAILED, PASSED).under(GateMode.ENFORCE)).isEqualTo(Verdict.of(FAILED, PASSED));
    }

    @Test void blocksOnFailedAndInconclusiveOnly() {
        assertThat(Outcome.values()).filteredOn(Outcome::blocks).containsExactly(Outcome.INCONCLUSIVE, Outcome.FAILED);
    }
}
