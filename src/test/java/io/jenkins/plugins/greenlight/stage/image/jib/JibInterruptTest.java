package io.jenkins.plugins.greenlight.stage.image.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in mid-build. */
class JibInterruptTest {
    private static final int MEBIBYTE = 1 << 20;
    @TempDir Path folder;

    private static boolean works() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(JibRun.THREAD));
    }

    /** Enough that packing it takes seconds. */
    private void muchToPack(JibWorkspace workspace) throws IOException {
        byte[] noise = new byte[MEBIBYTE];
        try (var out = Files.newOutputStream(workspace.file("build/data/much"))) {
            var random = new Random(1);
            for (int at = 0; at < 150; at++) {
                random.nextBytes(noise);
                out.write(noise);
            }
        }
    }

    @Test void leavesNoFileAndNoThreadBehind() throws Exception {
        var workspace = new JibWorkspace(folder);
        muchToPack(workspace);
        var ended = new AtomicReference<Throwable>();
        var build = new Thread(() -> {
            try {
                workspace.onNothing("linux/amd64", "linux/arm64");
            } catch (Exception e) {
                ended.set(e);
            }
        });
        build.start();
        Eventually.until("jib works", JibInterruptTest::works);

        build.interrupt();
        build.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(works()).isFalse();
        assertThat(JibWorkspace.names(workspace.scratch())).isEmpty();
        assertThat(workspace.archive()).doesNotExist();
    }
}
