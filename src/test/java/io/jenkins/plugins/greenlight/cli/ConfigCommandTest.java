package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCommandTest {
    private static final String FILE = """
            version: 1
            app: shop
            security: {reports: [missing.xml], checks: ["critical == 0"]}
            staging:
              slots: {blue: 18181, green: 18182}
              router: {port: 18180, admin: 18179}
              watch: {checks: ["errors < 2%"]}
              state: below
              environment: {GREETING: "Grüße", DB_PASSWORD: hunter2}
            environments:
              prod:
                staging: {state: prod, watch: {duration: 20s}}
              lax:
                security: {onMissing: warn}
            """;
    @TempDir Path workspace;

    @BeforeEach void writes() throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), FILE);
        Files.writeString(workspace.resolve("with.json"), "{\"staging\": {\"watch\": {\"duration\": \"30s\"}}}");
    }

    private Console run(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("-w", workspace.toString()));
        return Console.run(all.toArray(String[]::new));
    }

    @Test void printsWhatARunWouldGoByAndWhereItStands() throws Exception {
        var console = run("config", "--environment", "prod", "--with", "with.json");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output().lines()).anySatisfy(line -> assertThat(line).matches(" {4}duration: 30s +# --with, with.json:1"))
                .anySatisfy(line -> assertThat(line).matches(" {2}state: prod +# environments.prod, greenlight.yaml:12"))
                .anySatisfy(line -> assertThat(line).matches(" {4}GREETING: Grüße +# greenlight.yaml:9|"
                        + " {4}GREETING: \"Grüße\" +# greenlight.yaml:9"))
                .anySatisfy(line -> assertThat(line).matches(" {4}DB_PASSWORD: \"\\*\\*\\*\" +# greenlight.yaml:9, hidden"));
        assertThat(console.output()).doesNotContain("hunter2");
        assertThat(ConfigReader.read(console.output(), "printed").staging().orElseThrow().deploy().site().state()).isEqualTo("prod");
    }

    @Test void printsTheSameForPrograms() {
        var console = run("config", "--json", "--environment=lax");

        assertThat(console.exitCode()).isZero();
        var json = Json.read(console.output(), "printed");
        assertThat(json.get("environment").text()).isEqualTo("lax");
        assertThat(json.get("config").get("security").get("onMissing").text()).isEqualTo("warn");
        assertThat(console.output()).doesNotContain("hunter2");
    }

    @Test void saysAllThatIsWrongAndPrintsNothing() throws Exception {
        Files.writeString(workspace.resolve("greenlight.yaml"), FILE.replace("20s", "20").replace("onMissing: warn", "onMissing: wran"));

        var console = run("config");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.output()).isEmpty();
        assertThat(console.errors()).contains("greenlight.yaml:12:46: environments.prod.staging.watch.duration is the number 20.",
                "greenlight.yaml:14:27: environments.lax.security.onMissing is the text \"wran\". Did you mean \"warn\"?");
    }

    @ParameterizedTest @ValueSource(strings = {"config", "run", "security", "notify", "status staging", "history staging", "resume staging",
            "rollback staging", "guard staging --once", "adopt staging --reason x", "retire staging", "audit verify staging", "unlock staging --reason x"})
    void takesNoEnvironmentThatIsNotThere(String command) {
        var console = run((command + " --environment prodd").split(" "));

        assertThat(console.exitCode()).as(console.output() + console.errors()).isEqualTo(2);
        assertThat(console.output() + console.errors()).contains("--environment: \"prodd\" is no environment of this configuration."
                + " Did you mean \"prod\"? Expected one of prod, lax.");
    }

    @Test void runsByTheEnvironmentThatWasChosen() {
        assertThat(run("security").exitCode()).isEqualTo(11);
        assertThat(run("security", "--environment", "lax").exitCode()).isZero();
        assertThat(run("history", "staging", "--environment", "prod").output()).contains("/prod/shop/staging");
        assertThat(run("guard", "staging", "--print-unit", "--environment", "prod").output()).contains("--state " + workspace + "/prod ");
        assertThat(run("history", "staging").output()).contains("/below/shop/staging");
    }

    @Test void choosesNoEnvironmentOfAStateThatIsNamed() {
        var console = run("history", "staging", "--state", workspace.resolve("below").toString(), "--environment", "prod");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("--environment lies over a configuration, and --state reads none. Expected one of the two.");
    }

    @Test void takesTheEnvironmentFromAVariableToo() throws Exception {
        assertThat(said("prod", "config")).contains("environments.prod, greenlight.yaml:12");
        assertThat(said("prod", "config", "--environment", "lax")).contains("environments.lax, greenlight.yaml:14").doesNotContain("environments.prod");
        assertThat(said("", "config")).contains("GREENLIGHT_ENVIRONMENT: \"\" is no environment");
        assertThat(said("prod", "history", "staging", "--app", "shop", "--state", workspace.resolve("below").toString())).contains("/below/shop/staging");
    }

    private String said(String environment, String... args) throws Exception {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("-w", workspace.toString()));
        var engine = Engine.startUnder(List.of("env", "GREENLIGHT_ENVIRONMENT=" + environment), Path.of("").toAbsolutePath(),
                workspace.resolve("log"), List.of(), Main.class, all.toArray(String[]::new));
        engine.exitCode();
        return engine.said();
    }

    @Test void tellsApartAnOverlayThatIsNamedLikeTheFile() throws Exception {
        Files.createDirectory(workspace.resolve("over"));
        Files.writeString(workspace.resolve("over/greenlight.yaml"), "staging: {grace: 1s}\n");

        assertThat(run("config", "--with", "over/greenlight.yaml").output()).contains("# --with, over/greenlight.yaml:1")
                .contains("# greenlight.yaml:1\n");
    }
}
