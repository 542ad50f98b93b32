package io.jenkins.plugins.greenlight.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import benchmarks.gates.OursMain;
import benchmarks.gates.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report that is larger than the memory there is for it. */
@Tag("slow")
class LargerThanMemoryTest {
    private static final long SIZE = 20_000_000;

    @TempDir private Path folder;

    /** {@code dev/bench gates --full} reads 500 MB in 256 MiB. */
    @ParameterizedTest @ValueSource(strings = {"trivy", "sarif", "spotbugs", "bandit", "jacoco", "cobertura", "lcov"})
    void readsItWhole(String format) throws Exception {
        var report = folder.resolve("report");
        long expected = Samples.write(format, SIZE, report);
        var small = folder.resolve("small");
        Samples.write(format, 1000, small);
        var said = folder.resolve("said");

        var process = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:-UsePerfData",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp", System.getProperty("java.class.path"),
                OursMain.class.getName(), format, small.toString(), report.toString())).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(format).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(said)).startsWith(expected + " ");
        assertThat(process.exitValue()).isZero();
    }
}
