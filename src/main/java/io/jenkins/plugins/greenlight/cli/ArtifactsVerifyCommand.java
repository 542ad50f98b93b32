package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.FileState;
import io.jenkins.plugins.greenlight.report.RunArtifacts;
import io.jenkins.plugins.greenlight.report.RunArtifacts.Entry;
import io.jenkins.plugins.greenlight.report.Visible;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether every file is what the run saw or wrote. */
@Command(mixinStandardHelpOptions = true,
        description = "Reads every file that a run made or judged and compares it with artifacts.json. Changes nothing;"
        + " exits 10 when one was changed, is missing or leads out of the workspace, 2 when artifacts.json cannot be read.")
final class ArtifactsVerifyCommand implements Callable<Integer> {
    @Mixin private RunFolder run;

    @Override public Integer call() throws Exception {
        var listed = run.read();
        var log = run.log();
        var states = new LinkedHashMap<Entry, FileState>();
        listed.entries().forEach(entry -> states.put(entry, looked(entry, log)));
        if (run.asDocument()) {
            Document.printJson(FilesJson.of(listed, entry -> states.get(entry).words()));
        }
        long bad = states.values().stream().filter(state -> state != FileState.OK).count();
        int all = listed.entries().size();
        if (bad == 0) {
            log.result("The " + all + " files of " + told(listed) + " are as it left them.");
            return Ending.DELIVERED.exitCode();
        }
        log.warn(bad + " of " + all + " files of " + told(listed)
                + " are not as it left them. Expected all: see what wrote them since, or run again.");
        return Ending.GATE_FAILED.exitCode();
    }

    private FileState looked(Entry entry, Log log) {
        var state = FileState.of(entry, run.of(entry.root()));
        String line = String.format(Locale.ROOT, "%-18s  %-10s  %s", state.words(),
                entry.artifact().stage().map(StageId::word).orElse("report"), Visible.line(entry.artifact().path()));
        if (state == FileState.OK) {
            log.info(line);
        } else {
            log.warn(line);
        }
        return state;
    }

    /** The run, by what it is known by. */
    private static String told(RunArtifacts listed) {
        String who = listed.app().isEmpty() ? "the run" : "the run of " + Visible.line(listed.app());
        return who + listed.release().map(release -> " " + Visible.line(release)).orElse("")
                + " that ended " + listed.ending() + " at " + listed.finishedAt();
    }
}
