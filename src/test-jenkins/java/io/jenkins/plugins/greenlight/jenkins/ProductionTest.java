package io.jenkins.plugins.greenlight.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.slaves.OfflineCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A deployment outlives what happens to Jenkins, and an abort ends it safely. */
class ProductionTest {
    private static final String WATCHING = "production: WATCHING";
    @RegisterExtension private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();
    @TempDir private Path folder;

    @Test void goesOnOverARestartOfTheController() throws Throwable {
        var shop = new Shop(folder);
        sessions.then(jenkins -> {
            deliver(jenkins, shop, "one");
            jenkins.waitForMessage(WATCHING, start(jenkins, shop, "two"));
        });
        sessions.then(jenkins -> {
            var run = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(last(jenkins)));

            jenkins.assertLogContains("the controller was started again", run);
            assertEquals("two", shop.live());
            assertEquals(1, jenkins.getLog(run).split(WATCHING, -1).length - 1);
            stop(jenkins, shop);
        });
    }

    @Test void bringsTheUsersBackBeforeAnAbortedStepEnds() throws Throwable {
        var shop = new Shop(folder);
        sessions.then(jenkins -> {
            deliver(jenkins, shop, "one");
            var run = start(jenkins, shop, "two");
            jenkins.waitForMessage(WATCHING, run);

            run.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("ROLLED_BACK", run);
            assertEquals("one", shop.live());
            assertTrue(shop.journal().contains("ROLLED_BACK"));
            stop(jenkins, shop);
        });
    }

    @Test void findsTheEngineAgainOnAnAgentThatWasAway() throws Throwable {
        var shop = new Shop(folder);
        sessions.then(jenkins -> {
            var agent = jenkins.createOnlineSlave(hudson.model.Label.get("away"));
            deliver(jenkins, shop, "one");
            var run = start(jenkins, shop, "two", "away");
            jenkins.waitForMessage(WATCHING, run);

            agent.toComputer().disconnect(new OfflineCause.ByCLI("away for a while")).get();
            jenkins.waitForMessage("cannot be asked", run);
            agent.toComputer().connect(true).get();

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("is there again", run);
            assertEquals("two", shop.live());
            stop(jenkins, shop);
        });
    }

    private static void deliver(JenkinsRule jenkins, Shop shop, String release) throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start(jenkins, shop, release)));
        assertEquals(release, shop.live());
    }

    private static WorkflowRun start(JenkinsRule jenkins, Shop shop, String release) throws Exception {
        return start(jenkins, shop, release, "built-in");
    }

    private static WorkflowRun start(JenkinsRule jenkins, Shop shop, String release, String label) throws Exception {
        var job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
        if (job == null) {
            job = jenkins.createProject(WorkflowJob.class, "shop");
        }
        job.setDefinition(new CpsFlowDefinition("node('" + label + "') {\n" + shop.checkOut() + "def image = buildImage release: '" + release
                + "'\ndeployProduction digest: image.digest, release: image.release, demo: true\n}", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun last(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();
    }

    /** Releases and router run in folders below the shop's. */
    private static void stop(JenkinsRule jenkins, Shop shop) {
        ProcessHandle.allProcesses().filter(process -> runsBelow(process, shop.folder)).forEach(ProcessHandle::destroy);
    }

    private static boolean runsBelow(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).startsWith(folder);
        } catch (IOException e) {
            return false; // gone meanwhile, or another user's
        }
    }
}
