package io.jenkins.plugins.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {
    private static final Instant NOW = SampleReports.START;

    @TempDir Path folder;
    private Path runs;

    @BeforeEach void place() {
        runs = folder.resolve("greenlight/runs");
    }

    /** @param minutes after the start */
    private static DeliveryReport ended(int minutes, String nonce) {
        return new DeliveryReport(nonce, "shop", Optional.empty(), Optional.empty(), Optional.empty(), Ending.DELIVERED, "", NOW,
                NOW.plus(Duration.ofMinutes(minutes)), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private List<String> keep(int most, int minutes) throws IOException {
        return new KeptRuns(runs, new Retention(most, Optional.empty())).keep(ended(minutes, "n-" + minutes), NOW);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test void keepsTheNewestOfAllAndEachWhole() throws Exception {
        for (int minutes = 1; minutes <= 4; minutes++) {
            assertThat(keep(2, minutes)).isEmpty();
        }

        assertThat(names()).containsExactly("20260301T100300000Z-n-3", "20260301T100400000Z-n-4");
        for (String name : names()) {
            var list = ArtifactsJson.read(Files.readString(runs.resolve(name).resolve("artifacts.json")), name);
            assertThat(list.entries()).hasSize(2)
                    .allSatisfy(entry -> assertThat(FileState.of(entry, runs.resolve(name))).isEqualTo(FileState.OK));
        }
    }

    @Test void keepsTheRunThatJustEndedThoughOthersAreNewer() throws Exception {
        keep(1, 8);
        keep(1, 5);
        keep(1, 3);

        assertThat(names()).containsExactly("20260301T100300000Z-n-3", "20260301T100800000Z-n-8");
    }

    @Test void removesByAgeToo() throws Exception {
        keep(9, 1);
        keep(9, 2);
        new KeptRuns(runs, new Retention(9, Optional.of(Duration.ofDays(1)))).keep(ended(3, "n-3"), NOW.plusSeconds(86_400 + 61));

        assertThat(names()).containsExactly("20260301T100200000Z-n-2", "20260301T100300000Z-n-3");
    }

    @Test void leavesAloneWhatNoRunLeft() throws Exception {
        keep(1, 1);
        var mine = Files.writeString(runs.resolve("20260301T100100000Z-n-1/notes.txt"), "why this one failed");
        var bare = Files.createDirectories(runs.resolve("20200101T000000000Z-a/report.json")).getParent();
        var foreign = Files.createDirectories(runs.resolve("20200101T000000000Z-b"));
        Files.writeString(foreign.resolve("artifacts.json"), "{\"schema\": \"another\", \"version\": 1}");
        var reportAlone = Files.createDirectories(runs.resolve("20200101T000000000Z-c"));
        Files.writeString(reportAlone.resolve("report.json"), "{}");
        var other = Files.createDirectories(runs.resolve("2020"));
        var file = Files.writeString(runs.resolve("20200101T000000000Z-d"), "");

        assertThat(keep(1, 2)).isEmpty();
        assertThat(keep(1, 3)).isEmpty();

        assertThat(List.of(mine, bare, foreign.resolve("artifacts.json"), reportAlone.resolve("report.json"), other, file))
                .allSatisfy(path -> assertThat(path).exists());
        assertThat(names()).contains("20260301T100300000Z-n-3").doesNotContain("20260301T100200000Z-n-2");
    }

    @Test void followsNoLink() throws Exception {
        var elsewhere = folder.resolve("elsewhere/runs");
        new KeptRuns(elsewhere, new Retention(1, Optional.empty())).keep(ended(0, "n-0"), NOW);
        var kept = elsewhere.resolve("20260301T100000000Z-n-0");
        Files.createDirectories(runs);
        Files.createSymbolicLink(runs.resolve("20260301T100000000Z-n-0"), kept);
        var linked = Files.createDirectories(runs.resolve("20260301T100000000Z-n-9"));
        Files.createSymbolicLink(linked.resolve("artifacts.json"), kept.resolve("artifacts.json"));

        assertThat(keep(1, 2)).isEmpty();

        assertThat(kept.resolve("artifacts.json")).exists();
        assertThat(names()).containsExactly("20260301T100000000Z-n-0", "20260301T100000000Z-n-9", "20260301T100200000Z-n-2");
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        var link = new KeptRuns(folder.resolve("link"), new Retention(1, Optional.empty()));
        assertThatThrownBy(() -> link.keep(ended(3, "n-3"), NOW))
                .isInstanceOf(IOException.class).hasMessageContaining("is a link or no folder. Expected a folder of kept runs");
        assertThat(kept.resolve("artifacts.json")).exists();
    }

    @Test void goesOnWithARemovalThatWasKilled() throws Exception {
        keep(9, 1);
        keep(9, 2);
        Files.delete(runs.resolve("20260301T100100000Z-n-1/report.html"));
        Files.createDirectories(runs.resolve("20260301T090000000Z-n-0"));

        keep(1, 3);

        assertThat(names()).containsExactly("20260301T100300000Z-n-3");
    }

    @Test void saysThatOneOfThisNameIsThere() throws Exception {
        keep(1, 1);

        assertThatThrownBy(() -> keep(1, 1)).isInstanceOf(IOException.class).hasMessageContaining("n-1 could not be written");
        assertThat(names()).as("nor a draft").containsExactly("20260301T100100000Z-n-1");
    }

    @Test void takesSeveralEnginesAtOnce() throws Exception {
        var engines = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<List<String>>>();
            for (int minutes = 1; minutes <= 60; minutes++) {
                int at = minutes;
                work.add(() -> keep(3, at));
            }

            for (var done : engines.invokeAll(work)) {
                assertThat(done.get()).isEmpty();
            }
        } finally {
            engines.shutdown();
        }

        keep(3, 61);
        assertThat(names()).containsExactly("20260301T105900000Z-n-59", "20260301T110000000Z-n-60", "20260301T110100000Z-n-61");
    }
}
