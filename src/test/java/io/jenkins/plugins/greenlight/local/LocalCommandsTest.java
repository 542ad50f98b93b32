package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.port.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path directory;
    private final LocalCommands commands = new LocalCommands();

    @Test void tellsExitCodeOutputAndErrorsApart() throws Exception {
        var result = commands.run(shell(LONG, "echo out; echo err >&2; exit 3"));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).isEqualTo("out\n");
        assertThat(result.errors()).isEqualTo("err\n");
    }

    @Test void runsInTheDirectoryWithTheEnvironmentAdded() throws Exception {
        var command = new Command(List.of("sh", "-c", "pwd; echo $ADDED; echo \"$PATH\""), directory,
                Map.of("ADDED", "grün"), LONG);

        var result = commands.run(command);

        assertThat(result.output().lines().toList()).containsExactly(directory.toRealPath().toString(), "grün",
                System.getenv("PATH"));
    }

    @Test void readsWhatItIsGivenAndThenTheEnd() throws Exception {
        assertThat(commands.run(shell(LONG, "cat; echo end").reading("registry.example.com\n")).output()).isEqualTo("registry.example.com\nend\n");
        assertThat(commands.run(shell(LONG, "cat; echo end")).output()).isEqualTo("end\n");
    }

    @Test void tellsEachLineOfItsErrorsAsItComes() throws Exception {
        var lines = new ArrayList<String>();

        var result = commands.run(shell(LONG, "echo one >&2; until [ -e heard ]; do sleep 0.02; done; printf 'zwölf\\r\\nend' >&2"), line -> {
            lines.add(line);
            if (line.equals("one")) {
                assertThat(directory.resolve("heard").toFile().mkdir()).isTrue();
            }
        });

        assertThat(lines).containsExactly("one", "zwölf", "end");
        assertThat(result.errors()).isEqualTo("one\nzwölf\r\nend");
    }

    @Test void tellsTheFirstMebibyteOfAnEndlessLine() throws Exception {
        var lengths = new ArrayList<Integer>();

        commands.run(shell(LONG, "head -c 3000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo next >&2"), line -> lengths.add(line.length()));

        assertThat(lengths).containsExactly(1 << 20, 4);
    }

    @Test void oneThatReadsNothingEndsAsItWill() throws Exception {
        var most = "x".repeat(Command.MOST_INPUT);

        assertThat(commands.run(shell(LONG, "exit 3").reading(most)).exitCode()).isEqualTo(3);
        assertThatThrownBy(() -> shell(LONG, "exit 3").reading(most + "x")).hasMessage("sh was given more than 32768 bytes of input."
                + " Expected a file instead.");
    }

    @Test void seesOfThisProcessWhatNobodyKeepsASecretIn() throws Exception {
        var result = commands.run(shell(LONG, "env"));

        assertThat(result.output().lines().map(line -> line.split("=")[0])).contains("PATH").isSubsetOf("PATH", "HOME", "USER", "LOGNAME",
                "SHELL", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TERM", "LD_LIBRARY_PATH", "JAVA_HOME",
                "JAVA_TOOL_OPTIONS", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "GIT_DIR", "GIT_WORK_TREE",
                "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH", "PWD", "SHLVL", "_", "OLDPWD");
    }

    @Test void oneThatIsApartSeesNothingOfThisProcessButPath() throws Exception {
        var command = new Command(List.of("env"), directory, Map.of("ADDED", "grün"), LONG, true);

        var result = commands.run(command);

        assertThat(result.output().lines()).containsExactlyInAnyOrder("ADDED=grün", "PATH=" + System.getenv("PATH"));
    }

    @Test void oneThatIsApartLeadsASessionAndItsEndIsTold() throws Exception {
        var command = new Command(List.of("sh", "-c", "cut -d' ' -f1,6 /proc/$$/stat; exit 7"), directory, Map.of(), LONG, true);

        var result = commands.run(command);

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.output().strip().split(" ")).satisfies(stat -> assertThat(stat[0]).as("pid and session").isEqualTo(stat[1]));
    }

    @Test void givesNothingToRead() throws Exception {
        assertThat(commands.run(Command.of(directory, LONG, "cat"))).satisfies(result -> {
            assertThat(result.succeeded()).isTrue();
            assertThat(result.output()).isEmpty();
        });
    }

    @Test void passesArgumentsAsTheyAre() throws Exception {
        var result = commands.run(Command.of(directory, LONG, "printf", "%s", "$(echo no); `id` \" ' *"));

        assertThat(result.output()).isEqualTo("$(echo no); `id` \" ' *");
    }

    @Test void keepsTheLastSixteenMebibytesOfEach() throws Exception {
        var script = "head -c 20000000 /dev/zero | tr '\\0' a; printf end; head -c 17000000 /dev/zero | tr '\\0' b >&2";

        var result = commands.run(shell(LONG, script));

        assertThat(result.output()).hasSize(LocalCommands.OUTPUT_LIMIT).endsWith("aend").startsWith("a");
        assertThat(result.errors()).hasSize(LocalCommands.OUTPUT_LIMIT);
    }

    @Test void endsWhatRunsTooLongWithAllItStarted() throws Exception {
        var script = "echo first; sh -c 'sleep 611 & echo $! > inner; sleep 612' & echo $! > child; echo last >&2; wait";
        var command = shell(Duration.ofMillis(1500), script);

        assertThatThrownBy(() -> commands.run(command)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("sh was ended: it ran longer than its timeout of 1.5 s")
                .hasMessageContaining(directory.toString()).hasMessageEndingWith("last");

        Eventually.until("the child is gone", () -> gone("child"));
        Eventually.until("the grandchild is gone", () -> gone("inner"));
    }

    @Test void interruptionEndsTheProgram() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                commands.run(shell(LONG, "sleep 613 & echo $! > child; wait"));
                outcome.complete(null);
            } catch (IOException | InterruptedException e) {
                outcome.complete(e);
            }
        });
        thread.start();
        Eventually.until("the child runs", () -> Files.exists(directory.resolve("child")) && !read("child").isEmpty());

        thread.interrupt();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Eventually.until("the child is gone", () -> gone("child"));
    }

    @Test void doesNotWaitForWhatWasLeftBehind() throws Exception {
        var result = commands.run(shell(LONG, "echo out; sleep 614 & echo $! > child"));

        assertThat(result.output()).isEqualTo("out\n");
        assertThat(gone("child")).isFalse();
        ProcessHandle.of(Long.parseLong(read("child"))).orElseThrow().destroyForcibly();
    }

    @Test void saysWhichProgramIsMissingAndWhatToDo() {
        assertThatThrownBy(() -> commands.run(Command.of(directory, LONG, "no-such-program-here", "secret")))
                .isInstanceOf(IOException.class).hasMessageStartingWith("no-such-program-here was not started")
                .hasMessageContaining("PATH").hasMessageNotContaining("secret");
    }

    @Test void saysWhichDirectoryIsMissing() {
        var nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> commands.run(Command.of(nowhere, LONG, "true"))).isInstanceOf(IOException.class)
                .hasMessageContaining(nowhere.toString());
    }

    private Command shell(Duration timeout, String script) {
        return Command.of(directory, timeout, "sh", "-c", script);
    }

    private boolean gone(String file) throws IOException {
        return ProcessTable.ofThisMachine().row(Long.parseLong(read(file))).filter(ProcessTable.Row::lives).isEmpty();
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve(file)).strip();
    }
}
