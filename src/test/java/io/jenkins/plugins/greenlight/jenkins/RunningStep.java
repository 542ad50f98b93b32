package io.jenkins.plugins.greenlight.jenkins;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step in a build, with a controller that can go down and come again, and an agent that can go away. */
final class RunningStep {
    private static final Map<String, RunningStep> ALL = new ConcurrentHashMap<>();

    final String key = UUID.randomUUID().toString();
    final ScriptedAgent agent = new ScriptedAgent();
    /** What the build has around the step. */
    final EnvVars environment = new EnvVars();
    final Build build;
    final List<Object> successes = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    volatile boolean offline;
    volatile boolean removed;
    volatile boolean gone;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private volatile Controllers controller = new Controllers();
    final AtomicInteger saves = new AtomicInteger();
    private volatile byte[] saved = new byte[0];
    private EngineExecution execution;

    /** One life of the controller. */
    private static final class Controllers {
        private volatile boolean goingDown;
    }

    RunningStep(Path folder, StageRequest request) throws IOException {
        ALL.put(key, this);
        build = new Build(folder.toFile());
        execution = new Execution(new Context(key), request, key);
    }

    void start() {
        execution.begin("linux-1", "/agent/workspace");
    }

    EngineExecution execution() {
        return execution;
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    boolean ended() {
        return !successes.isEmpty() || !failures.isEmpty();
    }

    /** As SIGKILL: what was saved last is all there is. */
    void killController() {
        controller.goingDown = true;
    }

    void startController() throws Exception {
        controller = new Controllers();
        try (var in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            execution = (EngineExecution) in.readObject();
        }
        execution.onResume();
    }

    /** What a step's program is stored as, whenever it asks for it. */
    void save() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(execution);
        } catch (IOException e) {
            throw new AssertionError("The step cannot be stored with its build", e);
        }
        saved = bytes.toByteArray();
        saves.incrementAndGet();
    }

    private static final class Execution extends EngineExecution {
        private static final long serialVersionUID = 1L;
        private final String key;

        Execution(StepContext context, StageRequest request, String key) {
            super(context, request);
            this.key = key;
        }

        @Override Surroundings around(String node, String workspace, String engine) {
            var step = ALL.get(key);
            var now = step.controller;
            step.agent.nonce = engine;
            return new Surroundings() {
                @Override public Optional<Agent> agent(TaskListener listener) {
                    return step.offline || step.removed ? Optional.empty() : Optional.of(step.agent);
                }

                @Override public boolean removed() {
                    return step.removed;
                }

                @Override public boolean goingDown() {
                    return now.goingDown;
                }

                @Override public Limit atMost(int seconds) {
                    return () -> { };
                }
            };
        }
    }

    private static final class Context extends StepContext {
        private static final long serialVersionUID = 1L;
        private final String key;

        Context(String key) {
            this.key = key;
        }

        private RunningStep step() {
            return ALL.get(key);
        }

        @Override public <T> T get(Class<T> type) throws IOException {
            if (step().gone) {
                throw new IOException("cannot find current thread");
            }
            Object found = type == TaskListener.class ? (TaskListener) () -> new PrintStream(step().log, true, StandardCharsets.UTF_8)
                    : type == Run.class ? step().build : type == EnvVars.class ? new EnvVars(step().environment) : null;
            return type.cast(found);
        }

        @Override public void onSuccess(Object result) {
            step().successes.add(result == null ? "nothing" : result);
        }

        @Override public void onFailure(Throwable cause) {
            step().failures.add(cause);
        }

        @Override public ListenableFuture<Void> saveState() {
            step().save();
            return null;
        }

        @Override public boolean isReady() {
            return true;
        }

        @Override public void setResult(Result result) {
            throw new AssertionError("A step sets its build's result, not its context's.");
        }

        @Override public BodyInvoker newBodyInvoker() {
            throw new AssertionError("No step of ours has a body.");
        }

        @Override public boolean equals(Object other) {
            return other instanceof Context context && context.key.equals(key);
        }

        @Override public int hashCode() {
            return key.hashCode();
        }
    }

    /** With a folder of its own for what its actions keep. */
    static final class Build extends Run<Build.Of, Build> {
        private final File folder;
        private volatile DeliveryAction action;

        Build(File folder) throws IOException {
            super(null);
            this.folder = folder;
        }

        @Override public Of getParent() {
            return new Of();
        }

        @Override public String getExternalizableId() {
            return "shop#1";
        }

        @Override public File getRootDir() {
            return folder;
        }

        @Override public void addAction(Action added) {
            action = (DeliveryAction) added;
        }

        @Override public <T extends Action> T getAction(Class<T> type) {
            return type.cast(action);
        }

        @Override public void save() { }

        @Override public Result getResult() {
            return null;
        }

        @Override public Object getTarget() {
            return this;
        }

        static final class Of extends Job<Of, Build> {
            Of() {
                super((ItemGroup<?>) null, "Shop (main)");
            }

            @Override public String getName() {
                return "Shop (main)";
            }

            @Override public Object getTarget() {
                return this;
            }

            @Override @SuppressWarnings("rawtypes") public Collection<? extends Job> getAllJobs() {
                return List.of(this);
            }
        }
    }
}
