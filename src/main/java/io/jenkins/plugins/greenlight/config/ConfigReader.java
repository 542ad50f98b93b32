package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import io.jenkins.plugins.greenlight.stage.production.ProductionConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import io.jenkins.plugins.greenlight.stage.staging.StagingConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads greenlight.yaml. */
public final class ConfigReader {
    private static final Pattern APP = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern IMAGE = Pattern.compile("(?!.*[._/-]{3}|.*//)[a-z0-9][a-z0-9._/-]{0,126}(?<![._/-])");
    private static final Pattern MODULE = Pattern.compile("[a-z][A-Za-z0-9_.]{0,126}(?<!\\.)");
    private static final List<String> SOURCES = List.of("src/**");

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
        var config = Section.read(Optional.of(Overlay.of(layers, problems::add)), problems::add, ConfigReader::root);
        if (!problems.isEmpty()) {
            var sources = layers.stream().map(Layer::source).toList();
            problems.sort(Comparator.comparingInt((ConfigProblem problem) -> sources.indexOf(problem.place().source()))
                    .thenComparingInt(problem -> problem.place().line()).thenComparingInt(problem -> problem.place().column()));
            throw new ConfigException(problems);
        }
        return config;
    }

    private static GreenlightConfig root(Section section) {
        section.required("version", "version: 1", 1, ConfigReader::version);
        var deploy = new DeployReader();
        return new GreenlightConfig(
                section.required("app", "app: shop", "", node ->
                        Values.matching(node, APP, "1 to 41 small letters, digits and dashes, a letter first")),
                section.section("security", ConfigReader::security),
                section.section("coverage", ConfigReader::coverage),
                section.section("image", ConfigReader::image),
                section.section("loadTest", LoadReader::read),
                section.section("staging", staging -> new StagingConfig(deploy.read(staging))),
                section.section("production", production -> new ProductionConfig(deploy.read(production))),
                NotifyReader.in(section));
    }

    private static int version(Node node) {
        if (!node.isNumber() || node.number() != 1) {
            throw Values.wrong(node, "1, the only version there is");
        }
        return 1;
    }

    private static SecurityConfig security(Section section) {
        return new SecurityConfig(
                section.requiredList("reports", "[\"target/trivy.sarif\"]", Values::inWorkspace),
                section.list("sources", SOURCES, Values::inWorkspace),
                Checks.checks(section, "critical == 0", SecurityConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
    }

    private static CoverageConfig coverage(Section section) {
        return new CoverageConfig(
                section.requiredList("reports", "[\"target/site/jacoco/jacoco.xml\"]", Values::inWorkspace),
                section.list("sources", SOURCES, Values::inWorkspace),
                Checks.checks(section, "line >= 80%", CoverageConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
    }

    private static ImageConfig image(Section section) {
        return new ImageConfig(
                section.required("name", "name: shop", "", node -> Values.matching(node, IMAGE,
                        "a repository such as \"shop\" or \"team/shop\", in small letters and without a tag")),
                section.list("javaModules", List.of(), node ->
                        Values.matching(node, MODULE, "a Java module such as \"java.base\"")),
                section.requiredTexts("files", "{target/shop.jar: app/shop.jar}", ConfigReader::file),
                section.requiredList("entrypoint", "[jre/bin/java, -jar, app/shop.jar]", Values::text),
                section.texts("environment", Values::variable),
                section.texts("labels", (name, node) -> Values.text(node)),
                section.optional("archive", "target/greenlight/image.tar", Values::inWorkspace));
    }

    private static String file(String from, Node to) {
        if (!Values.below(from)) {
            throw new ParseException(to.keyPlace(), Values.name(to) + " is no path in the workspace."
                    + " Expected a relative one, with / and without .. .");
        }
        if (!Values.below(Values.text(to))) {
            throw Values.wrong(to, "a path in the image: relative, with / and without ..");
        }
        return to.text();
    }
}
