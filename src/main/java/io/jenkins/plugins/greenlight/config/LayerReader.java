package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a configuration's layers, and each environment that is not chosen too: its mistakes are found before its day comes. */
final class LayerReader {
    private final Layers layers;
    private final List<Node> file;
    private final List<Node> over;
    private final Map<String, Node> environments;
    private final Set<ConfigProblem> problems = new LinkedHashSet<>();

    /** @throws ConfigException when one of the documents is none */
    LayerReader(Layers layers) throws ConfigException {
        this.layers = layers;
        var roots = Overlay.roots(layers.all());
        var bare = roots.stream().map(Environments::without).toList();
        this.file = bare.subList(0, layers.file().size());
        this.over = bare.subList(layers.file().size(), bare.size());
        this.environments = Environments.of(roots, problems::add).byName();
    }

    /** @throws ConfigException with everything that is wrong */
    Effective read() throws ConfigException {
        var chosen = layers.choice().map(Layers.Choice::name);
        var own = new LinkedHashSet<ConfigProblem>();
        var tree = Overlay.merged(layered(chosen, over), own::add);
        var config = ConfigReader.read(tree, own::add);
        var others = others(chosen);
        if (chosen.isPresent() && !environments.containsKey(chosen.get())) {
            own.clear();
            own.add(unknown(layers.choice().get()));
        }
        own.forEach(problem -> problems.add(chosen.isEmpty() ? cured(problem, others) : problem));
        noteOthers(own, others);
        if (!problems.isEmpty()) {
            throw new ConfigException(sorted());
        }
        return new Effective(config, tree, layers);
    }

    private List<Node> layered(Optional<String> environment, List<Node> above) {
        var all = new ArrayList<>(file);
        environment.map(environments::get).ifPresent(overlay -> all.add(file.get(0).with(overlay.fields())));
        all.addAll(above);
        return all;
    }

    /** What is wrong with each environment that is not chosen, with all that lies over it. */
    private Map<String, Set<ConfigProblem>> others(Optional<String> chosen) {
        var found = new LinkedHashMap<String, Set<ConfigProblem>>();
        environments.keySet().stream().filter(name -> !chosen.equals(Optional.of(name)))
                .forEach(name -> found.put(name, problemsOf(name, over)));
        return found;
    }

    private Set<ConfigProblem> problemsOf(String environment, List<Node> above) {
        var found = new LinkedHashSet<ConfigProblem>();
        ConfigReader.read(Overlay.merged(layered(Optional.of(environment), above), found::add), found::add);
        return found;
    }

    /** What lies over the chosen environment was never meant for the others: whatever only comes by it is none of theirs. */
    private void noteOthers(Set<ConfigProblem> own, Map<String, Set<ConfigProblem>> others) {
        var said = new LinkedHashSet<>(own);
        others.forEach((name, found) -> {
            if (!found.isEmpty() && !over.isEmpty()) {
                found.retainAll(problemsOf(name, List.of()));
            }
            found.stream().filter(said::add).forEach(problem -> problems.add(of(name, problem)));
        });
    }

    private static ConfigProblem of(String environment, ConfigProblem problem) {
        return problem.message().contains(Environments.KEY + "." + environment) ? problem
                : new ConfigProblem(problem.place(), problem.message() + " So it is with --environment " + environment + ".");
    }

    /** A file that lacks what its environments bring needs one of them. */
    private static ConfigProblem cured(ConfigProblem problem, Map<String, Set<ConfigProblem>> others) {
        var without = others.keySet().stream().filter(name -> !others.get(name).contains(problem)).toList();
        return without.isEmpty() ? problem : new ConfigProblem(problem.place(),
                problem.message() + " Not so with --environment " + String.join(", ", without) + ".");
    }

    private ConfigProblem unknown(Layers.Choice choice) {
        var names = environments.keySet();
        var expected = names.isEmpty() ? "none: it has no \"" + Environments.KEY + "\"."
                : "one of " + String.join(", ", names) + ".";
        return new ConfigProblem(new Node.Place(choice.by(), 0, 0), "\"" + choice.name()
                + "\" is no environment of this configuration." + Suggestion.sentence(choice.name(), names)
                + " Expected " + expected);
    }

    private List<ConfigProblem> sorted() {
        var sources = layers.sources();
        return problems.stream().sorted(Comparator
                .comparingInt((ConfigProblem problem) -> sources.indexOf(problem.place().source()))
                .thenComparingInt(problem -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column())).toList();
    }
}
