package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final String FILE = """
            version: 1
            app: shop
            coverage:
              reports: [a.xml, b.xml]
              checks: ["line >= 80%"]
              mode: observe
            production:
              slots: {blue: 18081, green: 18082}
              router: {port: 18080, admin: 18079}
              environment: {MODE: calm, CURRENCY: EUR}
              watch: {duration: 10s, checks: ["errors < 2%"]}
              state: /var/lib/greenlight
            """;

    private static GreenlightConfig laidOver(String file, String overlay) throws ConfigException {
        return ConfigReader.read(List.of(Layer.of(file, "greenlight.yaml"), Layer.of(overlay, "with.json")));
    }

    private static List<String> problems(String file, String overlay) {
        return problems(Layer.of(file, "greenlight.yaml"), Layer.of(overlay, "with.json"));
    }

    private static List<String> problems(Layer... layers) {
        var refused = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(List.of(layers)));
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test void mergesMappingsKeyByKey() throws Exception {
        var config = laidOver(FILE, "{\"production\": {\"environment\": {\"MODE\": \"wild\"}, \"watch\": {\"duration\": \"20s\"}}}");

        var deploy = config.production().orElseThrow().deploy();
        assertThat(deploy.config().environment()).isEqualTo(Map.of("MODE", "wild", "CURRENCY", "EUR"));
        assertThat(deploy.watch().duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(deploy.watch().checks().all()).hasSize(1);
        assertThat(deploy.site().state()).isEqualTo("/var/lib/greenlight");
        assertThat(config.coverage()).isEqualTo(ConfigReader.read(FILE, "f").coverage());
    }

    @Test void replacesListsAndTextsAsAWhole() throws Exception {
        var coverage = laidOver(FILE, "{\"coverage\": {\"reports\": [\"c.xml\"], \"mode\": \"enforce\"}}").coverage().orElseThrow();

        assertThat(coverage.reports()).containsExactly("c.xml");
        assertThat(coverage.mode()).isEqualTo(io.jenkins.plugins.greenlight.gate.GateMode.ENFORCE);
        assertThat(coverage.checks().all()).hasSize(1);
    }

    @Test void addsAStageThatTheFileLeavesOut() throws Exception {
        var config = laidOver(FILE, "{\"notification\": {\"outbox\": \"told\"}}");

        assertThat(config.notification().orElseThrow().outbox()).contains("told");
    }

    @Test void changesNothingWithAnEmptyMapping() throws Exception {
        assertThat(laidOver(FILE, "{}")).isEqualTo(ConfigReader.read(FILE, "f"));
        assertThat(laidOver(FILE, "{\"coverage\": {}}")).isEqualTo(ConfigReader.read(FILE, "f"));
    }

    @Test void laysTheLastOverAllBeforeIt() throws Exception {
        var config = ConfigReader.read(List.of(Layer.of(Map.of("version", 1, "app", "lowest"), "the default"),
                Layer.of("app: middle", "a.yaml"), Layer.of("{\"app\":\"top\"}", "b.json")));

        assertThat(config.app()).isEqualTo("top");
    }

    @Test void namesTheFileOfEveryProblemTheLowestFileFirst() {
        var problems = problems("app: shop\ncoverage: {reports: 5, checks: [\"line >= 80%\"]}\n",
                "{\n  \"covrage\": {},\n  \"coverage\": {\"mode\": \"obey\", \"checks\": [\"line >= 80%\", \"lines >= 1%\"]}\n}");

        assertThat(problems).satisfiesExactly(
                first -> assertThat(first).startsWith("greenlight.yaml:1:1: the file has no \"version\"."),
                second -> assertThat(second).startsWith("greenlight.yaml:2:21: coverage.reports is the number 5."),
                third -> assertThat(third).startsWith("with.json:2:3: the file has the unknown key \"covrage\". Did you mean \"coverage\"?"),
                fourth -> assertThat(fourth).startsWith("with.json:3:24: coverage.mode is the text \"obey\"."),
                fifth -> assertThat(fifth).startsWith("with.json:3:58: coverage.checks[1]: \"lines >= 1%\" names the unknown measure"));
    }

    @Test void namesTheFileWhichBroughtTwoValuesAtOdds() {
        assertThat(problems(FILE, "{\"production\": {\"watch\": {\"duration\": \"100ms\"}}}")).containsExactly(
                "with.json:1:39: production.watch.interval is longer than the duration. Expected at most 100ms.");
        assertThat(problems(FILE, "{\"production\": {\"router\": {\"admin\": 18082}}}")).containsExactly("with.json:1:37:"
                + " production.router.admin is the port 18082, which production.slots.green has already (greenlight.yaml:8:31)."
                + " Expected a port of its own, such as 18083.");
    }

    @Test void takesNothingAway() {
        assertThat(problems(FILE, "{\"coverage\": null, \"production\": {\"state\": null}, \"notification\": null}")).containsExactly(
                "with.json:1:14: coverage is null, which cannot take away what stands at greenlight.yaml:3:1."
                        + " Expected a value; without the key that one stays.",
                "with.json:1:44: production.state is null, which cannot take away what stands at greenlight.yaml:12:3."
                        + " Expected a value; without the key that one stays.",
                "with.json:1:67: notification is nothing. Expected a mapping of keys to values.");
    }

    @Test void letsNoTextStandForASection() {
        assertThat(problems(FILE, "{\"coverage\": \"off\"}")).containsExactly(
                "with.json:1:14: coverage is the text \"off\". Expected a mapping of keys to values, with at least reports, checks.");
    }

    @Test void saysOfEachDocumentThatIsNone() {
        assertThat(problems("version: [\n", "[]")).satisfiesExactly(
                file -> assertThat(file).startsWith("greenlight.yaml:2:1: is no YAML:"),
                overlay -> assertThat(overlay).isEqualTo("with.json:1:1: the file is a list. Expected a mapping of keys to values."));
        assertThat(problems(FILE, "{\"coverage\": {}")).singleElement().asString().startsWith("with.json:1:").contains("is no JSON: ");
        assertThat(problems(FILE, "")).containsExactly("with.json: is empty. Expected a JSON document.");
    }

    @Test void readsYamlWhereTheNameDoesNotSayJson() throws Exception {
        var config = ConfigReader.read(List.of(Layer.of(FILE, "greenlight.yaml"), Layer.of("coverage:\n  mode: enforce # now\n", "with.yaml")));

        assertThat(config.coverage().orElseThrow().mode()).isEqualTo(io.jenkins.plugins.greenlight.gate.GateMode.ENFORCE);
        assertThat(problems(Layer.of(FILE, "greenlight.yaml"), Layer.of("app: shop # now\n", "WITH.JSON"))).singleElement().asString()
                .startsWith("WITH.JSON:1:").contains("is no JSON");
    }

    @Test void givesNoLineToWhatStandsInNoFile() {
        assertThat(problems(Layer.of(Map.of("version", 1, "app", "Shop!"), "--app"), Layer.of("{\"coverage\": 1}", "with.json")))
                .satisfiesExactly(app -> assertThat(app).startsWith("--app: app is the text \"Shop!\". Expected 1 to 41 small letters"),
                        coverage -> assertThat(coverage).startsWith("with.json:1:14: coverage is the number 1."));
        assertThat(problems(Layer.of(Map.of("version", 1), "the default"), Layer.of("{}", "with.json"))).containsExactly(
                "with.json:1:1: the file has no \"app\". Expected one, for example app: shop");
    }
}
