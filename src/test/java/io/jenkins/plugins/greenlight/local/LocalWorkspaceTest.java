package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkspaceTest {
    private static final CommandRunner NO_GIT = command -> {
        throw new IOException("git was not started");
    };

    @TempDir private Path directory;
    private Path root;
    private LocalWorkspace workspace;

    @BeforeEach void create() throws IOException {
        root = Files.createDirectories(directory.resolve("work"));
        workspace = new LocalWorkspace(root, NO_GIT);
    }

    @Test void findsWhatMatchesSortedEachOnce() throws IOException {
        file("target/b.xml");
        file("target/site/a.xml");
        file("target/c.txt");
        file(".git/target/d.xml");
        file("jacoco.xml");

        assertThat(workspace.find(List.of("target/**/*.xml", "**/*.xml", "**/jacoco.xml")))
                .containsExactly(root.resolve("jacoco.xml"), root.resolve("target/b.xml"), root.resolve("target/site/a.xml"));
        assertThat(workspace.find(List.of(".git/**"))).isEmpty();
        assertThat(workspace.find(List.of("none/*.xml"))).isEmpty();
        assertThat(workspace.find(List.of())).isEmpty();
    }

    @Test void followsLinksThatStayAndNoOthers() throws IOException {
        file("a/real.xml");
        Files.writeString(Files.createDirectories(directory.resolve("outside")).resolve("secret.xml"), "");
        link("file-out.xml", directory.resolve("outside/secret.xml"));
        link("folder-out", directory.resolve("outside"));
        link("broken.xml", directory.resolve("nowhere"));
        link("a/loop", root);
        link("again.xml", root.resolve("a/real.xml"));
        link("inside", root.resolve("a"));

        assertThat(workspace.find(List.of("**/*.xml"))).containsExactly(root.resolve("a/real.xml"));
        assertThat(workspace.find(List.of("inside/*.xml"))).containsExactly(root.resolve("inside/real.xml"));
        assertThat(workspace.find(List.of("folder-out/*.xml"))).isEmpty();
    }

    @Test void refusesPatternsThatLeadOut() {
        assertThatThrownBy(() -> workspace.find(List.of("../*.xml"))).isInstanceOf(IOException.class)
                .hasMessageContaining("../*.xml").hasMessageContaining(root.toString());
    }

    @Test void saysThatTheFolderIsNotThere() {
        var nowhere = new LocalWorkspace(root.resolve("nowhere"), NO_GIT);

        assertThatThrownBy(() -> nowhere.find(List.of("*"))).isInstanceOf(IOException.class).hasMessageContaining("no directory");
    }

    @Test void resolvesBelowTheRoot() throws IOException {
        assertThat(workspace.root()).isEqualTo(root);
        assertThat(workspace.resolve("a/../b/c.txt")).isEqualTo(root.resolve("b/c.txt"));
        assertThat(workspace.resolve("")).isEqualTo(root);
        assertThat(workspace.resolve("/elsewhere/x")).isEqualTo(Path.of("/elsewhere/x"));
        link("inside", root);
        assertThat(workspace.resolve("inside/new.txt")).isEqualTo(root.resolve("inside/new.txt"));
    }

    @Test void refusesToResolveOutOfTheRoot() throws IOException {
        link("out", directory);
        link("broken", directory.resolve("nowhere"));

        for (var path : List.of("..", "../work2", "a/../../b", "out/new/file.txt", "out", "broken", "broken/x", "\0")) {
            assertThatThrownBy(() -> workspace.resolve(path)).as(path).isInstanceOf(IOException.class)
                    .hasMessageContaining("\"" + path + "\"");
        }
    }

    @Test void newestSourceOfAllFilesWhereThereIsNoGit() throws Exception {
        changed("src/A.java", 100);
        changed("src/B.java", 200);
        changed("src/notes.txt", 300);
        changed("target/C.java", 400);
        changed("web/node_modules/D.java", 400);

        assertThat(workspace.newestSource(List.of("**/*.java"))).contains(Instant.ofEpochSecond(200));
        assertThat(workspace.newestSource(List.of("src/A.java"))).contains(Instant.ofEpochSecond(100));
        assertThat(workspace.newestSource(List.of("**/*.kt"))).isEmpty();
    }

    @Test void newestSourceOfTrackedFilesWhereThereIsGit() throws Exception {
        changed("module/src/A.java", 100);
        changed("module/src/Ünique name.java", 200);
        changed("module/src/Generated.java", 400);
        changed("module/src/Gone.java", 500);
        changed("other/B.java", 600);
        git("init", "-q");
        git("add", "module/src/A.java", "module/src/Ünique name.java", "module/src/Gone.java", "other");
        Files.delete(root.resolve("module/src/Gone.java"));

        var module = new LocalWorkspace(root.resolve("module"), new LocalCommands());

        assertThat(module.newestSource(List.of("**/*.java"))).contains(Instant.ofEpochSecond(200));
        assertThat(module.newestSource(List.of("**/*.kt"))).isEmpty();
    }

    @Test void newestSourceOfAllFilesWhereGitTracksNone() throws Exception {
        git("init", "-q");
        changed("A.java", 100);

        assertThat(new LocalWorkspace(root, new LocalCommands()).newestSource(List.of("*.java"))).contains(Instant.ofEpochSecond(100));
    }

    @Test void allFilesCountWhereGitFailsOrNamesTooMany() throws Exception {
        changed("A.java", 100);
        changed("B.java", 200);
        var failing = new LocalWorkspace(root, command -> new CommandResult(128, "A.java\0", "fatal"));
        var cut = new LocalWorkspace(root, command -> new CommandResult(0, "A.java\0".repeat(LocalCommands.OUTPUT_LIMIT / 7), ""));

        assertThat(failing.newestSource(List.of("*.java"))).contains(Instant.ofEpochSecond(200));
        assertThat(cut.newestSource(List.of("*.java"))).contains(Instant.ofEpochSecond(200));
    }

    private void git(String... arguments) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "git"))),
                "git is not installed: what it tracks cannot be tried");
        var argv = new java.util.ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        var result = new LocalCommands().run(Command.of(root, Duration.ofSeconds(60), argv.toArray(String[]::new)));
        assertThat(result.succeeded()).as(result.errors()).isTrue();
    }

    private Path file(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private void changed(String path, long second) throws IOException {
        Files.setLastModifiedTime(file(path), FileTime.from(Instant.ofEpochSecond(second)));
    }

    private void link(String path, Path to) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.createSymbolicLink(root.resolve(path), to);
    }
}
