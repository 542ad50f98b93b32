package io.jenkins.plugins.greenlight.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.FailingHttpStatusCodeException;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a gate's step does with a build: its result, its log, its page. */
@WithJenkins
class StageStepsTest {
    @TempDir private Path folder;
    private JenkinsRule jenkins;
    private Shop shop;

    @BeforeEach void setUp(JenkinsRule rule) throws Exception {
        jenkins = rule;
        shop = new Shop(folder);
    }

    @Test void handsTheMeasuresOfAGoodGateToTheScript() throws Exception {
        var run = run(Result.SUCCESS, "def gate = coverageGate checks: ['line >= 79%']\n"
                + "echo \"${gate.ending} ${gate.exitCode} ${gate.measures['coverage.line']}\"");

        jenkins.assertLogContains("DELIVERED 0 79.0", run);
    }

    @Test void failsTheBuildWithOneLineWhereAGateSaysNo() throws Exception {
        var run = run(Result.FAILURE, "coverageGate checks: ['line >= 80%']");

        jenkins.assertLogContains("ERROR: Coverage gate: GATE_FAILED", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test void goesOnAsUnstableWhereToldTo() throws Exception {
        var run = run(Result.UNSTABLE, "coverageGate checks: ['line >= 80%'], onFailure: 'unstable'\necho 'went on'");

        jenkins.assertLogContains("went on", run);
        var warned = new DepthFirstScanner().allNodes(run.getExecution()).stream()
                .filter(node -> node.getPersistentAction(WarningAction.class) != null).toList();
        assertEquals(1, warned.size());
    }

    @Test void neverSoftensBadInput() throws Exception {
        var run = run(Result.FAILURE, "coverageGate checks: ['lines >= 80%'], onFailure: 'unstable'");

        jenkins.assertLogContains("Did you mean \"line\"?", run);
    }

    @Test void letsTheEngineCheckWhatIsLaidOverTheConfiguration() throws Exception {
        var run = run(Result.FAILURE, "coverageGate with: [report: ['x.xml']]");

        jenkins.assertLogContains("unknown key \"report\"", run);
        jenkins.assertLogContains("BAD_INPUT", run);
    }

    @Test void runsBesideOthersInOneWorkspace() throws Exception {
        var run = run(Result.FAILURE, "parallel a: { coverageGate checks: ['line >= 70%'] },\n"
                + "b: { coverageGate checks: ['line >= 80%'] },\nc: { coverageGate checks: ['line >= 79%'] }");

        assertEquals(List.of("DELIVERED", "DELIVERED", "GATE_FAILED"),
                DeliveryAction.reportsOf(run).stream().map(report -> report.ending().name()).sorted().toList());
    }

    @Test void showsARowAndAPageAndNothingOfBothOnceTheBuildIsDeleted() throws Exception {
        var run = run(Result.FAILURE, "coverageGate checks: ['line >= 80%']");
        try (var client = jenkins.createWebClient()) {
            assertTrue(client.getPage(run).asNormalizedText().contains("Greenlight: Coverage gate FAILED"));
            var page = client.getPage(run, "greenlight");
            assertTrue(page.asNormalizedText().contains("79.00 %"));
            assertEquals(1, page.querySelectorAll("div.greenlight-report").size());
            assertTrue(page.querySelectorAll("div.greenlight-report script, div.greenlight-report style").isEmpty());
        }
        var reports = run.getRootDir().listFiles((folder, name) -> name.startsWith("greenlight-1-coverage-"));
        assertEquals(1, reports.length);

        run.delete();

        assertFalse(reports[0].exists());
    }

    @Test void keepsTheReportOverALoadFromDisk() throws Exception {
        var run = run(Result.SUCCESS, "coverageGate()");

        run.reload();

        assertEquals("Coverage gate PASSED", run.getAction(DeliveryAction.class).getSummary());
    }

    @Test void showsThePageOnlyToThoseWhoMayReadTheJob() throws Exception {
        var run = run(Result.SUCCESS, "coverageGate()");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy().grant(jenkins.jenkins.READ).everywhere().toEveryone()
                .grant(hudson.model.Item.READ).everywhere().to("reader"));

        try (var client = jenkins.createWebClient()) {
            client.login("stranger");
            var refused = org.junit.jupiter.api.Assertions.assertThrows(FailingHttpStatusCodeException.class,
                    () -> client.getPage(run, "greenlight"));
            assertEquals(404, refused.getStatusCode());
            client.login("reader");
            assertEquals(200, client.getPage(run, "greenlight").getWebResponse().getStatusCode());
        }
    }

    @Test void tellsPeopleOfABuildThatFailedBeforeAnyStage() throws Exception {
        var run = run(Result.FAILURE, "try { error 'no compiler' } finally { notifyTeam problem: 'no compiler'; sh 'cat outbox/*' }");

        jenkins.assertLogContains("no compiler", run);
        jenkins.assertLogContains("ERROR", run);
    }

    @Test void saysWhatIsExpectedOfAWordItDoesNotKnow() throws Exception {
        var run = run(Result.FAILURE, "coverageGate onFailure: 'warn'");

        jenkins.assertLogContains("ERROR: onFailure is \"warn\". Expected fail or unstable.", run);
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node {\n" + shop.checkOut() + script + "\n}", true));
        return jenkins.buildAndAssertStatus(expected, job);
    }
}
