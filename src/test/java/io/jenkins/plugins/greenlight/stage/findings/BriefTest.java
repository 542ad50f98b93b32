package io.jenkins.plugins.greenlight.stage.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BriefTest {
    @Test void cutsOnePastTheLimit() {
        assertThat(Brief.text("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(Brief.text("x".repeat(301))).isEqualTo("x".repeat(299) + "…");
        assertThat(Brief.text("")).isEmpty();
    }

    @Test void neverCutsACharacterInTwo() {
        assertThat(Brief.text("x".repeat(298) + "\uD83D\uDE00\uD83D\uDE00")).isEqualTo("x".repeat(298) + "…");
    }

    @Test void makesOneLineOfMany() {
        assertThat(Brief.text(" a\n\tb  c\r\n")).isEqualTo(" a b c");
    }

    @Test void keepsTheWorstOfHoweverMany() {
        var worst = new Worst<Integer>(3, Comparator.naturalOrder(), one -> one);
        IntStream.of(5, 1, 4, 9, 2, 2).forEach(worst::offer);
        var other = new Worst<Integer>(3, Comparator.naturalOrder(), one -> one);
        IntStream.of(0, 7, 8, 6).forEach(other::offer);

        worst.offerAll(other);

        assertThat(worst.kept()).isEqualTo(List.of(0, 1, 2));
        assertThat(worst.offered()).isEqualTo(10);
    }
}
