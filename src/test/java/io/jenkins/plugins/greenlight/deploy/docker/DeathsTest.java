package io.jenkins.plugins.greenlight.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeathsTest {
    private static final Event OOM = new Event().withAction("oom");

    private static Event die(int code) {
        return new Event().withAction("die").withEventActor(new EventActor().withAttributes(Map.of("exitCode", Integer.toString(code))));
    }

    private static String how(Event... events) {
        var deaths = new Deaths();
        List.of(events).forEach(deaths::onNext);
        return deaths.how().orElse("not known");
    }

    @Test void tellsOfTheLastDeathAlone() {
        assertThat(how()).isEqualTo("not known");
        assertThat(how(OOM, die(137), die(3))).isEqualTo("it ended by itself (exit code 3)");
        assertThat(how(die(3), OOM, die(137))).isEqualTo("it was killed for want of memory (exit code 137)");
        assertThat(how(die(137))).isEqualTo("it was ended by signal 9 (exit code 137)");
    }

    @Test void believesInWantOfMemoryThatIsToldAfterTheDeath() {
        assertThat(how(die(137), OOM)).isEqualTo("it was killed for want of memory (exit code 137)");
        assertThat(how(OOM, die(137), OOM, die(137))).isEqualTo("it was killed for want of memory (exit code 137)");
        assertThat(how(OOM, die(137), die(137))).as("one that the engine did not tell of").isEqualTo("it was killed for want of memory (exit code 137)");
    }

    @Test void blamesNoLaterWantOfMemoryForAnEndByItself() {
        assertThat(how(die(3), OOM)).isEqualTo("it ended by itself (exit code 3)");
    }
}
