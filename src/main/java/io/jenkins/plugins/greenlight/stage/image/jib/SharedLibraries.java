package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.port.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The libraries of this machine that a Java runtime needs, as {@code ldd} names them. */
final class SharedLibraries {
    /** {@code libz.so.1 => /lib/libz.so.1 (0x0123)}, and the loader, which has no arrow. */
    private static final Pattern FOUND = Pattern.compile("\\s+(?:\\S+ => )?(/.+) \\(0x[0-9a-f]+\\)");
    private static final Pattern MISSING = Pattern.compile("\\s+(\\S+) => not found");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CommandRunner commands;
    private final Log log;

    SharedLibraries(CommandRunner commands, Log log) {
        this.commands = commands;
        this.log = log;
    }

    /** Sorted, absolute, outside the runtime; empty, with a warning, where there is no {@code ldd}. */
    List<Path> of(Path runtime) throws IOException, InterruptedException {
        var own = own(runtime);
        var argv = new ArrayList<>(List.of("ldd", runtime.resolve("bin/java").toString()));
        own.forEach(library -> argv.add(library.toString()));
        CommandResult result;
        try {
            result = commands.run(new Command(argv, runtime, Map.of("LC_ALL", "C"), PATIENCE));
        } catch (IOException e) {
            log.warn("The image gets no shared libraries: " + e.getMessage() + " It runs as a process on this host, not in a"
                    + " container. Build it on Linux for that.");
            return List.of();
        }
        if (!result.succeeded()) {
            log.warn("ldd ended with " + result.exitCode() + " for " + runtime + ". Expected 0. The image may lack shared"
                    + " libraries and not run in a container. It said: " + result.errors().strip());
        }
        var names = own.stream().map(library -> library.getFileName().toString()).toList();
        return libraries(result.output(), runtime, names);
    }

    private List<Path> libraries(String output, Path runtime, List<String> own) throws IOException {
        var libraries = new TreeSet<Path>();
        var home = runtime.toRealPath();
        for (var line : output.lines().toList()) {
            var found = FOUND.matcher(line);
            var missing = MISSING.matcher(line);
            if (found.matches() && Files.isRegularFile(Path.of(found.group(1)))) {
                var library = Path.of(found.group(1)).normalize();
                if (!library.toRealPath().startsWith(home)) {
                    libraries.add(library);
                }
            } else if (missing.matches() && !own.contains(missing.group(1))) { // the runtime finds its own by itself
                log.warn("The image lacks the shared library " + missing.group(1) + ", which is not on this machine.");
            }
        }
        return List.copyOf(libraries);
    }

    private static List<Path> own(Path runtime) throws IOException {
        try (var files = Files.walk(runtime.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".so")).sorted().toList();
        }
    }
}
