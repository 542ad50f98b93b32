package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.image.scan.ScanConfig;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Pattern NAMED = Pattern.compile("(?<=queries\\.)(queue|latency)|(?<=commands\\.)semgrep");

    @Test void hasExactlyTheKeysThatAReaderAsksFor() {
        var asked = new TreeSet<String>();

        for (var text : List.of(Configs.DOCKER, Configs.PROCESS, Configs.DOCKERFILE, Configs.BUILDX)) {
            var problems = new ArrayList<ConfigProblem>();
            ConfigReader.read(Draft.of(Configs.tree(text), Schema.greenlight(), problems::add,
                    path -> asked.add(NAMED.matcher(path.replaceAll("\\[\\d+]", "[]")).replaceAll("NAME").replace("staging.", "production."))));
            assertThat(problems).isEmpty();
        }

        var keys = new TreeSet<String>();
        keys("", Schema.greenlight()).keySet().stream().filter(key -> !key.equals(Environments.KEY)).forEach(key -> keys.add(key.replace("staging.", "production.")));
        assertThat(asked).isEqualTo(keys);
    }

    @Test void describesEveryKeyAndShowsAValueOfIt() {
        keys("", Schema.greenlight()).forEach((path, schema) -> {
            assertThat(schema.text("title")).as(path).isPresent();
            assertThat(schema.text("description")).as(path).hasValueSatisfying(text -> assertThat(text).hasSizeBetween(5, 200).endsWith("."));
            assertThat(schema.keyword("examples").isPresent() || schema.keyword("default").isPresent()
                    || !path.contains(".") || path.endsWith("prometheus") || path.endsWith("migration")).as(path).isTrue();
        });
    }

    @Test void holdsItsOwnDefaultsAndExamples() {
        keys("", Schema.greenlight()).forEach((path, schema) -> {
            schema.keyword("default").ifPresent(value -> assertThat(SchemaCheck.holds(value, schema)).as(path + " " + value.plain()).isTrue());
            schema.keyword("examples").ifPresent(all -> all.items().forEach(value ->
                    assertThat(SchemaCheck.holds(value, schema)).as(path + " " + value.plain()).isTrue()));
        });
    }

    @Test void neverHasADefaultForWhatMustBeGiven() {
        keys("", Schema.greenlight()).forEach((path, schema) -> schema.words("required").forEach(key ->
                assertThat(schema.property(key).orElseThrow().keyword("default")).as(path + "." + key).isEmpty()));
    }

    @Test void namesEveryMeasureInTheDescriptionOfChecks() {
        var measures = Map.<String, Vocabulary>of("security", SecurityConfig.MEASURES, "coverage", CoverageConfig.MEASURES,
                "loadTest", LoadConfig.MEASURES, "production.watch", DeploySettings.WATCHED, "image.scan", ScanConfig.MEASURES);
        var keys = keys("", Schema.greenlight());

        measures.forEach((section, vocabulary) -> {
            var words = List.of(keys.get(section + ".checks").text("description").orElseThrow().split("[.,:;]*( |$)"));
            assertThat(vocabulary.measures().keySet()).as(section).allMatch(name -> words.contains(name)
                    || words.containsAll(List.of(name.split("[.](?=[^.]*$)"))));
        });
        assertThat(keys.get("production.watch.prometheus.queries").part("propertyNames").orElseThrow().text("x-problem").orElseThrow())
                .contains("none of " + String.join(", ", DeploySettings.WATCHED.measures().keySet()));
    }

    @Test void showsEveryKeyInTheExample() {
        String example = Schema.resource("greenlight.example.yaml");

        Key.all().stream().filter(key -> !key.name().equals("NAME")).forEach(key ->
                assertThat(example).as(key.path()).containsPattern("\\b" + key.name() + ":"));
    }

    @Test void refusesToPromiseWhatNobodyHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.read("{\"properties\": {\"a\": {\"minLength\": 3}}}"))
                .withMessageStartingWith("greenlight.schema.json:1:22: says [minLength], which nothing here holds anyone to.");
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.read("{\"$defs\": {\"b\": {\"$ref\": \"#/$defs/a\", \"type\": \"string\"}}}"));
    }

    @Test void laysItsDefaultsUnderTheSectionsThatAreThere() {
        var root = Defaults.under(Configs.tree(Configs.PROCESS), Schema.greenlight());

        var health = root.get("staging").get("health");
        assertThat(health.plain()).isEqualTo(Json.read("{\"path\": \"/health\", \"consecutive\": 3, \"interval\": \"200ms\","
                + " \"deadline\": \"30s\", \"headers\": {}}", "f").plain());
        assertThat(health.get("interval").path()).isEqualTo("staging.health.interval");
        assertThat(health.get("interval").place()).hasToString("default");
        assertThat(root.get("staging").get("state").place()).hasToString("f:6:10");
        assertThat(root.find("production")).isEmpty();
        assertThat(root.get("staging").find("docker")).as("beside target: process").isEmpty();
        assertThat(Defaults.under(Configs.tree(Configs.PROCESS + "  target: docker\n"), Schema.greenlight()).get("staging").get("docker").get("port")
                .integer()).isEqualTo(8080);
    }

    /** Every key by its path, {@code []} for an element of a list and {@code NAME} for any key. */
    static Map<String, Schema> keys(String path, Schema schema) {
        var all = new LinkedHashMap<String, Schema>();
        schema.properties().forEach((key, child) -> {
            String at = path.isEmpty() ? key : path + "." + key;
            all.put(at, child);
            all.putAll(keys(at, child));
        });
        schema.part("items").ifPresent(item -> all.putAll(keys(path + "[]", item)));
        schema.part("additionalProperties").ifPresent(any -> all.putAll(keys(path + ".NAME", any)));
        return all;
    }
}
