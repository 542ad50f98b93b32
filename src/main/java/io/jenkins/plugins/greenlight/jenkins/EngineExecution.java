package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
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
    private final EngineOutput output = new EngineOutput();
    private String node;
    private String remote;
    private Controller controller;
    private boolean resuming;
    private long adriftSince;
    /** How an engine ended that leaves no report; null before. */
    private Integer told;
    private volatile Throwable cause;
    private transient Surroundings around;
    private transient Sight sight;
    private transient StopRequests stops;
    private transient ReentrantLock looking;
    private transient Run<?, ?> run;
    private transient long period;
    private transient int failedLaunches;
    private transient volatile boolean finished;
    /** Not null from when the step was ended over our head. */
    private transient OrphanedEngine orphan;

    EngineExecution(StepContext context, StageRequest request) {
        super(context);
        this.request = request;
    }

    /** For tests with a Jenkins of their own. */
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
        lookFromNowOn();
    }

    @Override public void onResume() {
        say("the controller was started again; looking for the engine of \"" + request.title() + "\" on " + place());
        lookFromNowOn();
    }

    private void lookFromNowOn() {
        around = around(node, remote, id);
        sight = new Sight(place());
        stops = new StopRequests();
        looking = new ReentrantLock();
        Looks.in(0, this);
    }

    /** The engine's end ends the step, not this. A second time, for an agent that is not there, it does. */
    @Override public void stop(Throwable reason) {
        if (cause != null && isAway()) {
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
                + (isAway() ? ", which is offline" : "") + (cause == null ? "" : ", ending safely");
    }

    @Override public void run() {
        try {
            look();
        } finally {
            if (!finished && !around.goingDown()) {
                Looks.in(Math.max(OFTEN_MILLIS, period), this);
            }
        }
    }

    /** One at a time; who comes meanwhile need not wait, the next look sees it all. */
    private void look() {
        if (finished || looking == null || around.goingDown() || !looking.tryLock()) {
            return;
        }
        try {
            period = Math.min(SELDOM_MILLIS, Math.max(OFTEN_MILLIS, period + period / 2));
            lookWith(listener());
        } catch (InterruptedException e) {
            LOG.log(Level.FINE, "Somebody hurries this look; the next is not hurried", e);
        } finally {
            looking.unlock();
        }
    }

    private void lookWith(Optional<TaskListener> listener) {
        try (var limit = around.atMost(controller == null ? LAUNCH_SECONDS : LOOK_SECONDS)) {
            if (listener.isPresent()) {
                look(listener.get());
            } else {
                finished = orphan.ended(around, controller, stops);
            }
        } catch (AbortException e) {
            finish(() -> getContext().onFailure(cause == null ? e : cause));
        } catch (IOException | InterruptedException | RuntimeException | Error e) { // the next look may get through
            LOG.log(Level.FINE, "The engine " + id + " on " + place() + " could not be asked", e);
            listener.ifPresent(log -> sight.lose(log, e.toString(), controller != null));
        }
    }

    /** Empty when the step was ended over our head, as by a timeout that waited long enough. */
    private Optional<TaskListener> listener() throws InterruptedException {
        try {
            return orphan == null ? Optional.of(getContext().get(TaskListener.class)) : Optional.empty();
        } catch (IOException e) {
            orphan = new OrphanedEngine(request, id, run, output.mask());
            getContext().onFailure(e);
            return Optional.empty();
        }
    }

    private void look(TaskListener listener) throws IOException, InterruptedException {
        run = getContext().get(Run.class);
        var agent = around.agent(listener);
        var known = known();
        if (known.isPresent()) { // a controller that went down had no time for more
            agent.ifPresent(there -> there.cleanOrTell(controller, listener));
            finish(() -> new StepEnd(request, known.get(), run).tell(getContext(), cause, listener));
        } else if (agent.isPresent()) {
            period = sight.found(listener) ? OFTEN_MILLIS : period;
            if (controller == null) {
                begin(agent.get(), listener);
            } else {
                follow(agent.get(), listener);
            }
        } else if (around.removed()) {
            throw new AbortException("The agent " + place() + " was removed while \"" + request.title() + "\" ran there. When it"
                    + " deployed, look with: greenlight status; go on with: greenlight resume");
        } else {
            sight.lose(listener, "it is offline", controller != null);
        }
    }

    private Optional<DeliveryReport> known() {
        return told == null ? DeliveryAction.find(run, id)
                : Optional.of(EngineReading.of(request, told, Optional.empty(), output.mask(), id, Instant.now()).report());
    }

    private void begin(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        if (agent.begun()) {
            adrift(agent, listener);
        } else if (cause != null && !resuming) {
            agent.cleanOrTell(controller, listener);
            finish(() -> getContext().onFailure(cause));
        } else {
            launch(agent, listener);
        }
    }

    private void launch(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        try {
            var start = new EngineStart(request, id, run, getContext().get(EnvVars.class));
            controller = resuming ? start.second(agent, output, listener) : start.first(agent, output, listener);
            period = OFTEN_MILLIS;
            getContext().saveState();
        } catch (AbortException e) {
            agent.cleanOrTell(controller, listener);
            throw e;
        } catch (IOException | RuntimeException e) {
            if (++failedLaunches < LAUNCHES || agent.begun()) {
                throw e;
            }
            agent.cleanOrTell(controller, listener);
            throw new AbortException("The engine could not be started on " + place() + ": " + e + ". Expected a Linux agent with Java 17"
                    + " and room in its folder.");
        }
    }

    private void follow(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        if (cause != null) {
            stops.ask(agent);
        }
        var code = agent.exitCode(controller, listener); // before the output: then all of it is there
        if (output.take(sink -> agent.output(controller, sink), listener)) {
            period = OFTEN_MILLIS;
            getContext().saveState();
        }
        if (code.isPresent()) {
            output.end(listener);
            end(agent, EngineReading.of(request, code.get(), agent.report(), output.mask(), id, Instant.now()), listener, code.get());
        }
    }

    /** The controller went down between the engine's start and the note of it. */
    private void adrift(Agent agent, TaskListener listener) throws IOException, InterruptedException {
        if (adriftSince == 0) {
            adriftSince = System.currentTimeMillis();
            listener.getLogger().println("Greenlight: the engine was started, and nobody noted how to follow it. It is asked to end"
                    + " safely; what it prints is lost, its report is not");
        }
        stops.ask(agent);
        var text = agent.report();
        if (text.isPresent() || request.tells() || System.currentTimeMillis() - adriftSince > ADRIFT_MILLIS) {
            end(agent, EngineReading.ofAdrift(text, output.mask(), id, Instant.now()), listener, -1);
        }
    }

    private void end(Agent agent, EngineReading reading, TaskListener listener, int code) throws IOException, InterruptedException {
        if (!reading.own() && request.deploys() && !resuming) {
            listener.getLogger().println("Greenlight: " + reading.report().message() + " What it may have left unfinished is gone on with");
            agent.forgetTheFirst();
            resuming = true;
            controller = null;
            adriftSince = 0;
            stops = new StopRequests(); // the second is to be stopped as the first was
            getContext().saveState();
            return;
        }
        var report = resuming ? reading.resumed(request) : reading.report();
        if (request.tells()) {
            told = code;
            getContext().saveState();
        } else {
            DeliveryAction.add(run, request.word(), id, report);
        }
        agent.cleanOrTell(controller, listener);
        finish(() -> new StepEnd(request, report, run).tell(getContext(), cause, listener));
    }

    private void finish(StepEnd.Word last) {
        finished = true;
        try {
            last.say();
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    private void say(String what) {
        try {
            getContext().get(TaskListener.class).getLogger().println("Greenlight: " + what);
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.FINE, what, e);
        }
    }

    private boolean isAway() {
        return sight != null && sight.isLost();
    }

    private String place() {
        return node.isEmpty() ? "the controller" : node;
    }
}
