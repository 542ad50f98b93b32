package io.jenkins.plugins.greenlight.vars;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A step as a script called it. Not a record: it is stored with the script's state. */
public final class StepCall implements Serializable {
    private static final long serialVersionUID = 1;
    private final String name;
    private final transient List<?> arguments;

    StepCall(String name, List<?> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    String name() {
        return name;
    }

    /** The first one, written out. */
    String argument() {
        return String.valueOf(arguments.get(0));
    }

    /** As it stands in the fakes' record, "stage Image" or "loadTest digest: sha256:1, release: r1". */
    @Override public String toString() {
        return (name + " " + arguments.stream().map(StepCall::written).collect(Collectors.joining(", "))).trim();
    }

    private static String written(Object argument) {
        return argument instanceof Map<?, ?> named
                ? named.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", "))
                : String.valueOf(argument);
    }
}
