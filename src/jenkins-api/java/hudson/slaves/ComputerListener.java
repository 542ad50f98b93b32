package hudson.slaves;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import java.io.IOException;

public abstract class ComputerListener implements ExtensionPoint {
    public ComputerListener() { }

    public void preLaunch(Computer computer, TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void onLaunchFailure(Computer computer, TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void preOnline(Computer computer, Channel channel, FilePath path, TaskListener listener) throws IOException,
            InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void onOnline(Computer computer) { throw new UnsupportedOperationException(); }

    public void onOnline(Computer computer, TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void onOffline(Computer computer) { throw new UnsupportedOperationException(); }

    public void onOffline(Computer computer, OfflineCause offlineCause) { throw new UnsupportedOperationException(); }

    public void onTemporarilyOnline(Computer computer) { throw new UnsupportedOperationException(); }

    public void onTemporarilyOffline(Computer computer, OfflineCause offlineCause) {
        throw new UnsupportedOperationException();
    }

    public void onConfigurationChange() { throw new UnsupportedOperationException(); }

    public void onIdle(Computer computer) { throw new UnsupportedOperationException(); }

    public final void register() { throw new UnsupportedOperationException(); }

    public final boolean unregister() { throw new UnsupportedOperationException(); }

    public static ExtensionList<ComputerListener> all() { throw new UnsupportedOperationException(); }
}
