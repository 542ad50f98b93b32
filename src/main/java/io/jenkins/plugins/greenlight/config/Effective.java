package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a configuration's layers come to: its meaning, and every value with the place it came from. */
public final class Effective {
    private final GreenlightConfig config;
    private final Node tree;
    private final Layers layers;

    /** @param tree all layers merged with the defaults under them, without {@code environments} */
    Effective(GreenlightConfig config, Node tree, Layers layers) {
        this.config = config;
        this.tree = tree;
        this.layers = layers;
    }

    /** This, within the policy's limits, when it allows all of it; environments that are not chosen are not asked about.
     *  @throws ConfigException with everything that it does not */
    public Effective under(Policy policy) throws ConfigException {
        PolicyCheck.require(policy, config, tree);
        return new Effective(config.under(policy.suppressions()), tree, layers);
    }

    public GreenlightConfig config() {
        return config;
    }

    /** YAML that reads back as the same configuration but for what is hidden, with the origin of each value behind it. */
    public String yaml() {
        return EffectiveYaml.of(shown());
    }

    /** The same for a program, as {@link EffectiveJson} says. */
    public String json() {
        return EffectiveJson.of(shown(), environment());
    }

    /** The environment that was chosen. */
    public Optional<String> environment() {
        return layers.choice().map(Layers.Choice::name);
    }

    private Shown shown() {
        return new Disclosure(layers.over().stream().map(Layer::source).collect(Collectors.toUnmodifiableSet())).of(tree);
    }
}
