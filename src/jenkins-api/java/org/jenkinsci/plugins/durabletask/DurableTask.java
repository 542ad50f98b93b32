package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.charset.Charset;

public abstract class DurableTask extends AbstractDescribableImpl<DurableTask> implements ExtensionPoint {
    public DurableTask() { }

    public abstract Controller launch(EnvVars environment, FilePath path, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException;

    public void captureOutput() throws UnsupportedOperationException { throw new UnsupportedOperationException(); }

    public void charset(Charset charset) { throw new UnsupportedOperationException(); }

    public void defaultCharset() { throw new UnsupportedOperationException(); }
}
