package hudson.model;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;

public abstract class Node extends AbstractModelObject implements ExtensionPoint, AccessControlled, PersistenceRoot {
    public Node() { }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public abstract String getNodeName();

    public abstract Launcher createLauncher(TaskListener listener);

    public abstract int getNumExecutors();

    public final Computer toComputer() { throw new UnsupportedOperationException(); }

    public final VirtualChannel getChannel() { throw new UnsupportedOperationException(); }

    public abstract FilePath getRootPath();

    public FilePath createPath(String text) { throw new UnsupportedOperationException(); }

    public ACL getACL() { throw new UnsupportedOperationException(); }
}
