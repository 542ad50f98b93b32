package io.jenkins.plugins.greenlight.stage.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LocalCommands;
import io.jenkins.plugins.greenlight.local.LocalWorkspace;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A folder under the real git, whose reports a test writes itself. */
final class GitProject implements Log {
    private final LocalCommands commands = new LocalCommands();
    private final List<String> warnings = new ArrayList<>();
    private final Path root;

    GitProject(Path root) {
        this.root = root;
    }

    static GitProject in(Path root) throws Exception {
        var project = new GitProject(root);
        project.git("init", "--quiet", "--initial-branch=main");
        return project;
    }

    String git(String... arguments) throws Exception {
        var argv = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false",
                "-c", "protocol.file.allow=always"));
        argv.addAll(List.of(arguments));
        var result = commands.run(new Command(argv, root, Map.of(), Duration.ofMinutes(1)));
        assertThat(result.exitCode()).as(argv + " " + result.errors()).isZero();
        return result.output().strip();
    }

    GitProject write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    GitProject commit(String message) throws Exception {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "-m", message);
        return this;
    }

    /** Lines numbered from 1, such as {@code one 1}. */
    static String lines(String word, int count) {
        var text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(word).append(' ').append(i).append('\n');
        }
        return text.toString();
    }

    /** A JaCoCo report of one file. @param covered the numbers of its covered lines, missed those of the others */
    static String jacoco(String packageName, String file, List<Integer> covered, List<Integer> missed) {
        return "<report name='r'>" + jacocoPackage(packageName, file, covered, missed) + "</report>";
    }

    static String jacocoPackage(String packageName, String file, List<Integer> covered, List<Integer> missed) {
        var lines = new StringBuilder();
        covered.forEach(line -> lines.append("<line nr='").append(line).append("' mi='0' ci='1' mb='0' cb='0'/>"));
        missed.forEach(line -> lines.append("<line nr='").append(line).append("' mi='1' ci='0' mb='1' cb='1'/>"));
        return "<package name='" + packageName + "'><sourcefile name='" + file + "'>" + lines + "</sourcefile></package>";
    }

    static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    Path root() {
        return root;
    }

    LocalCommands commands() {
        return commands;
    }

    Ports ports() {
        return new Ports(commands, null, new LocalWorkspace(root, commands), null, this, Clock.systemUTC(), null);
    }

    List<String> warnings() {
        return warnings;
    }

    @Override public void info(String line) { }

    @Override public void warn(String line) {
        warnings.add(line);
    }
}
