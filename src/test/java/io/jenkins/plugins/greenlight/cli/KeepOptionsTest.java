package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepOptionsTest {
    @TempDir Path workspace;

    @BeforeEach void nothingButNotify() throws Exception {
        Files.writeString(workspace.resolve("greenlight.yaml"), "version: 1\napp: shop\nnotification: {console: true}\n");
    }

    private Console run(String nonce, String... more) {
        var first = Stream.of("run", "-w", workspace.toString(), "--nonce", nonce);
        return Console.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    private List<String> kept(String folder) throws IOException {
        var runs = workspace.resolve(folder);
        if (!Files.exists(runs)) {
            return List.of();
        }
        try (var all = Files.list(runs)) {
            return all.map(path -> path.getFileName().toString().replaceAll("^[0-9TZ]+-", "")).sorted().toList();
        }
    }

    @Test void keepsEachRunWithItsOwnReport() throws Exception {
        run("n-1");
        run("n-2");

        assertThat(kept("target/greenlight/runs")).containsExactly("n-1", "n-2");
        try (var all = Files.list(workspace.resolve("target/greenlight/runs"))) {
            for (var run : all.toList()) {
                var nonce = run.getFileName().toString().replaceAll("^[0-9TZ]+-", "");
                assertThat(run.resolve("report.json")).content().contains("\"nonce\" : \"" + nonce + "\"");
                assertThat(Console.run("artifacts", "verify", "-w", workspace.toString(), run.toString()).exitCode()).isZero();
            }
        }
    }

    @Test void keepsAsManyAsWereAskedForAndLeavesThemWhenNoneAreKept() throws Exception {
        for (String nonce : List.of("n-1", "n-2", "n-3")) {
            run(nonce, "--keep-runs", "2", "--keep-days", "1");
        }
        run("n-4", "--keep-runs=0");

        assertThat(kept("target/greenlight/runs")).containsExactly("n-2", "n-3");
    }

    @Test void makesNothingBesideANamedPlaceUnlessThatIsAskedFor() throws Exception {
        run("n-1", "--out", "elsewhere/report");
        assertThat(kept("elsewhere/runs")).isEmpty();

        run("n-2", "--out", "elsewhere/report/", "--keep-runs", "1");
        run("n-3", "--out", "elsewhere/report", "--keep-days", "2");
        assertThat(kept("elsewhere/runs")).containsExactly("n-2", "n-3");
    }

    @Test void warnsWhereTheRunCannotBeKeptAndEndsAsItWould() throws Exception {
        Files.createDirectories(workspace.resolve("target/greenlight"));
        Files.createSymbolicLink(workspace.resolve("target/greenlight/runs"), workspace);

        var console = run("n-1");

        assertThat(console.exitCode()).isEqualTo(11);
        assertThat(console.output()).contains("WARNING: This run was not kept beside its report: ")
                .contains("runs is a link or no folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--keep-runs=-1 | --keep-runs is -1. Expected 0 or more runs.",
        "--keep-days=0 | --keep-days is 0. Expected 1 or more days",
    })
    void refusesLessThanNothing(String option, String message) throws Exception {
        var console = run("n-1", option);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).contains(message);
        assertThat(kept("target/greenlight/runs")).isEmpty();
    }
}
