package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.report.Visible;
import java.io.IOException;
import java.util.stream.Stream;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Tells the build how a step ended. A gate's no is one line of the log, not a stack trace. */
final class StepEnd {
    /** Characters of a report that a log line takes. */
    private static final int LONGEST = 1_000;

    /** The last that a build hears of a step. */
    interface Word {
        void say() throws IOException, InterruptedException;
    }

    private final StageRequest request;
    private final DeliveryReport report;
    private final Run<?, ?> run;

    StepEnd(StageRequest request, DeliveryReport report, Run<?, ?> run) {
        this.request = request;
        this.report = report;
        this.run = run;
    }

    /** @param aborted what the step was stopped for; null when it was not. An abort does not hide that a person is needed */
    void tell(StepContext context, Throwable aborted, TaskListener listener) throws IOException, InterruptedException {
        if (aborted != null && report.ending() != Ending.HALTED) {
            listener.getLogger().println("Greenlight: " + line());
            context.onFailure(aborted);
            return;
        }
        switch (StepEnding.of(report.ending(), request.unstable())) {
            case SUCCESS -> context.onSuccess(new EngineResult(report));
            case UNSTABLE -> {
                listener.getLogger().println("Greenlight: " + line());
                context.get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(line()));
                run.setResult(Result.UNSTABLE);
                context.onSuccess(new EngineResult(report));
            }
            case FAILURE -> context.onFailure(new AbortException(line()));
            case NOT_BUILT -> context.onFailure(new FlowInterruptedException(Result.NOT_BUILT, false, new Blocked(line())));
        }
    }

    /** What happened, why, what to do: one line, whatever an engine put into its report. */
    String line() {
        var why = Stream.concat(Stream.of(report.message()), report.stages().stream().filter(stage -> stage.ending() != Ending.DELIVERED)
                .map(StepEnd::why)).filter(text -> !text.isEmpty()).findFirst().map(StepEnd::shortened);
        return request.title() + ": " + report.ending() + ": " + report.ending().meaning() + why.map(text -> ": " + text).orElse("")
                + (report.ending() == Ending.DELIVERED ? "" : ". " + report.ending().next());
    }

    private static String shortened(String text) {
        var line = Visible.line(text).replaceAll("\\.$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String why(StageResult stage) {
        return stage.error().isEmpty() ? stage.verdict().checks().stream().filter(check -> check.outcome().blocks()).findFirst()
                .map(check -> check.name() + " is " + check.measured() + ", required " + check.required()).orElse("") : stage.error();
    }

    /** A lock, a freeze or a missing approval. */
    static final class Blocked extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;
        private final String what;

        Blocked(String what) {
            this.what = what;
        }

        @Override public String getShortDescription() {
            return what;
        }
    }
}
