package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.canary.Credentials;
import io.jenkins.plugins.greenlight.canary.Detector;
import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.report.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An application's life with a canary in every credential: none is found where it must not be. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsCanaryTest {
    private CanarySite canaries;
    /** What an engine said, by what it was to do. */
    private final Map<String, String> said = new TreeMap<>();

    @BeforeAll void anApplicationLives() throws Exception {
        canaries = new CanarySite(EmbeddedParts::new);
        deliverThroughAllStages();
        canaries.site.usersCome();
        said.put("bad", canaries.deliver(Ending.ROLLED_BACK.exitCode(), "r2", migrated("2", "0")));
        said.put("dies", canaries.deliver(Ending.GATE_FAILED.exitCode(), "r3", canaries.yaml(Mode.DIES)));
        said.put("unmigrated", canaries.deliver(Ending.GATE_FAILED.exitCode(), "r4", migrated("4", "1")));
        misconfigure();
        crashAndResume();
        askAbout();
    }

    @AfterAll void closed() throws Exception {
        if (canaries != null) {
            var staging = canaries.site.state.resolve(canaries.site.app).resolve("staging/router");
            if (Files.exists(staging)) {
                RouterProcess.stop(canaries.site.world(), staging, canaries.site.app + "/staging");
            }
            canaries.close();
            assertThat(canaries.site.daemons().named("greenlight-router:" + canaries.site.app + "/")).isEmpty();
            assertThat(canaries.site.daemons().named(canaries.site.app + "/")).isEmpty();
        }
    }

    private void deliverThroughAllStages() throws Exception {
        var workspace = canaries.site.workspace(canaries.yaml(Mode.GOOD) + everyOtherStage());
        write(workspace.resolve("scan.sarif"), "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"scan\"}},\"results\":[]}]}");
        write(workspace.resolve("jacoco.xml"), "<?xml version=\"1.0\"?><report name=\"a\"><package name=\"a\"><sourcefile name=\"A.java\">"
                + "<line nr=\"1\" mi=\"0\" ci=\"3\" mb=\"0\" cb=\"0\"/><counter type=\"LINE\" missed=\"0\" covered=\"1\"/></sourcefile></package></report>");
        var name = SteeredRelease.class.getName().replace('.', '/') + ".class";
        try (var in = SteeredRelease.class.getClassLoader().getResourceAsStream(name)) {
            var file = workspace.resolve("classes").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, in.readAllBytes());
        }
        said.put("all", canaries.run(0, workspace, "run", "--workspace", workspace.toString(), "--demo", "--release", "r1"));
        assertThat(workspace.resolve("outbox")).isNotEmptyDirectory();
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private String everyOtherStage() throws IOException {
        return """
                security: {reports: [scan.sarif], checks: ["critical == 0"]}
                coverage: {reports: [jacoco.xml], checks: ["line >= 50%%"]}
                image:
                  name: canary
                  javaModules: [java.base, jdk.httpserver]
                  files: {classes: app}
                  entrypoint: [jre/bin/java, "-XX:-UsePerfData", -Xmx64m, -cp, app, %s]
                loadTest: {rate: 50/s, duration: 1s, warmup: 0s, requests: [GET /], checks: ["errors < 50%%"]}
                staging:
                  slots: {blue: %d, green: %d}
                  router: {port: %d, admin: %d}
                  watch: {duration: 500ms, interval: 100ms, minSamples: 5, checks: ["errors < 50%%"]}
                  state: %s
                notification:
                  outbox: outbox
                  timeout: 2s
                  slack: {url: "${SLACK_WEBHOOK}"}
                  webhook: {url: "http://127.0.0.1:9/hook", token: "${HOOK_TOKEN}"}
                  email: {host: 127.0.0.1, port: 9, from: a@example.org, to: [b@example.org], user: a, password: "${SMTP_PASSWORD}", starttls: never}
                """.formatted(SteeredRelease.class.getName(), LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free(),
                LoopbackPorts.free(), canaries.site.state);
    }

    /** Its programs say all that they know. @param exitCode of the step itself */
    private String migrated(String level, String exitCode) throws IOException {
        var tell = "s=$(cat \"$OWNER_PASSWORD_FILE\"); echo \"connecting as me:$s\" >&2; printf %s \"me:$s\" | base64 -w0 >&2; echo >&2; ";
        var folder = canaries.site.emptyFolder();
        write(folder.resolve("step.sh"), tell + "until [ -e \"$0.seen\" ]; do sleep 0.05; done; exit $EXIT");
        canaries.watch.whenSeen(folder.resolve("step.sh").toString(), () -> folder.resolve("step.sh.seen").toFile().mkdir());
        write(folder.resolve("status.sh"), tell + "exit 10");
        write(folder.resolve("backup.sh"), tell + "echo rows > \"$GREENLIGHT_BACKUP_DIR/dump\"");
        write(folder.resolve("restore.sh"), tell + "cat \"$GREENLIGHT_BACKUP_DIR/dump\"");
        return canaries.yaml(exitCode.equals("0") ? Mode.BAD : Mode.GOOD) + """
                  migration:
                    level: "%s"
                    expand: [sh, %2$s/step.sh]
                    status: [sh, %2$s/status.sh]
                    backup: [sh, %2$s/backup.sh]
                    restore: [sh, %2$s/restore.sh]
                    environment: {EXIT: "%3$s"}
                    secrets: {OWNER_PASSWORD: %4$s}
                """.formatted(level, folder, exitCode, Credentials.reference("OWNER_PASSWORD"));
    }

    /** Secrets in the configuration, where none may be: in what is laid over it, and in a file that is no YAML. */
    private void misconfigure() throws Exception {
        var workspace = canaries.site.workspace(canaries.site.yaml(Mode.GOOD));
        write(workspace.resolve("with.json"), canaries.credentials.misconfiguration());
        said.put("misconfigured", canaries.run(Ending.BAD_INPUT.exitCode(), workspace, "run", "--workspace", workspace.toString(), "--demo",
                "--release", "r5", "--with", workspace.resolve("with.json").toString()));
    }

    /** Killed under users; whoever goes on is told to end. */
    private void crashAndResume() throws Exception {
        var workspace = canaries.site.workspace(canaries.yaml(Mode.GOOD).replace("watch: {duration: 1s", "watch: {duration: 20m"));
        var killed = canaries.start(workspace, TestSite.delivery("production", workspace, "r6"));
        killed.until("users are on r6", () -> canaries.site.users().answersOf("r6") > 5);
        killed.kill();
        said.put("killed", killed.said());
        var resume = canaries.start(canaries.site.emptyFolder(), "resume", "--state", canaries.site.state.toString(), "--out", "report");
        resume.until("it goes on", () -> resume.said().contains("going on with"));
        resume.tell("TERM");
        assertThat(resume.exitCode()).as(resume.said()).isEqualTo(Ending.ROLLED_BACK.exitCode());
        said.put("resumed", resume.said());
    }

    private void askAbout() throws Exception {
        var engines = new TreeMap<String, Engine>();
        for (var question : List.of("status", "history", "audit verify")) {
            var args = new ArrayList<>(List.of(question.split(" ")));
            args.addAll(List.of("--state", canaries.site.state.toString()));
            engines.put(question, canaries.start(canaries.site.emptyFolder(), args.toArray(String[]::new)));
        }
        for (var engine : engines.entrySet()) {
            assertThat(engine.getValue().exitCode()).as(engine.getValue().said()).isZero();
            said.put(engine.getKey(), engine.getValue().said());
        }
    }

    @Test void noneIsInAnyFileOfWorkspacesStateReportsAndLogs() throws Exception {
        assertThat(canaries.leaks()).isEmpty();
    }

    @Test void noneIsAmongTheArgumentsOrInTheEnvironmentOfAProcess() throws Exception {
        canaries.assertProcessesAreClean();
        assertThat(canaries.watch.saw("embedded-router")).as("the router was seen").isPresent();
        assertThat(canaries.watch.saw("-cp app " + SteeredRelease.class.getName())).as("a release was seen").isPresent();
        assertThat(canaries.watch.saw("step.sh")).as("a migration was seen").isPresent();
    }

    @Test void noEngineSaysOne() {
        said.forEach((what, text) -> assertThat(canaries.detector.in(what, text)).isEmpty());
        assertThat(said).hasSize(10).allSatisfy((what, text) -> assertThat(text).as(what).isNotBlank());
    }

    /** They were there to be repeated: each of these would be a leak if nobody hid it. */
    @Test void whatReleasesAndProgramsSaidWasShownWithoutTheirSecrets() {
        assertThat(said.get("dies")).contains("Logging in with **** at db:5432", "No catalogue at db:5432");
        assertThat(said.get("unmigrated")).contains("connecting as me:****");
    }

    @Test void eachSecretInTheConfigurationIsComplainedOf() {
        assertThat(canaries.credentials.keys()).hasSizeGreaterThan(5).allSatisfy(key -> assertThat(said.get("misconfigured"))
                .containsAnyOf(key + " is ", "has the unknown key \"" + key.substring(key.lastIndexOf('.') + 1) + "\""));
    }

    @Test void theReleaseTellsItsSecretInItsOwnLogAndNobodyElseDoes() throws Exception {
        var hits = canaries.detector.inTree(canaries.site.home.resolve("runtime/instances"), path -> false);

        assertThat(hits).extracting(Detector.Hit::credential).containsOnly("the secret DB_PASSWORD");
        assertThat(hits).extracting(Detector.Hit::form).contains("plain", "URL as Java writes it", "hex", "base64 at 0");
    }
}
