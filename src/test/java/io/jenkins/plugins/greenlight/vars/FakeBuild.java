package io.jenkins.plugins.greenlight.vars;

import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.MissingPropertyException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** A build of a Jenkins whose steps answer what a test has told them to. Its record outlives the restarts. */
final class FakeBuild {
    private static final ThreadLocal<FakeBuild> CURRENT = new ThreadLocal<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    private final Map<String, Object> results = new HashMap<>();
    private final Map<String, Throwable> failures = new HashMap<>();
    private final ScriptLoader classes;
    private RuntimeException noScm;
    String result;

    FakeBuild(ScriptLoader classes) {
        this.classes = classes;
        results.put("buildImage", new BuiltImage("sha256:1", "r1"));
        results.put("fileExists", true);
    }

    /** That of the script being run on this thread. */
    static FakeBuild current() {
        return CURRENT.get();
    }

    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    FakeBuild returning(String step, Object value) {
        results.put(step, value);
        return this;
    }

    /** A step that has said no. */
    FakeBuild refusing(String step, String message) {
        return failing(step, classes.no(message));
    }

    /** @param step its name, or name and arguments as in the record */
    FakeBuild failing(String step, Throwable failure) {
        failures.put(step, failure);
        return this;
    }

    /** A job whose script was typed in; a property that fails does so in Groovy's wrapping. */
    FakeBuild withoutScm() {
        noScm = new InvokerInvocationException(classes.no("'checkout scm' is only available when using ..."));
        return this;
    }

    /** A Jenkins without the plugin that brings it. */
    FakeBuild withUnknownScm() {
        noScm = new MissingPropertyException("scm", FakeBuild.class);
        return this;
    }

    Outcome answer(StepCall call) {
        calls.add(call.toString());
        if (call.name().equals("error")) {
            return new Outcome(null, classes.no(call.argument()));
        }
        if (call.name().equals("unstable")) {
            result = "UNSTABLE";
        }
        var failure = failures.getOrDefault(call.name(), failures.get(call.toString()));
        return new Outcome(failure == null ? results.get(call.name()) : null, failure);
    }

    Object variable(String name) {
        return switch (name) {
            case "currentBuild" -> new CurrentBuild();
            case "env" -> environment;
            case "scm" -> scm();
            default -> throw new MissingPropertyException(name, FakeBuild.class);
        };
    }

    private Object scm() {
        if (noScm != null) {
            throw noScm;
        }
        return "the scm";
    }

    /** The global variable; what it is told is kept by the build. */
    public static final class CurrentBuild implements Serializable {
        private static final long serialVersionUID = 1;

        public String getResult() {
            return current().result;
        }

        public void setResult(String result) {
            current().result = result;
        }
    }

    /** What buildImage returns. */
    public static final class BuiltImage implements Serializable {
        private static final long serialVersionUID = 1;
        private final String digest;
        private final String release;

        BuiltImage(String digest, String release) {
            this.digest = digest;
            this.release = release;
        }

        public String getDigest() {
            return digest;
        }

        public String getRelease() {
            return release;
        }
    }
}
