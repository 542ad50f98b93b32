package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

public abstract class FileMonitoringTask extends DurableTask {
    public FileMonitoringTask() { }

    public final Controller launch(EnvVars environment, FilePath path, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    protected FileMonitoringController launchWithCookie(FilePath path, Launcher launcher, TaskListener listener,
            EnvVars environment, String text, String text2) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final void charset(Charset charset) { throw new UnsupportedOperationException(); }

    public final void defaultCharset() { throw new UnsupportedOperationException(); }

    protected FileMonitoringController doLaunch(FilePath path, Launcher launcher, TaskListener listener,
            EnvVars environment) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public static class FileMonitoringController extends Controller {
        protected FileMonitoringController(FilePath path, String text) throws IOException, InterruptedException { }

        protected FileMonitoringController(FilePath path) throws IOException, InterruptedException { }

        public final boolean writeLog(FilePath path, OutputStream out) throws IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }

        public void cleanup(FilePath path) throws IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }
    }
}
