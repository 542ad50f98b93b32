package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.port.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs the programs of one release's migration: with what that release sees, and nothing of the engine's but PATH. */
final class SchemaPrograms {
    private static final int LINES = 10;
    private static final int WIDTH = 300;

    private final Target target;
    private final Plan plan;
    private final Migration migration;

    /** @param plan of the release whose migration it is; it has one */
    SchemaPrograms(Target target, Plan plan) {
        this.target = target;
        this.plan = plan;
        this.migration = plan.settings().migration().orElseThrow();
    }

    /**
     * @param exitCode empty when it was not started, or killed because its time was up
     * @param said     how it ended and its last lines, without secrets
     */
    record Ended(Optional<Integer> exitCode, String said) {
        boolean with(int code) {
            return exitCode.equals(Optional.of(code));
        }
    }

    /** @param about what it is to do; of {@code STATUS}, what it is asked about */
    Ended run(Migration.Step step, Migration.Step about, Map<String, String> more) throws IOException, InterruptedException {
        var secrets = secrets();
        var environment = environment(about, secrets);
        environment.putAll(more);
        Mask hidden = Secrets.mask(secrets.values()); // afterwards nothing may go wrong any more
        var argv = migration.program(step).orElseThrow();
        try {
            var result = target.ports().commands().run(new Command(argv, directory(), environment, migration.timeout(), true));
            var lines = hidden.hide(result.errors().isBlank() ? result.output() : result.errors());
            return new Ended(Optional.of(result.exitCode()), step.word() + " (" + argv.get(0) + ") ended with exit code "
                    + result.exitCode() + (lines.isBlank() ? " and said nothing" : ": " + last(lines)));
        } catch (IOException e) {
            return new Ended(Optional.empty(), step.word() + ": " + last(hidden.hide(String.valueOf(e.getMessage()))));
        }
    }

    private Map<String, Path> secrets() throws IOException {
        var files = new TreeMap<>(Secrets.files(plan.settings().site(), plan.settings().config()));
        files.putAll(Secrets.files(plan.settings().site(), migration.own()));
        return files;
    }

    private Map<String, String> environment(Migration.Step about, Map<String, Path> secrets) {
        var environment = new HashMap<>(plan.settings().config().environment());
        environment.putAll(migration.own().environment());
        secrets.forEach((name, file) -> environment.put(name + "_FILE", file.toString()));
        environment.put("GREENLIGHT_APP", target.app());
        environment.put("GREENLIGHT_ENVIRONMENT", target.environment());
        environment.put("GREENLIGHT_RELEASE", plan.candidate().id().value());
        environment.put("GREENLIGHT_STEP", about.word());
        environment.put("GREENLIGHT_LEVEL", migration.level());
        return environment;
    }

    /** The workspace while there is one; contract, revert and status may come without. */
    private Path directory() {
        var root = target.ports().workspace().root();
        return Files.isDirectory(root) ? root : Path.of("/");
    }

    private static String last(String text) {
        var lines = text.strip().lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream().map(String::strip)
                .map(line -> line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...").collect(Collectors.joining(" | "));
    }

    /** @throws IOException when a release cannot be deployed so, for want of a program that comes later */
    static void require(DeploySettings settings) throws IOException {
        var missing = settings.migration().flatMap(SchemaPrograms::missing);
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
    }

    /** The first program that cannot be found; empty when each can. */
    static Optional<String> missing(Migration migration) {
        return migration.programs().entrySet().stream().filter(step -> !resolves(step.getValue().get(0))).findFirst()
                .map(step -> "migration." + step.getKey().word() + " starts \"" + step.getValue().get(0) + "\", which is not"
                + " there or"
                        + " cannot be run. Expected a program in PATH, or its full path. Nothing was begun.");
    }

    private static boolean resolves(String program) {
        return program.contains("/") ? Files.isExecutable(Path.of(program))
                : folders().stream().map(folder -> Path.of(folder, program))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    private static List<String> folders() {
        return Arrays.asList(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"));
    }
}
