package io.jenkins.plugins.greenlight.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A systemd unit for a guard, with the Java and the program that wrote it. */
final class GuardUnit {
    private GuardUnit() { }

    /** Releases and router outlive the guard as they outlive every engine: hence KillMode=process. */
    static String of(String app, String environment, StatePlace state, String interval) {
        var lines = new ArrayList<>(List.of("[Unit]",
                "Description=Greenlight guard: goes on with what a killed deployment of " + plain(app) + "/" + environment
                + " left behind",
                "Wants=network-online.target", "After=network-online.target docker.service", "StartLimitIntervalSec=0", "",
                "[Service]", "Type=simple", "User=" + plain(System.getProperty("user.name")),
                "Environment=GREENLIGHT_ACTOR=guard"));
        if (state.database().isPresent()) {
            lines.add("# One line, PGPASSWORD=..., in a file that only root reads; or ~/.pgpass of the user above.");
            lines.add("EnvironmentFile=-/etc/greenlight/" + plain(app) + "-" + environment + ".env");
        }
        lines.addAll(List.of("ExecStart=" + command(app, environment, state, interval), "Restart=always", "RestartSec=10",
                "# Releases and router are to go on when the guard ends.", "KillMode=process",
                "# Longer than users need to be brought back: drainTimeout + grace + 15 s.", "TimeoutStopSec=120", "",
                "[Install]", "WantedBy=multi-user.target", ""));
        return String.join("\n", lines);
    }

    private static String command(String app, String environment, StatePlace state, String interval) {
        var argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError", "-Xmx256m", "-XX:+UseSerialGC"));
        argv.addAll(program(System.getProperty("java.class.path")));
        argv.addAll(List.of("guard", environment, "--state", state.toString(), "--app", app, "--interval", interval));
        return argv.stream().map(GuardUnit::word).collect(Collectors.joining(" "));
    }

    private static List<String> program(String classPath) {
        return Files.isRegularFile(Path.of(classPath)) ? List.of("-jar", Path.of(classPath).toAbsolutePath().toString())
                : List.of("-cp", Arrays.stream(classPath.split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)), Main.class.getName());
    }

    /** As one word of systemd's, which reads quotes, backslashes, variables and specifiers. */
    static String word(String text) {
        var escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
        return text.matches("[\\w./:@%=,+-]+") ? escaped : "\"" + escaped + "\"";
    }

    private static String plain(String text) {
        return text.replace("%", "%%");
    }
}
