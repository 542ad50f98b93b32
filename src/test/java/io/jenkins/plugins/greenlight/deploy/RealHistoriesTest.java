package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link HistoriesTest} plays on the tests' own runtime and router, on a Docker Engine and a HAProxy: two histories, more
 * with {@code -Dgreenlight.realHistories=100}, from seed {@code -Dgreenlight.realHistoriesFrom=1} on. Their stories stand in
 * target/real-histories.txt.
 */
@Tag("slow")
class RealHistoriesTest {
    private static final Path STORIES = Path.of("target/real-histories.txt");

    @Test void whoeverIsLiveIsNeverStoppedOverwrittenOrDeployedAnew(@TempDir Path folder) throws Exception {
        Files.deleteIfExists(STORIES);
        var failed = new ArrayList<String>();
        long from = Long.getLong("greenlight.realHistoriesFrom", 1);
        int many = Integer.getInteger("greenlight.realHistories", 2);

        for (long seed = from; seed < from + many; seed++) {
            play(folder, seed).ifPresent(failed::add);
        }

        note("RESULT histories.real.played " + many + " histories\nRESULT histories.real.failed " + failed.size() + " histories");
        assertThat(failed).isEmpty();
    }

    /** @return what went wrong */
    private static Optional<String> play(Path folder, long seed) throws Exception {
        long begun = System.nanoTime();
        try (var history = new RealHistory(Files.createTempDirectory(folder, "h"), seed)) {
            Optional<String> wrong = Optional.empty();
            try {
                history.play();
                assertThat(history.looks()).as("looks at who is live").isPositive();
            } catch (AssertionError | Exception e) {
                wrong = Optional.of("history " + seed + ": " + e + "\n  " + history.story());
            }
            note("history " + seed + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms, " + history.looks() + " looks, "
                    + wrong.map(what -> "FAILED: " + what).orElse("well\n  " + history.story()));
            return wrong;
        }
    }

    private static void note(String text) throws Exception {
        Files.write(STORIES, List.of(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
