package io.jenkins.plugins.greenlight.vars;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.GroovyObject;
import groovy.lang.MissingPropertyException;
import java.util.Arrays;
import java.util.List;
import org.codehaus.groovy.runtime.InvokerHelper;

/** What scripts extend: a call that Groovy does not know is a script of {@code vars/} or else a step, and a step suspends. */
public abstract class JenkinsScript extends SerializableScript {
    private static final long serialVersionUID = 1;

    @Override public Object invokeMethod(String name, Object arguments) {
        var variable = variable(name);
        return variable == null ? step(name, Arrays.asList((Object[]) arguments))
                : InvokerHelper.invokeMethod(variable, "call", arguments);
    }

    /** Comes back with the step's result, perhaps after a restart. */
    public Object step(String name, List<?> arguments) {
        return Continuable.suspend(name, new StepCall(name, arguments));
    }

    @Override public Object getProperty(String property) {
        try {
            return super.getProperty(property);
        } catch (MissingPropertyException none) {
            var variable = variable(property);
            return variable == null ? FakeBuild.current().variable(property) : variable;
        }
    }

    /** Scripts of {@code vars/} hold nothing of their own, so a new one is as good as the last. */
    private GroovyObject variable(String name) {
        try {
            return ScriptLoader.isVariable(name)
                    ? (GroovyObject) getClass().getClassLoader().loadClass(name).getConstructor().newInstance() : null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("vars/" + name + ".groovy cannot be loaded.", e);
        }
    }
}
