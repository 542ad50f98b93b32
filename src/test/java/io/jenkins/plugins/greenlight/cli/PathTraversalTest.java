package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files in reports are words: nothing opens what they lead to. */
class PathTraversalTest {
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @TempDir private Path folder;
    private GatedReports reports;
    private List<Path> bait;
    private Path control;

    @BeforeEach void secretsLieAround() throws IOException {
        reports = GatedReports.in(folder.resolve("workspace"));
        var workspace = folder.resolve("workspace");
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(workspace.resolve("link"), elsewhere);
        Files.createSymbolicLink(workspace.resolve("secret.txt"), elsewhere.resolve("secret.txt"));
        Files.createDirectories(workspace.resolve("src"));
        bait = List.of(elsewhere.resolve("secret.txt"), folder.resolve("secret.txt"), workspace.resolve("src/secret.txt"));
        control = Files.writeString(folder.resolve("control"), "read");
        for (var file : bait) {
            Files.writeString(file, "top-secret");
            neverRead(file);
        }
        neverRead(control);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.txt", "../../secret.txt", "..\\secret.txt", "link/secret.txt", "secret.txt", "src/secret.txt",
        "src/../../secret.txt", "FOLDER/secret.txt", "file://FOLDER/secret.txt", "%2e%2e/secret.txt", "/../../../../../etc/passwd",
        "\\\\host\\share\\x", "C:\\secret.txt", "//host/x", "nul", "~/secret.txt", "a\u0000/../../secret.txt"})
    void opensNoFileThatAReportNames(String name) throws IOException {
        var console = reports.run(name.replace("FOLDER", folder.toString()));
        assertThat(console.exitCode()).as(console.output()).isEqualTo(10);
        assertThat(bait).allMatch(file -> lastRead(file).equals(LONG_AGO));
        assertThat(reports.everything()).doesNotContain("top-secret", "root:x:0");
        var listed = Json.read(reports.text("artifacts.json"), "artifacts.json").get("artifacts").items();
        assertThat(listed).hasSizeGreaterThan(10).allSatisfy(file -> assertThat(file.get("path").text())
                .doesNotContain("..", "secret", "passwd"));
        assertThat(Files.readString(control)).isEqualTo("read");
        assumeTrue(lastRead(control).isAfter(LONG_AGO), "This file system does not keep when a file was read.");
    }

    /** Patterns of the configuration meet names of the reports. */
    @ParameterizedTest @ValueSource(strings = {"a/", "a", " ", "a."}) @Timeout(60)
    void takesNoLongerForNamesThatAPatternCouldGoBackIn(String part) throws IOException {
        Files.writeString(folder.resolve("workspace/suppressions.yaml"), """
                version: 1
                suppressions:
                  - {id: NONE, paths: ["**/a/**/a/**/a/**/x*y*z"], reason: none, owner: me, expires: never}
                """);
        reports.configured("""
                exclude: ["**/a/**/a/**/a/**/x*y*z", "**a*a*a*a*!x"]
                rules: [{paths: ["**/a/**/a*a*a*a/**/x*y*z"], checks: ["line >= 1%"]}]
                """);

        var console = reports.run(part.repeat(5000));

        assertThat(console.exitCode()).as(console.output()).isIn(10, 11);
    }

    private static void neverRead(Path file) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, FileTime.from(LONG_AGO), null);
    }

    private static Instant lastRead(Path file) {
        try {
            return ((FileTime) Files.getAttribute(file, "lastAccessTime")).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
