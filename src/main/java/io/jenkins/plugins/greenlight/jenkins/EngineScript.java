package io.jenkins.plugins.greenlight.jenkins;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The shell script that becomes the engine on the agent. {@code exec}, so that the signal for the engine is not the shell's
 * and its exit code is not either; a first line, so that the shell does not print each command.
 */
final class EngineScript {
    /** In the engine's environment alone: who ends this engine ends no other of the workspace. */
    static final String MARK = "GREENLIGHT_ENGINE";
    /** What ends a workspace's other programs, when one of them is stopped, must not end this one. */
    private static final String SERVER_COOKIE = "JENKINS_SERVER_COOKIE";
    /** Holds the pid as soon as the engine was begun. */
    static final String BEGUN = "begun";
    static final String OVERLAY = "with.json";
    static final String REPORT_FOLDER = "report";
    /** In the workspace, where the build may archive what the gates leave: the report itself goes where no build writes. */
    private static final String FILES = "target/greenlight/report";

    private static final int LONGEST_APP = 41;

    private EngineScript() { }

    /**
     * @param id     of this engine; letters, digits and dashes
     * @param folder the engine's own, on the agent
     * @param app    the application's name, should greenlight.yaml not say
     * @param told   reports to tell people of, on the agent; none but for notify
     */
    static String run(StageRequest request, String id, String java, String jar, String folder, String app, List<String> told) {
        var argv = start(java, jar, folder);
        argv.addAll(request.words());
        argv.addAll(request.options());
        if (!request.overlay().isEmpty()) {
            argv.addAll(List.of("--with", folder + "/" + OVERLAY));
        }
        argv.addAll(List.of("--app", app));
        if (request.tells()) {
            told.forEach(file -> argv.addAll(List.of("--report", file)));
        } else {
            argv.addAll(List.of("--out", folder + "/" + REPORT_FOLDER));
        }
        if (request.leavesFiles()) {
            argv.addAll(List.of("--files", FILES));
        }
        return script(id, folder, argv);
    }

    /** Goes on with what the engine of that id may have left unfinished. */
    static String resume(StageRequest request, String id, String java, String jar, String folder, String app) {
        var argv = start(java, jar, folder);
        argv.add("resume");
        request.environment().ifPresent(argv::add);
        request.config().ifPresent(config -> argv.addAll(List.of("--config", config)));
        if (!request.overlay().isEmpty()) {
            argv.addAll(List.of("--with", folder + "/" + OVERLAY));
        }
        argv.addAll(List.of("--app", app, "--run", id, "--out", folder + "/" + REPORT_FOLDER));
        return script(id, folder, argv);
    }

    /** The nearest to a job's name that an application may have. */
    static String appNamed(String job) {
        var plain = job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        return plain.isEmpty() ? "app" : plain.substring(0, Math.min(plain.length(), LONGEST_APP));
    }

    private static ArrayList<String> start(String java, String jar, String folder) {
        return new ArrayList<>(List.of(java, "-XX:-UsePerfData", "-Djava.io.tmpdir=" + folder, "-jar", jar));
    }

    private static String script(String id, String folder, List<String> argv) {
        return "#!/bin/sh\necho $$ > " + quoted(folder + "/" + BEGUN) + "\n"
                + SERVER_COOKIE + "=greenlight-" + id + " " + MARK + "=" + id + " exec "
                + argv.stream().map(EngineScript::quoted).collect(Collectors.joining(" ")) + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
