package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.workflow.FilePathUtils;

/**
 * What one engine has on its agent: the workspace, a folder of its own beside it that only its user may read, a process.
 * Made anew for every look, since agents come and go.
 */
final class AgentSide implements Agent {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private final FilePath workspace;
    private final FilePath folder;
    private final Computer computer;
    private final Launcher launcher;
    private final String id;

    private AgentSide(FilePath workspace, Computer computer, Launcher launcher, String id) {
        this.workspace = workspace;
        this.folder = WorkspaceList.tempDir(workspace).child("greenlight-" + id);
        this.computer = computer;
        this.launcher = launcher;
        this.id = id;
    }

    /** Empty while the agent is not there.
     * @param node empty for the controller's own */
    static Optional<Agent> find(String node, String remote, String id, TaskListener listener) {
        var workspace = FilePathUtils.find(node, remote);
        var computer = Jenkins.get().getComputer(node);
        if (workspace == null || computer == null || computer.getNode() == null) {
            return Optional.empty();
        }
        return Optional.of(new AgentSide(workspace, computer, computer.getNode().createLauncher(listener), id));
    }

    /** Whether it will never be there again. */
    static boolean isRemoved(String node) {
        return !node.isEmpty() && Jenkins.get().getNode(node) == null;
    }

    @Override public String folder() {
        return folder.getRemote();
    }

    @Override public String engine() throws IOException, InterruptedException {
        return EngineJar.bring(root());
    }

    private FilePath root() throws AbortException {
        Node node = computer.getNode();
        FilePath root = node == null ? null : node.getRootPath();
        if (root == null) {
            throw new AbortException("The agent " + computer.getName() + " went away before the engine could be started. Run the build again.");
        }
        return root;
    }

    @Override public String java() throws IOException, InterruptedException {
        if (!launcher.isUnix()) {
            throw new AbortException("The agent " + computer.getName() + " runs Windows. Expected Linux: Greenlight's engine deploys"
                    + " from there. Give the node block a label of a Linux agent.");
        }
        return computer.getSystemProperties().get("java.home") + "/bin/java";
    }

    @Override public void prepare() throws IOException, InterruptedException {
        workspace.mkdirs();
        folder.mkdirs();
        folder.chmod(0700);
    }

    @Override public String write(String name, InputStream content) throws IOException, InterruptedException {
        var file = folder.child(name);
        file.touch(0);
        file.chmod(0600); // before there is anything to read
        try (OutputStream out = file.write()) {
            content.transferTo(out);
        }
        return file.getRemote();
    }

    @Override public String write(String name, String text) throws IOException, InterruptedException {
        var file = folder.child(name);
        file.write(text, UTF_8);
        return file.getRemote();
    }

    @Override public boolean begun() throws IOException, InterruptedException {
        return folder.child(EngineScript.BEGUN).exists();
    }

    @Override public Controller launch(String script, EnvVars environment, TaskListener listener) throws IOException, InterruptedException {
        var task = new BourneShellScript(script);
        task.charset(StandardCharsets.UTF_8);
        return task.launch(environment, workspace, launcher, listener);
    }

    @Override public Optional<Integer> exitCode(Controller controller, TaskListener listener) throws IOException, InterruptedException {
        return Optional.ofNullable(controller.exitStatus(workspace, launcher, listener));
    }

    @Override public boolean output(Controller controller, OutputStream to) throws IOException, InterruptedException {
        return controller.writeLog(workspace, to);
    }

    /** Not through the controller, which ends whatever runs in the workspace. */
    @Override public void askToStop() throws IOException, InterruptedException {
        launcher.kill(Map.of(EngineScript.MARK, id));
    }

    @Override public Optional<String> report() throws IOException, InterruptedException {
        var file = folder.child(EngineScript.REPORT_FOLDER).child(ReportFiles.JSON);
        if (!file.exists()) {
            return Optional.empty();
        }
        try (InputStream in = file.read()) {
            return Optional.of(new String(in.readNBytes(ReportJson.MAX_BYTES + 1), StandardCharsets.UTF_8));
        }
    }

    @Override public void forgetTheFirst() throws IOException, InterruptedException {
        folder.child(EngineScript.REPORT_FOLDER).deleteRecursive();
        folder.child(EngineScript.BEGUN).delete();
    }

    @Override public void clean(Controller controller) throws IOException, InterruptedException {
        if (controller != null) {
            controller.cleanup(workspace);
        }
        folder.deleteRecursive();
    }
}
