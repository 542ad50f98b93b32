package io.jenkins.plugins.greenlight.jenkins;

import hudson.EnvVars;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jenkinsci.plugins.durabletask.Controller;

/** What one engine has on its agent: a folder of its own, which only the agent's user may read, and a process. */
interface Agent {
    /** Where the engine's own folder lies. */
    String folder();

    /** Brings the engine, unless an earlier step did. @return where it lies */
    String engine() throws IOException, InterruptedException;

    /** The Java that the agent itself runs on. */
    String java() throws IOException, InterruptedException;

    void prepare() throws IOException, InterruptedException;

    /** @return where it lies */
    String write(String name, InputStream content) throws IOException, InterruptedException;

    /** @return where it lies */
    String write(String name, String text) throws IOException, InterruptedException;

    /** Whether an engine was begun, be it that nobody here heard of it. */
    boolean begun() throws IOException, InterruptedException;

    Controller launch(String script, EnvVars environment, TaskListener listener) throws IOException, InterruptedException;

    /** Empty while it runs. */
    Optional<Integer> exitCode(Controller controller, TaskListener listener) throws IOException, InterruptedException;

    /** @return whether there was anything new */
    boolean output(Controller controller, OutputStream to) throws IOException, InterruptedException;

    /** Asks the engine to end safely; it may take its time. */
    void askToStop() throws IOException, InterruptedException;

    /** As the engine wrote it; empty when there is none, cut when it is longer than any report. */
    Optional<String> report() throws IOException, InterruptedException;

    /** Before another engine is started for the same step. */
    void forgetTheFirst() throws IOException, InterruptedException;

    /** @param controller null when there is none */
    void clean(Controller controller) throws IOException, InterruptedException;

    /** What stays behind is named, and costs nobody the step's end. */
    default void cleanOrTell(Controller controller, TaskListener listener) {
        try {
            clean(controller);
        } catch (IOException | InterruptedException | RuntimeException e) {
            listener.getLogger().println("Greenlight: " + folder() + " on the agent could not be deleted, delete it: " + e);
        }
    }
}
