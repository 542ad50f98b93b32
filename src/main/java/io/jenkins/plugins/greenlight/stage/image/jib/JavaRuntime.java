package io.jenkins.plugins.greenlight.stage.image.jib;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Java runtime with just the modules asked for, linked from the JDK that runs the engine. */
final class JavaRuntime {
    /** Not --strip-debug: that needs binutils' objcopy as well, and a JDK's own libraries come stripped. */
    private static final List<String> OPTIONS = List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages",
            "--compress=2");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CommandRunner commands;
    private final Path workspace;
    private final Path jdk;

    JavaRuntime(CommandRunner commands, Path workspace) {
        this(commands, workspace, Path.of(System.getProperty("java.home")));
    }

    JavaRuntime(CommandRunner commands, Path workspace, Path jdk) {
        this.commands = commands;
        this.workspace = workspace;
        this.jdk = jdk;
    }

    String version() {
        return System.getProperty("java.runtime.version");
    }

    /** Where it is, made when it is not there yet. */
    Path linked(List<String> modules) throws IOException, StageException, InterruptedException {
        var sorted = modules.stream().sorted().distinct().toList();
        var home = workspace.resolve("target/greenlight/runtime").resolve(name(sorted));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(home.getParent());
            link(sorted, home);
        }
        return home;
    }

    private String name(List<String> modules) throws IOException {
        var text = String.join("\n", version(), jdk.toString(), System.getProperty("java.vm.vendor"),
                System.getProperty("os.arch"), modules.toString(), OPTIONS.toString());
        return Sha256.of(text).substring(0, 16);
    }

    private void link(List<String> modules, Path home) throws IOException, StageException, InterruptedException {
        var jlink = jdk.resolve("bin").resolve(jdk.getFileSystem().getSeparator().equals("\\") ? "jlink.exe" : "jlink");
        if (!Files.isExecutable(jlink)) {
            throw new StageException("There is no " + jlink + ". The image's Java runtime needs a JDK, this is a JRE. Run the"
                    + " engine with a JDK, or leave image.javaModules empty and bring a runtime with image.files.");
        }
        var temporary = home.resolveSibling("." + home.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            run(jlink, modules, temporary);
            install(temporary, home);
        } finally {
            WholeFolder.delete(temporary);
        }
    }

    private void run(Path jlink, List<String> modules, Path output) throws IOException, StageException, InterruptedException {
        var argv = new ArrayList<>(List.of(jlink.toString(), "-J-XX:-UsePerfData", "--add-modules", String.join(",", modules)));
        argv.addAll(OPTIONS);
        argv.addAll(List.of("--output", output.toString()));
        var result = commands.run(new Command(argv, workspace, Map.of(), PATIENCE));
        if (!result.succeeded()) {
            throw new StageException("jlink ended with " + result.exitCode() + " for the modules " + modules + ". Expected 0. "
                    + (Files.isDirectory(jdk.resolve("jmods")) ? "Look at image.javaModules; java --list-modules names those"
                    + " there are." : "There is no " + jdk.resolve("jmods") + ": install the whole JDK.")
                    + " It said: " + (result.output() + result.errors()).strip());
        }
    }

    /** Who comes second finds the same. */
    private static void install(Path temporary, Path home) throws IOException {
        try {
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }
}
