package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostNameTest {
    /** A name that nobody can resolve is a name all the same. */
    @Test void isWhatTheKernelSaysAndTheBoot() throws Exception {
        var kernel = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();

        assertThat(HostName.withBoot()).isEqualTo(kernel + "#" + boot);
    }
}
