package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.port.CommandTimeoutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs on this machine; none reads what this process reads. */
public final class LocalCommands implements CommandRunner {
    static final int OUTPUT_LIMIT = 16 * 1024 * 1024;
    /** What programs need to be found, to speak and to keep their files; whatever else this process was given may be secret. */
    private static final Pattern INHERITED = Pattern.compile("PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TERM"
            + "|XDG_(CONFIG|CACHE|DATA)_HOME|XDG_RUNTIME_DIR"
            + "|LD_LIBRARY_PATH|JAVA_HOME|JAVA_TOOL_OPTIONS|GIT_(DIR|WORK_TREE|CONFIG_GLOBAL|CONFIG_SYSTEM|EXEC_PATH)");
    /** What a program wrote before it ended is in the pipe and read at once; who else holds the pipe is not waited for. */
    private static final Duration AFTER_END = Duration.ofSeconds(5);

    @Override public CommandResult run(Command command) throws IOException, InterruptedException {
        return run(command, line -> { });
    }

    @Override public CommandResult run(Command command, Consumer<String> lines) throws IOException, InterruptedException {
        var process = start(command);
        var program = command.argv().get(0);
        var output = Tail.of(process.getInputStream(), OUTPUT_LIMIT, program + " output");
        var errors = Tail.of(process.getErrorStream(), OUTPUT_LIMIT, program + " errors", new Lines(lines));
        try {
            give(process, command.input());
            if (!process.waitFor(command.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                killTree(process.toHandle());
                process.waitFor(AFTER_END.toMillis(), TimeUnit.MILLISECONDS);
                await(AFTER_END, output, errors);
                throw late(command, output.text(), errors.text());
            }
            await(AFTER_END, output, errors);
        } catch (InterruptedException e) {
            killTree(process.toHandle());
            process.waitFor(AFTER_END.toMillis(), TimeUnit.MILLISECONDS); // its files are ours again
            errors.silence();
            throw e;
        }
        return new CommandResult(process.exitValue(), output.text(), errors.text());
    }

    /** Fits the pipe, so that this waits for nobody. */
    private static void give(Process process, String input) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (input.isEmpty()) {
                throw e;
            } // it ended without reading: its exit code tells how
        }
    }

    private static Process start(Command command) throws IOException {
        if (!Files.isDirectory(command.directory())) {
            throw new IOException(command.argv().get(0) + " was not started: its directory " + command.directory()
                    + " does not exist. Create it first.");
        }
        NativeText.ofThisJvm().check(command.argv(), command.environment());
        var builder = new ProcessBuilder(argv(command)).directory(command.directory().toFile());
        builder.environment().keySet().removeIf(name -> !(command.apart() ? name.equals("PATH") : INHERITED.matcher(name).matches()));
        builder.environment().putAll(command.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(command.argv().get(0) + " was not started: " + e.getMessage()
                    + ". Expected a program that can be run. Install it, put its folder on the PATH, or name its full path.", e);
        }
    }

    /** It leads no process group, so {@code setsid} does not fork: the pid stays the program's. */
    private static List<String> argv(Command command) {
        return command.apart() ? Stream.concat(Stream.of("setsid", "--wait"), command.argv().stream()).toList() : command.argv();
    }

    /** Children first learnt, then the parent killed: orphans could no longer be found. */
    private static void killTree(ProcessHandle process) {
        var children = process.children().toList();
        process.destroyForcibly();
        children.forEach(LocalCommands::killTree);
    }

    private static void await(Duration patience, Tail... tails) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        for (var tail : tails) {
            tail.await(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        }
    }

    private static CommandTimeoutException late(Command command, String output, String errors) {
        var lines = errors.isBlank() ? output : errors;
        return new CommandTimeoutException(command.argv().get(0) + " was ended: it ran longer than its timeout of "
                + command.timeout().toMillis() / 1000.0 + " s, in " + command.directory()
                + ". Raise the timeout, or see why it hangs. Its last lines:\n" + LastLines.of(lines));
    }
}
