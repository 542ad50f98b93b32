package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Behind every step: starts the engine on the agent, looks after it until it ends, and ends as it did. Neither a restart of
 * the controller nor an agent that goes away ends an engine: it is found again. An abort asks it to end safely, which may
 * take a rollback, and only its end ends the step.
 */
class EngineExecution extends StepExecution implements Runnable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(EngineExecution.class.getName());
    private static final long OFTEN_MILLIS = 250;
    private static final long SELDOM_MILLIS = 5_000;
    private static final int LOOK_SECONDS = 20;
    private static final int LAUNCH_SECONDS = 300;
    private static final int LAUNCHES = 3;
    /** So long an engine that nobody can ask for its exit code may take to end safely. */
    private static final long ADRIFT_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private final StageRequest request;
    /** Marks the engine's process and folder; the nonce of its report. */
    private final String id = UUID.randomUUID().toString();
    private String node;
    private String remote;
    private Controller controller;
    private boolean resuming;
    private long adriftSince;
    private final EngineOutput output = new EngineOutput();
    private volatile Throwable cause;
    private boolean stopSent;
    private volatile boolean finished;
    private transient Surroundings around;
    private transient long period;
    private transient int failedLaunches;
    private transient volatile boolean lost;

    EngineExecution(StepContext context, StageRequest request) {
        super(context);
        this.request = request;
    }

    /** A test's own Jenkins takes its place. */
    Surroundings around(String ofNode, String workspace, String engine) {
        return Surroundings.of(ofNode, workspace, engine);
    }

    @Override public boolean start() throws IOException, InterruptedException {
        var workspace = getContext().get(FilePath.class);
        begin(FilePathUtils.getNodeName(workspace), workspace.getRemote());
        return false;
    }

    void begin(String onNode, String workspace) {
        node = onNode;
        remote = workspace;
        around = around(node, remote, id);
        Looks.in(0, this);
    }

    @Override public void onResume() {
        around = around(node, remote, id);
        say("the controller was started again; looking for the engine of \"" + request.title() + "\" on " + place());
        Looks.in(0, this);
    }

    /** The engine's end ends the step, not this. A second time, for an agent that is not there, it does. */
    @Override public void stop(Throwable reason) {
        if (cause != null && lost) {
            say("giving up on the engine on " + place() + ": it goes on there, unwatched. When it deployed, look with: greenlight status");
            finish(() -> getContext().onFailure(cause));
            return;
        }
        if (cause == null) {
            cause = reason;
            getContext().saveState();
            say("stop was asked for; the engine ends safely, which may mean to bring the users back, and this step then ends too");
        }
        Looks.in(0, this::look);
    }

    @Override public String getStatus() {
        return "greenlight " + String.join(" ", request.words()) + " on " + place()
                + (lost ? ", which is offline" : "") + (cause == null ? "" : ", ending safely");
    }

    @Override public void run() {
        look();
        if (!finished && !around.goingDown()) {
            Looks.in(period, this);
        }
    }

    /** Several may come at once: after an abort, one more. */
    private synchronized void look() {
        if (finished || around.goingDown()) {
            return;
        }
        TaskListener listener;
        try {
            listener = getContext().get(TaskListener.class);
        } catch (IOException e) {
            abandoned();
            return;
        } catch (InterruptedException e) {
            return; // whoever hurries this thread does not speak of the step
        }
        period = Math.min(SELDOM_MILLIS, Math.max(OFTEN_MILLIS, period + period / 2));
        try (var limit = around.atMost(controller == null ? LAUNCH_SECONDS : LOOK_SECONDS)) {
            look(listener);
        } catch (AbortException e) {
            finish(() -> getContext().onFailure(cause == null ? e : cause));
        } catch (IOException | InterruptedException | RuntimeException e) {
            lose(listener, e.toString()); // whatever the connection does not carry now, it may at the next look
        }
    }

    private void look(TaskListener listener) throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        var known = DeliveryAction.find(run, id);
        var found = around.agent(listener);
        if (known.isPresent()) { // a controller that went down had no time for more
            if (found.isPresent()) {
                found.get().clean(controller);
            }
            finish(() -> new StepEnd(request, known.get(), run).tell(getContext(), cause, listener));
            return;
        }
        if (found.isEmpty()) {
            if (around.removed()) {
                throw new AbortException("The agent " + place() + " was removed while \"" + request.title() + "\" ran there. When it"
                        + " deployed, look with: greenlight status; go on with: greenlight resume");
            }
            lose(listener, "it is offline");
            return;
        }
        if (lost) {
            lost = false;
            period = OFTEN_MILLIS;
            listener.getLogger().println("Greenlight: " + place() + " is there again");
        }
        if (controller == null) {
            begin(found.get(), listener);
        } else {
            follow(found.get(), listener);
        }
    }

    private void begin(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        if (agent.begun()) {
            adrift(agent, listener);
        } else if (cause != null && !resuming) {
            agent.clean(null);
            finish(() -> getContext().onFailure(cause));
        } else {
            launch(agent, listener);
        }
    }

    private void launch(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        try {
            start(agent, listener);
        } catch (AbortException e) {
            agent.clean(null);
            throw e;
        } catch (IOException | RuntimeException e) {
            if (++failedLaunches < LAUNCHES || agent.begun()) {
                throw e;
            }
            throw new AbortException("The engine could not be started on " + place() + ": " + e + ". Expected a Linux agent with Java 17"
                    + " and room in its folder.");
        }
    }

    private void start(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        var start = new EngineStart(request, id, getContext().get(Run.class), getContext().get(EnvVars.class));
        controller = resuming ? start.second(agent, output, listener) : start.first(agent, output, listener);
        period = OFTEN_MILLIS;
        getContext().saveState();
    }

    private void follow(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        if (cause != null && !stopSent) {
            agent.askToStop();
            stopSent = true;
            getContext().saveState();
        }
        var code = agent.exitCode(controller, listener); // before the output: then all of it is there
        var printed = new ByteArrayOutputStream();
        if (agent.output(controller, printed)) {
            output.print(printed, listener);
            period = OFTEN_MILLIS;
            getContext().saveState();
        }
        if (code.isPresent() && request.tells() && !agent.begun()) {
            finish(() -> getContext().onSuccess(null)); // told, and cleaned up, by a controller that went down
        } else if (code.isPresent()) {
            output.end(listener);
            end(agent, EngineReading.of(request, code.get(), agent.report(), id, Instant.now()), listener);
        }
    }

    /** The controller went down between the engine's start and the note of it. */
    private void adrift(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        if (adriftSince == 0) {
            adriftSince = System.currentTimeMillis();
            listener.getLogger().println("Greenlight: the engine was started, and nobody noted how to follow it. It is asked to end"
                    + " safely; what it prints is lost, its report is not");
            agent.askToStop();
        }
        var text = agent.report();
        if (text.isPresent() || request.tells() || System.currentTimeMillis() - adriftSince > ADRIFT_MILLIS) {
            end(agent, EngineReading.ofAdrift(text, id, Instant.now()), listener);
        }
    }

    private void end(Agent agent, EngineReading reading, TaskListener listener) throws IOException, InterruptedException {
        if (!reading.own() && request.deploys() && !resuming) {
            listener.getLogger().println("Greenlight: " + reading.report().message() + " What it may have left unfinished is gone on with");
            resuming = true;
            controller = null;
            adriftSince = 0;
            stopSent = false; // the second is to be stopped as well
            agent.forgetTheFirst();
            getContext().saveState();
            return;
        }
        Run<?, ?> run = getContext().get(Run.class);
        var report = resuming ? reading.resumed(request) : reading.report();
        if (!request.tells()) {
            DeliveryAction.add(run, request.word(), id, report);
        }
        agent.clean(controller);
        finish(() -> new StepEnd(request, report, run).tell(getContext(), cause, listener));
    }

    private interface Last {
        void word() throws IOException, InterruptedException;
    }

    private void finish(Last last) {
        finished = true;
        try {
            last.word();
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    private void lose(TaskListener listener, String why) {
        if (!lost) {
            lost = true;
            listener.getLogger().println("Greenlight: " + place() + " cannot be asked (" + why + "). The engine goes on there; this step"
                    + " finds it again");
        }
    }

    /** The step was ended over our head, as a timeout does that waited long enough. The engine must not go on unwatched. */
    private void abandoned() {
        finished = true;
        around.agent(TaskListener.NULL).ifPresent(agent -> {
            try {
                agent.askToStop();
            } catch (IOException | InterruptedException e) {
                LOG.warning("The engine " + id + " on " + place() + " could not be asked to stop: " + e);
            }
        });
    }

    private void say(String what) {
        try {
            getContext().get(TaskListener.class).getLogger().println("Greenlight: " + what);
        } catch (IOException | InterruptedException e) {
            LOG.fine(what + ": " + e);
        }
    }

    private String place() {
        return node.isEmpty() ? "the controller" : node;
    }
}
