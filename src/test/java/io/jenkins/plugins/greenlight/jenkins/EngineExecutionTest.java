package io.jenkins.plugins.greenlight.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.greenlight.local.Eventually;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineExecutionTest {
    private static final FlowInterruptedException ABORT = new FlowInterruptedException(Result.ABORTED);
    @TempDir private Path folder;
    private RunningStep step;

    @AfterEach void goDown() {
        step.killController();
    }

    private RunningStep start(StageRequest request) throws Exception {
        step = new RunningStep(folder, request);
        step.start();
        return step;
    }

    private RunningStep running(StageRequest request) throws Exception {
        start(request);
        Eventually.until("the engine runs", () -> step.agent.scripts.size() == 1);
        return step;
    }

    private void untilEnded() throws Exception {
        Eventually.until("the step ended", step::ended);
    }

    @Test void endsAsItsEngineDidAndKeepsItsReport() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));
        step.agent.print("== Coverage gate\nhalf a li");
        step.agent.print("ne\nno end");

        step.agent.end(Ending.DELIVERED);

        untilEnded();
        assertThat(step.successes).singleElement().asString().isEqualTo("DELIVERED");
        assertThat(step.failures).isEmpty();
        assertThat(step.log()).isEqualTo("== Coverage gate\nhalf a line\nno end\n");
        assertThat(step.agent.cleanings).hasValue(1);
        assertThat(DeliveryAction.reportsOf(step.build)).singleElement().extracting(r -> r.ending()).isEqualTo(Ending.DELIVERED);
    }

    @ParameterizedTest @EnumSource(value = Ending.class, names = {"DELIVERED", "BLOCKED"}, mode = EnumSource.Mode.EXCLUDE)
    void failsWithOneLineAndNoTraceOtherwise(Ending ending) throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.agent.end(ending);

        untilEnded();
        assertThat(step.failures).singleElement().isInstanceOf(AbortException.class);
        assertThat(step.failures.get(0).getMessage()).startsWith("Production: " + ending + ": " + ending.meaning()).doesNotContain("\n");
    }

    @Test void isNotBuiltWhereItIsBlocked() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.agent.end(Ending.BLOCKED);

        untilEnded();
        assertThat(((FlowInterruptedException) step.failures.get(0)).getResult()).isEqualTo(Result.NOT_BUILT);
    }

    @Test void waitsForTheSafeEndOfAnAbortedEngine() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.execution().stop(ABORT);

        Eventually.until("it is asked to stop", () -> step.agent.stops.get() == 1);
        assertThat(step.ended()).isFalse();
        step.agent.end(Ending.ROLLED_BACK);
        untilEnded();
        assertThat(step.failures).containsExactly(ABORT);
        assertThat(step.agent.stops).hasValue(1);
        assertThat(step.log()).contains("Production: ROLLED_BACK");
    }

    @Test void doesNotHideBehindAnAbortThatAPersonIsNeeded() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.execution().stop(ABORT);

        step.agent.end(Ending.HALTED);

        untilEnded();
        assertThat(step.failures).singleElement().isInstanceOf(AbortException.class);
    }

    @Test void startsNoEngineOnceItIsAborted() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.PRODUCTION));
        step.offline = true;
        step.start();
        step.execution().stop(ABORT);

        step.offline = false;

        untilEnded();
        assertThat(step.failures).containsExactly(ABORT);
        assertThat(step.agent.scripts).isEmpty();
    }

    @Test void findsTheEngineAgainOnAnAgentThatWasAway() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.offline = true;
        Eventually.until("it is told", () -> step.log().contains("linux-1 cannot be asked (it is offline). The engine goes on there"));

        step.agent.end(Ending.DELIVERED);
        step.offline = false;

        untilEnded();
        assertThat(step.log()).contains("linux-1 is there again");
        assertThat(step.successes).hasSize(1);
        assertThat(step.agent.scripts).hasSize(1);
    }

    @Test void sendsAnAbortOnceTheAgentIsThereAgain() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.offline = true;
        Eventually.until("it is away", () -> step.log().contains("cannot be asked"));
        step.execution().stop(ABORT);

        step.offline = false;

        Eventually.until("it is asked to stop", () -> step.agent.stops.get() == 1);
        step.agent.end(Ending.ROLLED_BACK);
        untilEnded();
        assertThat(step.failures).containsExactly(ABORT);
    }

    @Test void endsAtASecondAbortWhereTheAgentIsNotThere() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.offline = true;
        Eventually.until("it is away", () -> step.log().contains("cannot be asked"));
        step.execution().stop(ABORT);
        assertThat(step.ended()).isFalse();

        step.execution().stop(ABORT);

        assertThat(step.failures).containsExactly(ABORT);
        assertThat(step.log()).contains("giving up on the engine on linux-1");
    }

    @Test void failsWhereTheAgentWasRemoved() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.removed = true;

        untilEnded();
        assertThat(step.failures).singleElement().isInstanceOf(AbortException.class);
        assertThat(step.failures.get(0)).hasMessageContaining("was removed while \"Production\" ran there");
    }

    @Test void asksAgainWhereAConnectionBreaks() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));
        step.agent.broken = true;
        Eventually.until("it is told", () -> step.log().contains("the channel is closing"));

        step.agent.broken = false;
        step.agent.end(Ending.DELIVERED);

        untilEnded();
        assertThat(step.successes).hasSize(1);
    }

    @Test void goesOnAfterARestartOfTheController() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.agent.print("before\nin two ");
        Eventually.until("it is printed, and that is noted", () -> step.log().equals("before\n") && step.saves.get() == 2);
        step.killController();
        step.agent.print("halves\n");

        step.startController();

        step.agent.end(Ending.DELIVERED);
        untilEnded();
        assertThat(step.log().lines().filter(line -> !line.startsWith("Greenlight:"))).containsExactly("before", "in two halves");
        assertThat(step.agent.scripts).hasSize(1);
        assertThat(step.successes).hasSize(1);
    }

    @Test void launchesAfterARestartWhatWasNotLaunchedBefore() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.COVERAGE));
        step.offline = true;
        step.start();
        step.save();
        step.killController();
        step.offline = false;

        step.startController();

        Eventually.until("the engine runs", () -> step.agent.scripts.size() == 1);
    }

    @Test void takesTheReportOfAnEngineThatNobodyNoted() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.PRODUCTION));
        step.agent.loseTheLaunch = true;
        step.start();
        Eventually.until("it is asked to stop", () -> step.agent.stops.get() == 1);

        step.agent.end(Ending.ROLLED_BACK);

        untilEnded();
        assertThat(step.agent.scripts).as("launched once").hasSize(1);
        assertThat(step.failures.get(0)).hasMessageStartingWith("Production: ROLLED_BACK");
    }

    @Test void goesOnOnceWithWhatAKilledEngineLeft() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.agent.die(137);

        Eventually.until("a second engine runs", () -> step.agent.scripts.size() == 2);
        assertThat(step.agent.scripts.get(1)).contains("'resume' 'production'").contains("'--run' '" + step.agent.nonce + "'");
        step.agent.end(Ending.ROLLED_BACK);
        untilEnded();
        assertThat(step.failures.get(0)).hasMessageStartingWith("Production: ROLLED_BACK");
    }

    @Test void goesOnInTheEnvironmentThatTheBuildChose() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.PRODUCTION));
        step.environment.put("GREENLIGHT_ENVIRONMENT", "rehearsal");
        step.start();
        Eventually.until("the engine runs", () -> step.agent.scripts.size() == 1);

        step.agent.die(137);

        Eventually.until("a second engine runs", () -> step.agent.scripts.size() == 2);
        assertThat(step.agent.environments).allSatisfy(each -> assertThat(each).containsEntry("GREENLIGHT_ENVIRONMENT", "rehearsal"));
        step.agent.end(Ending.ROLLED_BACK);
        untilEnded();
    }

    @Test void doesNotGoOnASecondTime() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.agent.die(137);
        Eventually.until("a second engine runs", () -> step.agent.scripts.size() == 2);

        step.agent.die(137);

        untilEnded();
        assertThat(step.agent.scripts).hasSize(2);
        assertThat(step.failures.get(0)).hasMessageContaining("ended with exit code 137 and left no report");
    }

    @Test void stopsTheSecondEngineOfAnAbortedStepToo() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.execution().stop(ABORT);
        Eventually.until("the first is asked", () -> step.agent.stops.get() == 1);

        step.agent.die(137);

        Eventually.until("the second is asked", () -> step.agent.scripts.size() == 2 && step.agent.stops.get() == 2);
        step.agent.end(Ending.ROLLED_BACK);
        untilEnded();
        assertThat(step.failures).containsExactly(ABORT);
    }

    @Test void goesOnWithNothingWhereNothingWasDeployed() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));

        step.agent.die(137);

        untilEnded();
        assertThat(step.agent.scripts).hasSize(1);
        assertThat(step.failures.get(0)).hasMessageStartingWith("Coverage gate: ERROR");
    }

    @Test void trustsNoReportThatSaysOtherThanTheExitCode() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));

        step.agent.end(10, Ending.DELIVERED);

        untilEnded();
        assertThat(step.failures.get(0)).hasMessageContaining("Expected both to be the same");
    }

    @Test void endsByTheReportThatAnEarlierControllerKept() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));
        step.save();
        step.killController();
        DeliveryAction.add(step.build, "production", step.agent.nonce, EngineReading.broken(step.agent.nonce, Instant.EPOCH,
                "kept").report());

        step.startController();

        untilEnded();
        assertThat(step.failures.get(0)).hasMessageContaining("kept");
        assertThat(DeliveryAction.reportsOf(step.build)).hasSize(1);
        assertThat(step.agent.cleanings).hasValue(1);
    }

    @Test void stopsTheEngineOfAStepThatWasEndedOverItsHead() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.gone = true;

        Eventually.until("it is asked to stop", () -> step.agent.stops.get() == 1);
        step.agent.end(Ending.ROLLED_BACK);
        Eventually.until("its report is kept and all is cleared away", () -> step.agent.cleanings.get() == 1);
        assertThat(DeliveryAction.reportsOf(step.build)).extracting(report -> report.ending()).containsExactly(Ending.ROLLED_BACK);
    }

    @Test void waitsForNoReportOfAStepWhoseEngineNeverBegan() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.PRODUCTION));
        step.offline = true;
        step.start();
        step.gone = true;
        Eventually.until("the build is told", step::ended);

        step.offline = false;

        Eventually.until("it is looked for", () -> step.agent.looks.get() > 0);
        assertThat(step.agent.scripts).isEmpty();
        assertThat(step.agent.stops).hasValue(0);
    }

    @Test void asksAgainToStopUntilItEnds() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        step.execution().stop(ABORT);

        Eventually.until("it is asked twice", () -> step.agent.stops.get() == 2);
        step.agent.end(Ending.ROLLED_BACK);
        untilEnded();
    }

    @Test void endsThoughItsFolderCannotBeDeleted() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));
        step.agent.uncleanable = true;

        step.agent.end(Ending.DELIVERED);

        untilEnded();
        assertThat(step.successes).hasSize(1);
        assertThat(step.log()).contains("/agent/tmp on the agent could not be deleted");
    }

    @Test void looksAgainAfterAnErrorOfTheMachine() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));
        step.agent.outOfMemory = true;
        Eventually.until("it is told", () -> step.log().contains("OutOfMemoryError"));

        step.agent.outOfMemory = false;
        step.agent.end(Ending.DELIVERED);

        untilEnded();
        assertThat(step.successes).hasSize(1);
    }

    @Test void endsAgainWhereAControllerWentDownBeforeTheBuildHeardOfIt() throws Exception {
        running(StageRequest.of(StageId.NOTIFY));
        step.agent.die(0);
        untilEnded();
        step.killController();
        step.successes.clear();

        step.startController();

        untilEnded();
        assertThat(step.successes).hasSize(1);
        assertThat(step.agent.scripts).hasSize(1);
    }

    @Test void failsToTellWhereTheEngineNeverRan() throws Exception {
        running(StageRequest.of(StageId.NOTIFY));

        step.agent.die(-2);

        untilEnded();
        assertThat(step.failures.get(0)).hasMessageStartingWith("Notify: ERROR");
    }

    @Test void printsWhatCameBeforeTheConnectionBroke() throws Exception {
        running(StageRequest.of(StageId.COVERAGE));
        step.agent.breakAfterPrinting = true;
        step.agent.print("first\nsec");
        Eventually.until("it is told", () -> step.log().contains("cannot be asked"));

        step.agent.breakAfterPrinting = false;
        step.agent.print("ond\n");
        step.agent.end(Ending.DELIVERED);

        untilEnded();
        assertThat(step.log().lines().filter(line -> !line.startsWith("Greenlight:"))).containsExactly("first", "second");
    }

    @Test void saysWhyNoEngineCanBeStarted() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.COVERAGE));
        step.agent.failingLaunches.set(10);

        step.start();

        untilEnded();
        assertThat(step.failures.get(0)).isInstanceOf(AbortException.class).hasMessageContaining("could not be started on linux-1")
                .hasMessageContaining("no space left on device");
    }

    @Test void triesALaunchAgainThatFailedOnce() throws Exception {
        step = new RunningStep(folder, StageRequest.of(StageId.COVERAGE));
        step.agent.failingLaunches.set(1);

        step.start();

        Eventually.until("the engine runs", () -> step.agent.scripts.size() == 1);
        assertThat(step.ended()).isFalse();
    }

    @Test void needsNoReportOfWhoOnlyTells() throws Exception {
        running(StageRequest.of(StageId.NOTIFY));

        step.agent.die(0);

        untilEnded();
        assertThat(step.successes).hasSize(1);
        assertThat(DeliveryAction.reportsOf(step.build)).isEmpty();
    }

    @Test void saysInTheThreadDumpWhereItIs() throws Exception {
        running(StageRequest.of(StageId.PRODUCTION));

        var said = Stream.of(step.execution().getStatus());

        assertThat(said).containsExactly("greenlight production on linux-1");
    }
}
