package io.jenkins.plugins.greenlight.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
    @Test void takesWhatAConfigurationCanHold() throws Exception {
        var value = Map.of("list", List.of("a", 1, true, new BigDecimal("1.5")), "template", new StringBuilder("text"));

        var plain = (Map<?, ?>) PlainValues.of("with", value);

        assertThat(plain.get("list")).isEqualTo(List.of("a", 1, true, new BigDecimal("1.5")));
        assertThat(plain.get("template")).isEqualTo("text");
    }

    @Test void namesThePlaceOfWhatItCannot() {
        assertThatThrownBy(() -> PlainValues.of("with", Map.of("checks", List.of("a", Instant.EPOCH)))).isInstanceOf(AbortException.class)
                .hasMessageContaining("\"with.checks[1]\" is of the kind Instant");
        assertThatThrownBy(() -> PlainValues.of("with", Arrays.asList("a", null))).isInstanceOf(AbortException.class)
                .hasMessageContaining("\"with[1]\" is null");
    }

    @Test void takesAFormsTextAsLines() {
        assertThat(Entered.lines(List.of("line >= 80%\r\n\n  branch >= 70%  "))).containsExactly("line >= 80%", "branch >= 70%");
        assertThat(Entered.lines(List.of(" \n"))).isNull();
        assertThat(Entered.text("  ")).isNull();
        assertThat(Entered.text(" a ")).isEqualTo("a");
    }
}
