package hudson.model;

import hudson.EnvVars;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.util.Map;
import org.kohsuke.stapler.StaplerProxy;

public abstract class Computer extends Actionable implements AccessControlled, StaplerProxy {
    Computer() { }

    public WorkspaceList getWorkspaceList() { throw new UnsupportedOperationException(); }

    public abstract VirtualChannel getChannel();

    public String getName() { throw new UnsupportedOperationException(); }

    public abstract Boolean isUnix();

    public Node getNode() { throw new UnsupportedOperationException(); }

    public boolean isOffline() { throw new UnsupportedOperationException(); }

    public final boolean isOnline() { throw new UnsupportedOperationException(); }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public String getUrl() { throw new UnsupportedOperationException(); }

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public Map<Object, Object> getSystemProperties() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public EnvVars buildEnvironment(TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public static Computer currentComputer() { throw new UnsupportedOperationException(); }
}
