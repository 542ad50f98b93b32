package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

public abstract class Controller implements Serializable {
    public Controller() { }

    public void watch(FilePath path, Handler handler, TaskListener listener) throws IOException, InterruptedException,
            UnsupportedOperationException {
        throw new UnsupportedOperationException();
    }

    public abstract boolean writeLog(FilePath path, OutputStream out) throws IOException, InterruptedException;

    public Integer exitStatus(FilePath path, Launcher launcher, TaskListener listener) throws IOException,
            InterruptedException {
        throw new UnsupportedOperationException();
    }

    public Integer exitStatus(FilePath path, Launcher launcher) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public Integer exitStatus(FilePath path) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public byte[] getOutput(FilePath path, Launcher launcher) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void stop(FilePath path, Launcher launcher) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void stop(FilePath path) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public abstract void cleanup(FilePath path) throws IOException, InterruptedException;

    public String getDiagnostics(FilePath path, Launcher launcher) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
