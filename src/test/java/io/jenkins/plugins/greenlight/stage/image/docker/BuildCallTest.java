package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildCallTest {
    /** A fault in what sends the context would else leave its reader waiting for an end that nobody says. */
    @Test void endsWhateverTheContextStumblesOver() throws Exception {
        var host = PrivateDocker.ready().host();
        var log = new EngineWork.Said();
        var broken = new InputStream() {
            @Override public int read() {
                throw new IllegalStateException("no context at all");
            }
        };

        assertThatThrownBy(() -> assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (var engine = DockerEngine.at(host)) {
                return engine.<Optional<?>>stream("build", stream -> new BuildCall(stream, Map.of("dockerfile", "Dockerfile"), Map.of(), broken)
                        .run(new BuildOutput(new BuildSteps(), log, log.progress("Building", Duration.ZERO))));
            }
        })).hasMessageContaining("no context at all");
    }
}
