package io.jenkins.plugins.greenlight.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineScriptTest {
    @TempDir private Path folder;

    /** Runs it with a program in Java's place that prints what it was given. */
    private List<String> run(String script) throws Exception {
        var file = folder.resolve("script.sh");
        Files.writeString(file, script);
        var process = new ProcessBuilder("/bin/sh", file.toString()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("begun")).strip()).isEqualTo(Long.toString(process.pid()));
        return said.lines().toList();
    }

    private String java() throws Exception {
        var java = folder.resolve("it's java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"mark $GREENLIGHT_ENGINE $JENKINS_SERVER_COOKIE pid $$\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java.toString();
    }

    @Test void becomesTheEngineWithEachArgumentAsItWasGiven() throws Exception {
        var request = StageRequest.of(StageId.COVERAGE).over(Map.of("checks", List.of("line >= 80%"))).option("--release", "it's $HOME `id` \\");

        var said = run(EngineScript.run(request, "id-1", java(), "e.jar", folder.toString(), "shop", List.of()));

        assertThat(said.get(0)).isEqualTo("mark id-1 greenlight-id-1 pid " + Files.readString(folder.resolve("begun")).strip());
        assertThat(said.subList(1, said.size())).containsExactly("-XX:-UsePerfData", "-Djava.io.tmpdir=" + folder, "-jar", "e.jar", "coverage",
                "--release=it's $HOME `id` \\", "--with", folder + "/with.json", "--app", "shop", "--out", folder + "/report",
                "--files", "target/greenlight/report");
    }

    @Test void resumesOnlyWhatItsOwnRunBegan() throws Exception {
        var request = StageRequest.of(StageId.PRODUCTION).option("--config", "my.yaml");

        var said = run(EngineScript.resume(request, "id-1", java(), "e.jar", folder.toString(), "shop"));

        assertThat(said.subList(5, said.size())).containsExactly("resume", "production", "--config", "my.yaml", "--app", "shop",
                "--run", "id-1", "--out", folder + "/report");
    }

    @Test void tellsOfTheReportsItIsGivenAndWritesNone() throws Exception {
        var said = run(EngineScript.run(StageRequest.of(StageId.NOTIFY), "id-1", java(), "e.jar", folder.toString(), "shop",
                List.of("a.json", "b.json")));

        assertThat(said.subList(5, said.size())).containsExactly("notify", "--app", "shop", "--report", "a.json", "--report", "b.json");
    }

    @Test void namesAnApplicationAfterItsJob() {
        assertThat(EngineScript.appNamed("My Shop (main)")).isEqualTo("my-shop-main");
        assertThat(EngineScript.appNamed("123")).isEqualTo("app");
        assertThat(EngineScript.appNamed("9 lives")).isEqualTo("lives");
        assertThat(EngineScript.appNamed("x".repeat(80))).hasSize(41);
    }
}
