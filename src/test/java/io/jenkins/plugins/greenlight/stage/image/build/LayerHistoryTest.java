package io.jenkins.plugins.greenlight.stage.image.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LayerHistoryTest {
    @Test void leavesOutTheShellAndTheArgumentsOfTheBuild() {
        assertThat(LayerHistory.brief("/bin/sh -c make  all")).isEqualTo("RUN make all");
        assertThat(LayerHistory.brief("|2 TOKEN=abc KEY=x /bin/sh -c make")).isEqualTo("RUN make");
        assertThat(LayerHistory.brief("RUN |1 VERSION=9 /bin/sh -c make # buildkit")).isEqualTo("RUN make # buildkit");
        assertThat(LayerHistory.brief("/bin/sh -c #(nop) COPY file:1234 in /app ")).isEqualTo("COPY file:1234 in /app");
        assertThat(LayerHistory.brief("COPY app.jar / # buildkit")).isEqualTo("COPY app.jar / # buildkit");
    }

    @Test void tellsNoSecret() {
        assertThat(LayerHistory.brief("RUN /bin/sh -c curl -H 'X-Token: abc' https://me:pw@host/ --password=abc"))
                .isEqualTo("RUN curl -H 'X-Token: **** https://****@host/ --password=****");
    }

    @Test void isQuickAndShortWhateverTheCommand() {
        var shown = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> LayerHistory.brief("|1 " + "pass".repeat(1_000_000) + "://".repeat(100_000)));

        assertThat(shown).hasSize(160).endsWith("…");
    }
}
