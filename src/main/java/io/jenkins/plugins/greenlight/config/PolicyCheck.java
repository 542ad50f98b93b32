package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.config.Demand.Kind;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a configuration against the platform's policy: every place where it asks less or reaches further. */
public final class PolicyCheck {
    /** By them a program that is allowed can be made to run another. */
    private static final Set<String> LOADERS = Set.of("PATH", "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "BASH_ENV", "ENV", "IFS",
            "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME", "PERL5LIB",
            "PERL5OPT", "RUBYLIB", "RUBYOPT", "NODE_OPTIONS", "NODE_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "PSQLRC", "PAGER", "EDITOR");

    private final Policy policy;
    private final Node tree;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private PolicyCheck(Policy policy, Node tree) {
        this.policy = policy;
        this.tree = tree;
    }

    /**
     * @param tree all layers of the configuration, merged: where its values stand
     * @throws ConfigException with everything that the policy does not allow, in the order of the file
     */
    public static void require(Policy policy, GreenlightConfig config, Node tree) throws ConfigException {
        var check = new PolicyCheck(policy, tree);
        check.gates(config);
        check.required();
        Demands.of(config).forEach(check::demand);
        if (!check.problems.isEmpty()) {
            throw new ConfigException(check.problems.stream().sorted(Comparator.comparing((ConfigProblem problem) ->
                    !problem.place().source().equals(tree.place().source())).thenComparing(problem -> problem.place().source())
                    .thenComparingInt(problem -> problem.place().line()).thenComparingInt(problem -> problem.place().column())).toList());
        }
    }

    private void gates(GreenlightConfig config) {
        var gates = Gate.of(config);
        policy.floors().forEach((name, floor) -> {
            var gate = gates.get(name);
            if (gate == null) {
                note(List.of(), "The configuration has no " + name + ", and the policy (" + floor.place() + ") holds it to "
                        + (floor.limits().isEmpty() ? "being there" : all(floor)) + ". Expected the section " + name + ".");
            } else {
                gate(gate, floor, name);
            }
        });
    }

    private void gate(Gate gate, Floor floor, String name) {
        if (gate.mode() == GateMode.OBSERVE && !floor.allowObserve()) {
            note(below(gate, "mode"), name + ".mode is observe, and the policy (" + floor.place() + ") wants this gate to decide."
                    + " Expected enforce: leave it out.");
        }
        if (gate.onMissing() == MissingPolicy.WARN && !floor.allowWarn()) {
            note(below(gate, "onMissing"), name + ".onMissing is warn, and the policy (" + floor.place() + ") wants what cannot be"
                    + " measured to stop delivery. Expected block: leave it out.");
        }
        floor.limits().stream().filter(limit -> gate.checks().all().stream().noneMatch(limit::isMetBy))
                .forEach(limit -> unmet(gate, limit, name));
        gate.watch().ifPresent(watch -> watch(watch, gate, floor, name));
    }

    private void watch(DeploySettings.Watch watch, Gate gate, Floor floor, String name) {
        floor.duration().filter(least -> watch.duration().compareTo(least) < 0).ifPresent(least ->
                note(below(gate, "duration"), name + ".duration is " + words(watch.duration()) + ", and the policy (" + floor.place()
                        + ") wants at least " + words(least) + ". Expected that or longer."));
        floor.minSamples().filter(least -> watch.minSamples() < least).ifPresent(least ->
                note(below(gate, "minSamples"), name + ".minSamples is " + watch.minSamples() + ", and the policy (" + floor.place()
                        + ") wants at least " + least + ". Expected that or more."));
    }

    private void unmet(Gate gate, Floor.Limit limit, String name) {
        var checks = gate.checks().all();
        var same = checks.stream().filter(check -> check.measure().equals(limit.expectation().measure())).toList();
        var at = same.isEmpty() ? below(gate, "checks") : below(gate, "checks", Integer.toString(checks.indexOf(same.get(0))));
        note(at, name + ".checks " + (same.isEmpty() ? "asks nothing of " + limit.expectation().measure()
                : "asks only for " + same.stream().map(Expectation::text).collect(Collectors.joining(" and ", "\"", "\"")))
                + ", and the policy (" + limit.place() + ") wants at least \"" + limit.expectation().text()
                + "\". Expected that or a stricter one.");
    }

    private void required() {
        policy.required().stream().filter(section -> !tree.isMap() || tree.find(section).isEmpty()).forEach(section ->
                note(List.of(), "The configuration has no " + section + ", which the policy (" + policy.source() + ") requires."
                        + " Expected the section " + section + "."));
    }

    private void demand(Demand demand) {
        var allowed = policy.allowed().get(demand.kind());
        var what = String.join(".", demand.path()).replaceFirst("\\.0$", "") + " " + demand.kind().verb() + " \"" + demand.value() + "\"";
        if (allowed != null && !allowed.allows(demand)) {
            note(demand.path(), what + ", which the policy (" + allowed.place() + ", " + demand.kind().key() + ") does not allow. Expected "
                    + allowed.expected() + ".");
        } else if (allowed == null && isLoader(demand) && policy.allowed().containsKey(Kind.COMMAND)) {
            note(demand.path(), what + ", by which an allowed program can be made to run another, and the policy ("
                    + policy.allowed().get(Kind.COMMAND).place() + ") has no list of " + demand.kind().key()
                    + ". Expected it left out, or allowed there.");
        }
    }

    private static boolean isLoader(Demand demand) {
        return demand.kind() == Kind.VARIABLE && (LOADERS.contains(demand.value()) || demand.value().startsWith("LD_")
                || demand.value().startsWith("BASH_FUNC_"));
    }

    private void note(List<String> path, String message) {
        problems.add(new ConfigProblem(place(path), message));
    }

    /** Of the value, or of the nearest thing around it that is written down. */
    private Node.Place place(List<String> path) {
        var at = tree;
        for (var key : path) {
            var next = at.isMap() ? at.fields().get(key) : at.isList() && Integer.parseInt(key) < at.items().size()
                    ? at.items().get(Integer.parseInt(key)) : null;
            if (next == null || next.place().line() == 0) {
                break;
            }
            at = next;
        }
        return at.place();
    }

    private static List<String> below(Gate gate, String... keys) {
        var path = new ArrayList<>(gate.path());
        path.addAll(List.of(keys));
        return path;
    }

    private static String all(Floor floor) {
        return floor.limits().stream().map(limit -> limit.expectation().text()).collect(Collectors.joining(", "));
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
