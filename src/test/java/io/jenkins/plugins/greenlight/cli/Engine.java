package io.jenkins.plugins.greenlight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** An engine in a process of its own, on the tests' class path. */
final class Engine {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path log;

    private Engine(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param folder working directory and place of its output */
    static Engine start(Path folder, Path log, List<String> jvm, Class<?> main, String... args) throws IOException {
        return startUnder(List.of(), Map.of(), folder, log, jvm, main, args);
    }

    /** @param wrapper     a program with its arguments, that becomes what follows them
     *  @param environment added to this one's */
    static Engine startUnder(List<String> wrapper, Map<String, String> environment, Path folder, Path log, List<String> jvm, Class<?> main, String... args)
            throws IOException {
        // A shell in the background lets its children ignore SIGINT, and Java leaves it at that.
        var argv = new ArrayList<>(wrapper);
        argv.addAll(List.of("env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.io.tmpdir=" + log.getParent()));
        argv.addAll(jvm);
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        argv.addAll(List.of(args));
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Engine(builder.start(), log);
    }

    long pid() {
        return process.pid();
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    int exitCode() throws IOException, InterruptedException {
        return exitCode(PATIENCE);
    }

    int exitCode(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The engine did not end within " + patience.toSeconds() + " s. It said:\n" + said());
        }
        return process.exitValue();
    }

    /** SIGKILL. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        if (exitCode() != KILLED) {
            throw new AssertionError("The engine ended with " + exitCode() + " before it was killed. It said:\n" + said());
        }
    }

    /** TERM as from a build server that gives up, INT as by Ctrl-C. Returns when the engine has heard it. */
    void tell(String signal) throws Exception {
        var kill = new ProcessBuilder("bash", "-c", "kill -" + signal + " " + pid()).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("SIG" + signal + " could not be sent to " + pid());
        }
        await("SIG" + signal + " was heard", () -> said().contains("A stop was asked for") || !process.isAlive());
    }

    /** Whatever it does. */
    void end() {
        process.destroyForcibly();
    }

    /** Returns when the condition holds; fails when the engine ends before. */
    void until(String what, Callable<Boolean> condition) throws Exception {
        await(what, () -> {
            if (condition.call()) {
                return true;
            }
            if (!process.isAlive()) {
                throw new AssertionError("The engine ended with " + exitCode() + " before " + what + ". It said:\n" + said());
            }
            return false;
        });
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            Thread.sleep(10);
        }
    }
}
