package io.jenkins.plugins.greenlight.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.stage.StageException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDateTest {
    @Test void isWhatTheVariableSays() throws Exception {
        assertThat(SourceDate.of(name -> Optional.of(" 1700000000 "))).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(SourceDate.of(name -> Optional.of("0"))).contains(Instant.EPOCH);
        assertThat(SourceDate.of(name -> Optional.of(" "))).isEmpty();
        assertThat(SourceDate.of(name -> Optional.empty())).isEmpty();
    }

    @ParameterizedTest @ValueSource(strings = {"-1", "18446744073709551615", "9223372036854775807", "today", "1.5"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> SourceDate.of(name -> Optional.of(text))).isInstanceOf(StageException.class)
                .hasMessageStartingWith("SOURCE_DATE_EPOCH is \"" + text + "\". Expected the seconds since 1970");
    }
}
