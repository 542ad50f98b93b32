package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildStepsTest {
    private final BuildSteps steps = new BuildSteps();

    private void say(String... lines) {
        for (var line : lines) {
            steps.accept(line);
        }
    }

    @Test void tellsWhatWasMadeFromWhatWasTakenOver() {
        say("Step 1/5 : FROM debian:12 AS one", " ---> 0000000000aa", "Step 2/5 : ENV A=1", " ---> Using cache", " ---> 0000000000bb",
                "Step 3/5 : FROM one", " ---> 0000000000bb", "Step 4/5 : RUN x", " ---> Running in 0000000000cc", "Removing intermediate container 0000000000cc",
                " ---> 0000000000dd", "Step 5/5 : CMD y", " ---> Running in 0000000000ee");

        assertThat(steps.created()).containsExactly("0000000000dd");
        assertThat(steps.reused()).containsExactly("0000000000bb");
        assertThat(steps.containers()).containsExactly("0000000000ee");
        assertThat(steps.lowest().orElseThrow().base()).isEqualTo("0000000000aa");
        assertThat(steps.where()).isEqualTo("5/5: CMD y");
        assertThat(steps.cachedSteps()).isEqualTo(1);
    }

    @Test void believesNoProgramButTheBuilder() {
        say("Step 1/3 : FROM scratch", " ---> ", "Step 2/3 : RUN x", " ---> Running in 0000000000cc");

        assertThat(steps.accept("Step 3/3 : RUN y")).isFalse();
        assertThat(steps.accept(" ---> 0000000000dd")).isFalse();
        assertThat(steps.accept(" ---> Using cache")).isFalse();
        assertThat(steps.accept("Removing intermediate container 0000000000ff")).isFalse();
        assertThat(steps.step()).isEqualTo(2);
        assertThat(steps.created()).isEmpty();
        assertThat(steps.lowest()).isEmpty();
        assertThat(steps.accept("Removing intermediate container 0000000000cc")).isTrue();
    }

    @Test void countsStepsInTheirOrderAlone() {
        assertThat(steps.accept(" ---> 0000000000aa")).isFalse();
        assertThat(steps.accept("Step 2/3 : RUN y")).isFalse();
        assertThat(steps.step()).isZero();
        assertThat(steps.accept("Step 1/3 : FROM x")).isTrue();
        assertThat(steps.accept(" ---> [Warning] The requested image's platform (linux/arm64) does not match")).isFalse();
    }
}
