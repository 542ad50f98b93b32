package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import io.jenkins.plugins.greenlight.stage.production.ProductionConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import io.jenkins.plugins.greenlight.stage.staging.StagingConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
        var problems = new ArrayList<ConfigProblem>();
        var merged = Overlay.of(layers, problems::add);
        var config = read(Draft.of(merged, Schema.greenlight(), problems::add, path -> { }));
        if (!problems.isEmpty()) {
            var sources = layers.stream().map(Layer::source).toList();
            problems.sort(Comparator.comparingInt((ConfigProblem problem) -> sources.indexOf(problem.place().source()))
                    .thenComparingInt(problem -> problem.place().line()).thenComparingInt(problem -> problem.place().column()));
            throw new ConfigException(problems);
        }
        return config;
    }

    /** Its problems are all told when this returns; with one of them what is returned is no configuration. */
    static GreenlightConfig read(Draft draft) {
        var section = new Section(draft.root(), draft);
        section.required("version", 1, Quantities::whole);
        var deploy = new DeployReader();
        return new GreenlightConfig(
                section.required("app", "", Node::text),
                section.section("security", ConfigReader::security),
                section.section("coverage", ConfigReader::coverage),
                section.section("image", ConfigReader::image),
                section.section("loadTest", LoadReader::read),
                section.section("staging", staging -> new StagingConfig(deploy.read(staging))),
                section.section("production", production -> new ProductionConfig(deploy.read(production))),
                section.section("notification", ConfigReader::notification));
    }

    private static SecurityConfig security(Section section) {
        return new SecurityConfig(
                section.list("reports", Node::text),
                section.list("sources", Node::text),
                Checks.checks(section, SecurityConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
    }

    private static CoverageConfig coverage(Section section) {
        return new CoverageConfig(
                section.list("reports", Node::text),
                section.list("sources", Node::text),
                Checks.checks(section, CoverageConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
    }

    private static ImageConfig image(Section section) {
        return new ImageConfig(
                section.required("name", "", Node::text),
                section.list("javaModules", Node::text),
                section.texts("files"),
                section.list("entrypoint", Node::text),
                section.texts("environment"),
                section.texts("labels"),
                section.value("archive", Node::text));
    }

    private static NotifyConfig notification(Section section) {
        return new NotifyConfig(section.value("console", Node::flag),
                section.optional("outbox", Node::text));
    }
}
