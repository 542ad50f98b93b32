package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.report.RunArtifacts.Entry;
import io.jenkins.plugins.greenlight.report.Visible;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a run listed; looks at none of the files. */
@Command(mixinStandardHelpOptions = true,
        description = "Prints what a run made or judged: hash, bytes, stage, media type and path.")
final class ArtifactsListCommand implements Callable<Integer> {
    @Mixin private RunFolder run;

    @Override public Integer call() throws Exception {
        var listed = run.read();
        var log = run.log();
        if (run.asDocument()) {
            Document.printJson(FilesJson.of(listed, entry -> ""));
        } else {
            listed.entries().forEach(entry -> log.result(line(entry)));
        }
        return 0;
    }

    private static String line(Entry entry) {
        var artifact = entry.artifact();
        return String.format(Locale.ROOT, "%s %10d  %-10s  %-22s  %s", artifact.sha256(), artifact.bytes().orElseThrow(),
                artifact.stage().map(StageId::word).orElse("report"), Visible.line(artifact.mediaType()),
                Visible.line(artifact.path()));
    }
}
