package io.jenkins.plugins.greenlight.vars;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Envs;
import com.cloudbees.groovy.cps.ObjectInputStreamWithLoader;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.sandbox.DefaultInvoker;
import com.cloudbees.groovy.cps.sandbox.Invoker;
import groovy.lang.Script;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;

/** Runs a script and is restarted at each step: the state is written out, forgotten and read again before the step answers. */
final class RestartingController {
    private final Invoker invoker;

    RestartingController() {
        this(new DefaultInvoker());
    }

    RestartingController(Invoker invoker) {
        this.invoker = invoker;
    }

    /** How the script ended: what it threw, or normally. */
    Outcome run(Script script, FakeBuild build) throws IOException, ClassNotFoundException {
        build.enter();
        try {
            var running = new Continuable(script, Envs.empty(invoker));
            var outcome = running.run0(new Outcome(null, null));
            while (running.isResumable()) {
                var call = (StepCall) outcome.getNormal();
                running = restarted(running, ScriptLoader.classesOf(script));
                outcome = running.run0(build.answer(call));
            }
            return outcome;
        } finally {
            FakeBuild.leave();
        }
    }

    private static Continuable restarted(Continuable running, ClassLoader classes) throws IOException, ClassNotFoundException {
        var disk = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(disk)) {
            out.writeObject(running);
        }
        try (var in = new ObjectInputStreamWithLoader(new ByteArrayInputStream(disk.toByteArray()), classes)) {
            return (Continuable) in.readObject();
        }
    }
}
