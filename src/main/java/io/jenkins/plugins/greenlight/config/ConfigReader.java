package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.production.ProductionConfig;
import io.jenkins.plugins.greenlight.stage.staging.StagingConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads greenlight.yaml. */
public final class ConfigReader {
    private ConfigReader() { }

    /**
     * @param source named in messages, e.g. {@code greenlight.yaml}
     * @throws ConfigException with everything that is wrong; with one problem when the text is no YAML
     */
    public static GreenlightConfig read(String text, String source) throws ConfigException {
        return read(List.of(Layer.of(text, source)));
    }

    /**
     * @param layers at least one, the lowest first: each is laid over those before it
     * @throws ConfigException with everything that is wrong, layer by layer; with only what is no document when one is none
     */
    public static GreenlightConfig read(List<Layer> layers) throws ConfigException {
        return read(layers, Policy.NONE);
    }

    /** As {@link #read(List)}, and what the policy does not allow is wrong too, once all else is right. */
    public static GreenlightConfig read(List<Layer> layers, Policy policy) throws ConfigException {
        return effective(new Layers(layers, Optional.empty(), List.of())).under(policy).config();
    }

    /**
     * Every environment is read, chosen or not.
     *
     * @throws ConfigException as {@link #read(List)} does; of an environment that is not chosen, too
     */
    public static Effective effective(Layers layers) throws ConfigException {
        return new LayerReader(layers).read();
    }

    /** One tree, of whatever layers. What is wrong is noted, and the answer is of no use then. */
    static GreenlightConfig read(Node tree, Consumer<ConfigProblem> problems) {
        return read(Draft.of(tree, problems));
    }

    /** Its problems are all told when this returns; with one of them what is returned is no configuration. */
    static GreenlightConfig read(Draft draft) {
        var section = new Section(draft.root(), draft);
        section.required("version", 1, Quantities::whole);
        var deploy = new DeployReader();
        return new GreenlightConfig(
                section.required("app", "", Node::text),
                section.section("security", SecurityReader::read),
                section.section("coverage", CoverageReader::read),
                section.section("image", ImageConfigReader::read),
                section.section("loadTest", LoadReader::read),
                section.section("staging", staging -> new StagingConfig(deploy.read(staging))),
                section.section("production", production -> new ProductionConfig(deploy.read(production))),
                section.section("notification", NotifyReader::read));
    }
}
