package io.jenkins.plugins.greenlight.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What becomes of a credential that a step names. */
@WithJenkins
class CredentialsTest {
    private static final String SECRET = "s3cr3t-canary-of-this-test";
    @TempDir private Path folder;
    private JenkinsRule jenkins;
    private Shop shop;

    @BeforeEach void setUp(JenkinsRule rule) throws Exception {
        jenkins = rule;
        shop = new Shop(folder);
        var store = SystemCredentialsProvider.getInstance().getCredentials();
        store.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "text", "", Secret.fromString(SECRET)));
        store.add(new FileCredentialsImpl(CredentialsScope.GLOBAL, "file", "", "key.pem",
                SecretBytes.fromBytes(SECRET.getBytes(StandardCharsets.UTF_8))));
    }

    @Test void hidesItInTheLogAlsoWhereTheEngineSaysIt() throws Exception {
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job("coverageGate credentials: ['TOKEN=text'], config: '" + SECRET + ".yaml'"));

        jenkins.assertLogContains("There is no ****.yaml in", run);
        jenkins.assertLogNotContains(SECRET, run);
        for (var report : run.getRootDir().listFiles((build, name) -> name.startsWith("greenlight-"))) {
            assertFalse(Files.readString(report.toPath()).contains(SECRET), report.toString());
        }
    }

    @Test void leavesNoCopyOfASecretFileBehind() throws Exception {
        jenkins.buildAndAssertSuccess(job("coverageGate credentials: ['KEY=file']"));

        try (var left = Files.walk(jenkins.jenkins.getRootDir().toPath().resolve("workspace"))) {
            assertEquals(0, left.filter(file -> file.getFileName().toString().startsWith("greenlight-")).count());
        }
    }

    @Test void saysWhichOneIsNotThere() throws Exception {
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job("coverageGate credentials: ['TOKEN=nothing']"));

        jenkins.assertLogContains("ERROR: There is no credential \"nothing\" that this job may use.", run);
    }

    private WorkflowJob job(String script) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node {\n" + shop.checkOut() + script + "\n}", true));
        return job;
    }
}
