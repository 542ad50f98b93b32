package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.image.jib.JibBuild;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EffectiveTest {
    private static final String FILE = """
            version: 1
            app: shop
            notification: {outbox: told}
            loadTest:
              requests: [GET /, {method: POST, path: /orders, body: '{"product": 1}'}]
              duration: 10s
              rate: 200/s
              checks: ["p95 < 200 ms"]
            environments:
              prod:
                loadTest:
                  duration: 60s
                  environment: {MODE: wild}
            """;

    private static Effective effective(String file, String environment, String... over) throws ConfigException {
        return ConfigReader.effective(new Layers(List.of(Layer.of(Map.of("app", "other"), "--app"), Layer.of(file, "greenlight.yaml")),
                Optional.of(environment).filter(name -> !name.isEmpty()).map(name -> new Layers.Choice(name, "--environment")),
                List.of(over).stream().map(text -> Layer.of(text, "with.json")).toList()));
    }

    @Test void showsEveryValueWithItsPlaceInTheOrderOfTheExample() throws Exception {
        var effective = effective(FILE, "prod", "{\"loadTest\":\n {\"rate\": \"300/s\", \"timeout\": \"1s\"}}");

        assertThat(effective.yaml()).isEqualTo("""
                version: 1                             # greenlight.yaml:1
                app: shop                              # greenlight.yaml:2
                loadTest:
                  rate: 300/s                          # --with, with.json:2
                  duration: 60s                        # environments.prod, greenlight.yaml:12
                  warmup: 2s                           # default
                  timeout: 1s                          # --with, with.json:2
                  connections: 64                      # default
                  requests:
                    - GET /                            # greenlight.yaml:5
                    - {method: POST, path: /orders, body: "{\\"product\\": 1}"}  # greenlight.yaml:5
                  environment:
                    MODE: wild                         # environments.prod, greenlight.yaml:13
                  healthPath: /health                  # default
                  releaseHeader: X-Greenlight-Release  # default
                  checks: [p95 < 200 ms]               # greenlight.yaml:8
                  onMissing: block                     # default
                  mode: enforce                        # default
                notification:
                  console: true                        # default
                  outbox: told                         # greenlight.yaml:3
                  timeout: 30s                         # default
                """);
        assertThat(ConfigReader.read(effective.yaml(), "f")).isEqualTo(effective.config());
    }

    @Test void tellsProgramsTheSame() throws Exception {
        var json = Json.read(effective(FILE, "prod").json(), "json");

        assertThat(json.get("environment").text()).isEqualTo("prod");
        assertThat(ConfigReader.read(Json.write(json.get("config").plain()), "f.json")).isEqualTo(effective(FILE, "prod").config());
        var duration = json.get("values").items().stream().filter(value -> value.get("key").text().equals("loadTest.duration")).findFirst();
        assertThat(duration.orElseThrow().plain()).isEqualTo(Json.read("""
                {"key": "loadTest.duration", "value": "60s", "origin": "environments.prod, greenlight.yaml:12", "layer": "environment",
                 "source": "greenlight.yaml", "line": 12, "hidden": false}""", "expected").plain());
        assertThat(json.get("values").items()).extracting(value -> value.get("key").text()).containsExactly("version", "app", "loadTest.rate",
                "loadTest.duration", "loadTest.warmup", "loadTest.timeout", "loadTest.connections", "loadTest.requests",
                "loadTest.environment.MODE", "loadTest.healthPath", "loadTest.releaseHeader", "loadTest.checks", "loadTest.onMissing",
                "loadTest.mode", "notification.console", "notification.outbox", "notification.timeout");
        assertThat(Json.read(effective(FILE, "").json(), "json").get("environment").text()).isEmpty();
    }

    @Test void namesWhatStandsInNoFile() throws Exception {
        var layers = new Layers(List.of(Layer.of(Map.of("app", "shop"), "--app"), Layer.of(Map.of("version", 1), "default")), Optional.empty(),
                List.of(Layer.of("notification:\n  console: false\n", "a\nb: c.yaml")));

        assertThat(ConfigReader.effective(layers).yaml()).isEqualTo("""
                version: 1        # default
                app: shop         # --app
                notification:
                  console: false  # --with, a?b: c.yaml:2
                  timeout: 30s    # default
                """);
    }

    @Test void readsTheExampleBack() throws Exception {
        var effective = effective(ConfigReaderTest.resource("greenlight.example.yaml"), "");

        assertThat(effective.yaml()).doesNotContain("hidden");
        assertThat(ConfigReader.read(effective.yaml(), "f")).isEqualTo(effective.config());
    }

    @Provide Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().withChars("ab1 -?:,[]{}#&*!|>'\"%@\\\n\t.~=$").ofMinLength(1).ofMaxLength(10),
                Arbitraries.strings().ofMaxLength(30).filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000)));
    }

    @Provide Arbitrary<Map<String, String>> variables() {
        return Arbitraries.maps(Arbitraries.strings().withChars("ABxy_").ofMinLength(1).ofMaxLength(3), texts()).ofMaxSize(4);
    }

    @Provide Arbitrary<Map<String, String>> labels() {
        var keys = Arbitraries.oneOf(texts(), Arbitraries.of("k".repeat(1100), "true", "1", "", "a.b"));
        return Arbitraries.maps(keys, texts().filter(text -> !text.isBlank())).ofMaxSize(4);
    }

    @Property(tries = 300) void readsBackAsTheSame(@ForAll("labels") Map<String, String> labels, @ForAll("variables") Map<String, String> file,
            @ForAll("variables") Map<String, String> environment, @ForAll("variables") Map<String, String> over) throws Exception {
        var image = Map.of("name", "shop", "files", Map.of("a b", "c"), "entrypoint", List.of("- x", "y: z"), "labels", labels, "environment", file);
        var whole = new LinkedHashMap<String, Object>(Map.of("version", 1, "app", "shop", "image", image));
        whole.put("environments", Map.of("one", Map.of("image", Map.of("environment", environment))));
        var effective = ConfigReader.effective(new Layers(List.of(Layer.of(Json.write(whole), "f.json")),
                Optional.of(new Layers.Choice("one", "test")),
                List.of(Layer.of(Json.write(Map.of("image", Map.of("environment", over))), "with.json"))));
        Assume.that(!effective.yaml().contains(", hidden\n"));

        var expected = new LinkedHashMap<>(file);
        expected.putAll(environment);
        expected.putAll(over);
        assertThat(((JibBuild) effective.config().image().orElseThrow().build()).environment()).isEqualTo(expected);
        assertThat(ConfigReader.read(effective.yaml(), "f")).isEqualTo(effective.config());
        Node json = Json.read(effective.json(), "json");
        assertThat(ConfigReader.read(Json.write(json.get("config").plain()), "f.json")).isEqualTo(effective.config());
    }
}
