package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a program asks of the kernel so that files in one folder survive a power cut, in order, as strace sees it. */
public final class DiskCalls {
    private static final Pattern FORCED = Pattern.compile("(?:fsync|fdatasync)\\(\\d+<(.*?)>\\) += 0");
    private static final Pattern RENAMED = Pattern.compile("rename\\w*\\((?:AT_FDCWD[^,]*, )?\"(.*?)\", (?:AT_FDCWD[^,]*, )?\"(.*?)\".*= 0");
    /** A call that another thread's line came into: its beginning and, later, its end, each after the thread's number. */
    private static final Pattern BEGUN = Pattern.compile("(\\d+) +(.*) <unfinished \\.\\.\\.>");
    private static final Pattern ENDED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern SYNCED = Pattern.compile("openat\\(AT_FDCWD[^,]*, \"(.*?)\", .*O_SYNC.*");

    private DiskCalls() { }

    /**
     * Starts a program that gets the folder as its argument; skipped where strace is not installed or may not trace.
     *
     * @return {@code force NAME}, {@code rename NAME NAME} and {@code open NAME for what is forced with every write}; the folder
     *         itself is {@code .}, and what differs from run to run in a name is {@code *}
     */
    public static List<String> of(Class<?> program, Path folder) throws IOException, InterruptedException {
        var real = folder.toRealPath();
        var trace = Files.createTempFile("disk", ".calls");
        try {
            assumeTrue(run(List.of("strace", "-o", trace.toString(), "true")) == 0, "strace cannot trace here.");
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            assertThat(run(List.of("strace", "-f", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2,openat", "-o", trace.toString(),
                    java, "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), program.getName(),
                    real.toString()))).isZero();
            return calls(whole(Files.readAllLines(trace)), real);
        } finally {
            Files.delete(trace);
        }
    }

    private static int run(List<String> argv) throws InterruptedException {
        try {
            var process = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Each call in one line, where it ended. */
    private static List<String> whole(List<String> lines) {
        var begun = new HashMap<String, String>();
        var whole = new ArrayList<String>();
        for (var line : lines) {
            var beginning = BEGUN.matcher(line);
            var end = ENDED.matcher(line);
            if (beginning.matches()) {
                begun.put(beginning.group(1), beginning.group(2));
            } else if (end.matches()) {
                whole.add(begun.getOrDefault(end.group(1), "") + end.group(2));
            } else {
                whole.add(line);
            }
        }
        return whole;
    }

    private static List<String> calls(List<String> lines, Path folder) {
        var calls = new ArrayList<String>();
        for (var line : lines) {
            var forced = FORCED.matcher(line);
            var renamed = RENAMED.matcher(line);
            var synced = SYNCED.matcher(line);
            if (forced.find() && forced.group(1).startsWith(folder.toString())) {
                calls.add("force " + name(folder, forced.group(1)));
            } else if (renamed.find() && renamed.group(2).startsWith(folder.toString())) {
                calls.add("rename " + name(folder, renamed.group(1)) + " " + name(folder, renamed.group(2)));
            } else if (synced.find() && synced.group(1).startsWith(folder.toString())) {
                calls.add("open " + name(folder, synced.group(1)) + " for what is forced with every write");
            }
        }
        return calls;
    }

    private static String name(Path folder, String path) {
        var name = folder.relativize(Path.of(path)).toString();
        return name.isEmpty() ? "." : name.replaceAll("\\p{XDigit}{8}-[-\\p{XDigit}]{27}", "*");
    }
}
