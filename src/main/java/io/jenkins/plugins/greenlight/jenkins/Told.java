package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What people are told of a build: all its reports, and what went wrong outside of any. */
final class Told {
    private Told() { }

    /** @return the files on the agent; none for a step that tells nobody */
    static List<String> write(StageRequest request, Run<?, ?> run, Agent agent) throws IOException, InterruptedException {
        var files = new ArrayList<String>();
        if (request.tells()) {
            for (var report : of(DeliveryAction.reportsOf(run), problem(request, run))) {
                files.add(agent.write("told-" + files.size() + ".json", ReportJson.write(report)));
            }
        }
        return files;
    }

    /** @param problem why the build failed; empty for nothing. Told only when no report says what went wrong */
    static List<DeliveryReport> of(List<DeliveryReport> reports, String problem) {
        var told = new ArrayList<>(reports);
        boolean good = reports.stream().allMatch(report -> report.ending() == Ending.DELIVERED);
        if (good && (!problem.isEmpty() || reports.isEmpty())) {
            told.add(EngineReading.broken(UUID.randomUUID().toString(), Instant.now(),
                    problem.isEmpty() ? "The build ran no stage." : problem).report());
        }
        return told;
    }

    private static String problem(StageRequest request, Run<?, ?> run) {
        var result = run.getResult();
        return request.problem().isEmpty() && result != null && result.isWorseThan(Result.SUCCESS)
                ? run.getFullDisplayName() + " is " + result + ", and no stage says why: see its log." : request.problem();
    }
}
