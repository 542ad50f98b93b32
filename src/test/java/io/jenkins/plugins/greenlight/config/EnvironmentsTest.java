package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentsTest {
    private static final String HEAD = "version: 1\napp: shop\n";
    private static final String FILE = HEAD + """
            coverage:
              reports: [a.xml]
              checks: ["line >= 80%"]
            production:
              slots: {blue: 18081, green: 18082}
              router: {port: 18080, admin: 18079}
              environment: {MODE: calm, CURRENCY: EUR}
              watch: {duration: 10s, checks: ["errors < 2%"]}
              state: /var/lib/greenlight
            """;
    private static final String ENVIRONMENTS = FILE + """
            environments:
              test:
                production: {state: /var/lib/test, environment: {MODE: wild}}
              prod-eu:
                coverage: {checks: ["line >= 90%"]}
                production: {watch: {duration: 60s}}
                notification: {outbox: told}
            """;

    private static Layers layers(String file, String environment, String... over) {
        return new Layers(List.of(Layer.of(file, "greenlight.yaml")),
                Optional.of(environment).filter(name -> !name.isEmpty()).map(name -> new Layers.Choice(name, "--environment")),
                Stream.of(over).map(text -> Layer.of(text, "with.json")).toList());
    }

    private static GreenlightConfig read(String file, String environment, String... over) throws ConfigException {
        return ConfigReader.effective(layers(file, environment, over)).config();
    }

    private static List<String> problems(String file, String environment, String... over) {
        var refused = catchThrowableOfType(ConfigException.class, () -> read(file, environment, over));
        assertThat(refused).as("nothing was wrong").isNotNull();
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test void changeNothingUntilOneIsChosen() throws Exception {
        assertThat(read(ENVIRONMENTS, "")).isEqualTo(ConfigReader.read(FILE, "f"));
        assertThat(ConfigReader.read(ENVIRONMENTS, "f")).isEqualTo(ConfigReader.read(FILE, "f"));
        assertThat(read(FILE + "environments: {}\n", "")).isEqualTo(ConfigReader.read(FILE, "f"));
        assertThat(read(FILE + "environments: {test: {}}\n", "test")).isEqualTo(ConfigReader.read(FILE, "f"));
    }

    @Test void layTheChosenOneOverTheFile() throws Exception {
        var test = read(ENVIRONMENTS, "test").production().orElseThrow().deploy();
        var prod = read(ENVIRONMENTS, "prod-eu");

        assertThat(test.config().environment()).isEqualTo(Map.of("MODE", "wild", "CURRENCY", "EUR"));
        assertThat(test.site().state()).isEqualTo("/var/lib/test");
        assertThat(test.watch().duration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(prod.production().orElseThrow().deploy().watch().duration()).isEqualTo(Duration.ofSeconds(60));
        assertThat(prod.notification().orElseThrow().outbox()).contains("told");
    }

    @Test void lieUnderWhatTheCommandLineBrings() throws Exception {
        var deploy = read(ENVIRONMENTS, "test", "{\"production\": {\"environment\": {\"MODE\": \"top\"}}}").production().orElseThrow().deploy();

        assertThat(deploy.config().environment()).containsEntry("MODE", "top");
        assertThat(deploy.site().state()).isEqualTo("/var/lib/test");
    }

    @Test void mayBeLaidOverThemselves() throws Exception {
        var over = "{\"environments\": {\"test\": {\"production\": {\"state\": \"/var/lib/other\"}}}}";

        assertThat(read(ENVIRONMENTS, "test", over).production().orElseThrow().deploy().site().state()).isEqualTo("/var/lib/other");
        assertThat(read(ENVIRONMENTS, "", over)).isEqualTo(ConfigReader.read(FILE, "f"));
    }

    @Test void mayBringWhatTheFileLacks() throws Exception {
        var file = ENVIRONMENTS.replace("  state: /var/lib/greenlight\n", "")
                .replace("  prod-eu:\n", "  prod-eu:\n    staging: {slots: {blue: 1, green: 2}}\n");

        assertThat(problems(file, "")).satisfiesExactly(
                own -> assertThat(own).startsWith("greenlight.yaml:6:1: production has no \"state\".").endsWith(" Not so with --environment test."),
                other -> assertThat(other).startsWith("greenlight.yaml:15:5: environments.prod-eu.staging has no \"router\"."),
                other -> assertThat(other).startsWith("greenlight.yaml:15:5: environments.prod-eu.staging has no \"state\"."),
                other -> assertThat(other).startsWith("greenlight.yaml:15:5: environments.prod-eu.staging has no \"watch\"."));
        assertThat(problems(file, "test")).first().asString().startsWith("greenlight.yaml:6:1: production has no \"state\".")
                .endsWith(" So it is with --environment prod-eu.");
        assertThat(read(file.substring(0, file.indexOf("  prod-eu")), "test").production()).isPresent();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                says("environments:\n", "12:14: environments is nothing. Expected a mapping of names to what differs there."),
                says("environments: [test]\n", "12:15: environments is a list. Expected a mapping of names"),
                says("environments: {Test: {}, a b: {}, -x: {}}\n", "12:16: environments.Test is no name of an environment. Expected 1 to 41 small"
                        + " letters, digits and dashes, such as test-eu.", "12:26: environments.a b is no name", "12:35: environments.-x is no name"),
                says("environments: {test: , prod: on}\n", "12:21: environments.test is nothing. Expected a mapping of keys to values.",
                        "12:30: environments.prod is the text \"on\". Expected a mapping of keys to values."),
                says("environments: {test: {app: other, version: 1, environments: {}}}\n",
                        "12:23: environments.test.app cannot be laid over: state is kept under this name. Expected \"app\" at the top of the file alone.",
                        "12:35: environments.test.version cannot be laid over: the format is that of the whole file.",
                        "12:47: environments.test.environments cannot be laid over: one environment holds no others."),
                says("environments: {test: {covrage: {}, coverage: {cheks: []}}}\n",
                        "12:23: environments.test has the unknown key \"covrage\". Did you mean \"coverage\"?",
                        "12:47: environments.test.coverage has the unknown key \"cheks\". Did you mean \"checks\"?"),
                says("environments: {test: {coverage: {mode: obey, checks: ['lines >= 1%']}}}\n",
                        "12:40: environments.test.coverage.mode is the text \"obey\". Expected one of enforce, observe.",
                        "12:55: environments.test.coverage.checks[0]: \"lines >= 1%\" names the unknown measure \"lines\". Did you mean \"line\"?"),
                says("environments: {test: {coverage: null, production: {state: null}}}\n",
                        "12:33: environments.test.coverage is null, which cannot take away what stands at greenlight.yaml:3:1.",
                        "12:59: environments.test.production.state is null, which cannot take away what stands at greenlight.yaml:11:3."),
                says("environments: {test: {production: {router: {admin: 18082}}}}\n", "12:52: environments.test.production.router.admin is the port"
                        + " 18082, which production.slots.green has already (greenlight.yaml:7:31)."),
                says("environments:\n  a: {production: {watch: {duration: 1ms}}}\n  b: {production: {watch: {interval: 1m}}}\n",
                        "13:38: production.watch.interval is longer than the duration. Expected several looks in it. So it is with --environment a.",
                        "14:38: production.watch.interval is longer than the duration. Expected several looks in it. So it is with --environment b."),
                says("enviroments: {}\n", "12:1: the file has the unknown key \"enviroments\". Did you mean \"environments\"?"));
    }

    private static Arguments says(String environments, String... lines) {
        return Arguments.of(environments, lines);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void areCheckedThoughNobodyChoseThem(String environments, String... lines) {
        var problems = problems(FILE + environments, "");

        assertThat(problems).hasSameSizeAs(lines);
        for (int i = 0; i < lines.length; i++) {
            assertThat(problems.get(i)).startsWith("greenlight.yaml:" + lines[i]);
        }
    }

    @Test void sayOnceWhatIsWrongWithTheFileBelowThem() {
        var file = ENVIRONMENTS.replace("line >= 80%", "lines >= 80%").replace("coverage: {checks: [\"line >= 90%\"]}", "coverage: {mode: observe}");

        assertThat(problems(file, "")).singleElement().asString().startsWith("greenlight.yaml:5:12: coverage.checks[0]: \"lines >= 80%\"");
        assertThat(problems(file, "test")).singleElement().asString().startsWith("greenlight.yaml:5:12: coverage.checks[0]").endsWith("class.");
    }

    @Test void areNotHeldToWhatIsLaidOverAnother() throws Exception {
        var ports = FILE + "environments: {test: {production: {router: {port: 18090}}}, prod: {production: {router: {port: 18091}}}}\n";

        assertThat(read(ports, "prod", "{\"production\": {\"router\": {\"admin\": 18090}}}").production()).isPresent();
        assertThat(problems(ports, "test", "{\"production\": {\"router\": {\"admin\": 18090}}}")).singleElement().asString()
                .startsWith("with.json:1:37: production.router.admin is the port 18090, which environments.test.production.router.port has already");
    }

    @Test void countWhatIsLaidOverAllAsTheirs() throws Exception {
        var file = ENVIRONMENTS.replace("  state: /var/lib/greenlight\n", "");

        assertThat(read(file, "test", "{\"production\": {\"state\": \"/s\"}}").production().orElseThrow().deploy().site().state()).isEqualTo("/s");
    }

    @Test void suggestTheNameThatWasMeant() {
        assertThat(problems(ENVIRONMENTS, "prod-ue")).containsExactly("--environment: \"prod-ue\" is no environment of this configuration."
                + " Did you mean \"prod-eu\"? Expected one of test, prod-eu.");
        assertThat(problems(ENVIRONMENTS, "production")).containsExactly("--environment: \"production\" is no environment of this configuration."
                + " Expected one of test, prod-eu.");
        assertThat(problems(FILE, "test")).containsExactly("--environment: \"test\" is no environment of this configuration."
                + " Expected none: it has no \"environments\".");
    }

    @Test void sayAllThatIsWrongBesideAnUnknownName() {
        assertThat(problems(ENVIRONMENTS.replace("60s", "60"), "prd")).satisfiesExactly(
                name -> assertThat(name).startsWith("--environment: \"prd\" is no environment"),
                value -> assertThat(value).startsWith("greenlight.yaml:17:36: environments.prod-eu.production.watch.duration is the number 60."));
    }

    @Test void areFiftyAtTheMost() throws Exception {
        assertThat(read(FILE + many(50), "e49").coverage()).isPresent();
        assertThat(problems(FILE + many(51), "")).containsExactly("greenlight.yaml:12:1: environments has 51 names. Expected at most 50;"
                + " give the others with --with.");
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i + ": {}").collect(Collectors.joining(", ", "environments: {", "}\n"));
    }
}
