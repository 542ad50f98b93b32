package io.jenkins.plugins.greenlight.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.durabletask.Controller;

/** An agent whose engine does what the test says. */
final class ScriptedAgent implements Agent {
    final List<String> scripts = new CopyOnWriteArrayList<>();
    final List<EnvVars> environments = new CopyOnWriteArrayList<>();
    final AtomicInteger stops = new AtomicInteger();
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger cleanings = new AtomicInteger();
    final AtomicInteger failingLaunches = new AtomicInteger();
    /** The controller dies between the engine's start and its note. */
    volatile boolean loseTheLaunch;
    volatile boolean broken;
    volatile boolean outOfMemory;
    volatile boolean uncleanable;
    volatile boolean breakAfterPrinting;
    volatile String nonce = "";
    private final ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();
    private volatile Optional<Integer> exitCode = Optional.empty();
    private volatile Optional<String> report = Optional.empty();
    private volatile boolean begun;

    void print(String text) {
        printed.add(text);
    }

    /** With a report that says so. */
    void end(Ending ending) {
        end(ending.exitCode(), ending);
    }

    void end(int code, Ending said) {
        report = Optional.of(ReportJson.write(new DeliveryReport(nonce, "shop", Optional.of("shop-1"), Optional.empty(), Optional.empty(), said,
                "", Instant.EPOCH, Instant.EPOCH, List.of(), Optional.empty(), Optional.empty(), List.of())));
        exitCode = Optional.of(code);
    }

    /** Without a report. */
    void die(int code) {
        exitCode = Optional.of(code);
    }

    @Override public String folder() {
        return "/agent/tmp";
    }

    @Override public String engine() {
        return "/agent/engine.jar";
    }

    @Override public String java() {
        return "/agent/java";
    }

    @Override public void prepare() { }

    @Override public String write(String name, InputStream content) {
        return folder() + "/" + name;
    }

    @Override public String write(String name, String text) {
        return folder() + "/" + name;
    }

    @Override public boolean begun() {
        looks.incrementAndGet();
        return begun;
    }

    @Override public Controller launch(String script, EnvVars environment, TaskListener listener) throws IOException {
        if (failingLaunches.get() > 0) {
            failingLaunches.decrementAndGet();
            throw new IOException("no space left on device");
        }
        environments.add(new EnvVars(environment));
        scripts.add(script);
        begun = true;
        if (loseTheLaunch) {
            throw new IOException("the controller is gone");
        }
        return new Handle();
    }

    @Override public Optional<Integer> exitCode(Controller controller, TaskListener listener) throws IOException {
        if (broken) {
            throw new IOException("the channel is closing");
        }
        if (outOfMemory) {
            throw new OutOfMemoryError("as the test wants");
        }
        return exitCode;
    }

    @Override public boolean output(Controller controller, OutputStream to) throws IOException {
        boolean any = false;
        for (var text = printed.poll(); text != null; text = printed.poll()) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
            any = true;
        }
        if (any && breakAfterPrinting) {
            throw new IOException("the channel is closing");
        }
        return any;
    }

    @Override public void askToStop() {
        stops.incrementAndGet();
    }

    @Override public Optional<String> report() {
        return report;
    }

    @Override public void forgetTheFirst() {
        report = Optional.empty();
        exitCode = Optional.empty();
        begun = false;
    }

    @Override public void clean(Controller controller) throws IOException {
        if (uncleanable) {
            throw new IOException("permission denied");
        }
        cleanings.incrementAndGet();
    }

    private static final class Handle extends Controller {
        private static final long serialVersionUID = 1L;

        @Override public boolean writeLog(FilePath workspace, OutputStream sink) {
            return false;
        }

        @Override public void cleanup(FilePath workspace) { }
    }
}
