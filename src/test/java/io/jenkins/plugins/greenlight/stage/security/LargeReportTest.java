package io.jenkins.plugins.greenlight.stage.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LargeReportTest {
    private static final int FINDINGS = "full".equals(System.getProperty("greenlight.scale")) ? 500_000 : 100_000;
    private static final long MAX_HEAP = 100L << 20;

    @TempDir private Path folder;

    private void write(String name, int from, int to) throws IOException {
        var file = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"Scanner\"}}, \"results\": [");
            for (int at = from; at < to; at++) {
                out.write((at == from ? "" : ",") + Scene.result("R" + at % 500, at % 2 == 0 ? "7.5" : "note", "src/main/F" + at + ".java"));
            }
            out.write("]}]}");
        }
        Files.setLastModifiedTime(file, FileTime.from(Scene.NOW));
    }

    /** In use after a collection, at its highest while the stage runs; sampled, since nobody can ask for it at the right moment. */
    private static final class HeapWatch {
        private final Thread watch = new Thread(this::look, "heap");
        private volatile int looks;
        private volatile long highest;

        HeapWatch() {
            watch.setDaemon(true);
            watch.start();
        }

        private void look() {
            while (!Thread.interrupted()) {
                highest = Math.max(highest, used());
                looks++;
                LockSupport.parkNanos(500_000_000);
            }
        }

        static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        long highest() throws InterruptedException {
            watch.interrupt();
            watch.join();
            return highest;
        }
    }

    @Test void needsLittleMemoryForHalfAMillionFindingsBesideABaselineAsLarge() throws Exception {
        var scene = new Scene(folder).comparedWith("known.json", BaselineConfig.Update.NEVER);
        write("known.json", 10, FINDINGS + 10);
        write("a.sarif", 0, FINDINGS);
        long before = HeapWatch.used();

        var watch = new HeapWatch();
        var outcome = scene.outcome("findings == " + FINDINGS, "high == " + FINDINGS / 2, "new.findings == 10", "fixed == 10");
        long highest = watch.highest() - before;

        assertThat(outcome).isEqualTo(Outcome.PASSED);
        assertThat(watch.looks).as("times that the heap was looked at").isPositive();
        assertThat(highest).as("bytes of heap for " + FINDINGS + " findings; below 0 when earlier tests' went meanwhile").isLessThan(MAX_HEAP);
    }
}
