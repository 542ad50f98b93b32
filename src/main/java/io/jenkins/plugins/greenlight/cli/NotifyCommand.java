package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.pipeline.LastWords;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.JoinedReport;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells people how an earlier run ended, or several of one delivery; whoever cannot be told is warned of and changes nothing. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class NotifyCommand implements Callable<Integer> {
    @Mixin private WorkspaceOptions workspace;

    @Option(names = "--report", paramLabel = "FILE", defaultValue = "target/greenlight/report/report.json",
            description = "The report to tell of (default: ${DEFAULT-VALUE} in the workspace). Given several times, the reports of"
                    + " one delivery, joined in this order.")
    private List<Path> reports;

    @Mixin private JsonOption json;

    @Override public Integer call() throws Exception {
        var ports = workspace.ports(json.wanted());
        var whole = workspace.configWithoutGates();
        Permitted.of(EnumSet.of(StageId.NOTIFY), whole, workspace.policy().withoutGates(), workspace.untrusted());
        var config = whole.notification().orElseThrow(() -> new BadInputException(
                "The configuration has no section notification. Expected one that says whom to tell."));
        var told = new ArrayList<DeliveryReport>();
        for (var report : reports) {
            told.add(EarlierReport.read(ports.workspace().root().resolve(report), "--report"));
        }
        var stage = LastWords.of(config, JoinedReport.of(told), Farewell.ofThisProcess().stop());
        var verdict = stage.judge(stage.run(ports));
        if (json.wanted()) {
            Document.printJson(NotifyJson.of(verdict));
        }
        verdict.checks().forEach(check -> LastWords.say(check, ports.log()));
        return Ending.DELIVERED.exitCode();
    }
}
