package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.deploy.VirtualTime;
import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** history, retire, unlock, guard and audit verify, of a state alone: what they say of it, good and bad. */
class StateCommandsTest {
    @TempDir Path workspace;
    private Path home;
    private World world;

    @BeforeEach void twoDeployments() throws Exception {
        home = workspace.resolve("state/shop/production");
        world = new World(home, "production", 80, new VirtualTime());
        world.deploy(1);
        world.deploy(2);
    }

    private Console run(String line) {
        var state = Stream.of("-w", workspace.toString(), "--state", workspace.resolve("state").toString());
        return Console.run(Stream.concat(Stream.of(line.split(" ")), state).toArray(String[]::new));
    }

    private Map<String, String> files() throws Exception {
        var files = new TreeMap<String, String>();
        try (var found = Files.walk(workspace.resolve("state"))) {
            for (var file : found.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().equals(".lock"))
                    .toList()) {
                files.put(file.toString(), Files.readString(file));
            }
        }
        return files;
    }

    private void rewrite(String key, String text) throws Exception {
        var store = new DirectoryStore(home);
        store.write(key, store.read(key).orElseThrow().version(), text);
    }

    @Test void tellsTheHistoryAndChangesNothing() throws Exception {
        world.runtime.errorPercent.put(World.release(3).id(), 30);
        world.deploy(3);
        var before = files();

        var console = run("history");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output().lines()).hasSize(5);
        assertThat(console.output().lines().toList().get(0))
                .matches("2026-01-01T00:00:\\S+Z  RETIRED  r3 in blue, sha256:0+3, commit commit3,"
                + " production-3 by test: blue-3 is gone");
        assertThat(console.output().lines().toList().get(1)).contains("  ROLLED_BACK  r3 in blue, sha256:");
        assertThat(console.output().lines().toList().get(4)).contains("  LIVE  r1 in blue, ")
                .contains("production-1 by test: r1 was watched");
        assertThat(files()).isEqualTo(before);
    }

    @Test void tellsNoMoreThanWasAskedFor() {
        var console = run("history --limit 1");

        assertThat(console.output()).contains("LIVE  r2 in green").doesNotContain("r1 in blue")
                .contains("1 more; see them with --limit 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "history --limit 0 | --limit is 0. Expected 1 to 1000.",
        "history --limit 1001 | --limit is 1001. Expected 1 to 1000.",
        "guard --interval 0s | --interval is \"0s\". Expected 1s to 30s.",
        "guard --interval 31s | --interval is \"31s\". Expected 1s to 30s.",
        "guard --interval soon | --interval is \"soon\". Expected 1s to 30s.",
        "unlock --reason= | --reason is empty.",
        "audit verify --against none.json | There is no report at",
        "history testing | \"testing\" is no environment.",
        "guard testing | \"testing\" is no environment.",
        "audit verify staging | holds no application with a staging",
        "audit verify --app other | There is neither an audit nor a journal of other/production in",
        "retire --app other | knows no deployment to production",
    })
    void isBadInput(String line, String message) throws Exception {
        var before = files();

        var console = run(line);

        assertThat(console.exitCode()).as(console.output() + console.errors()).isEqualTo(2);
        assertThat(console.errors()).contains(message).contains("BAD_INPUT (exit code 2)");
        assertThat(files()).isEqualTo(before);
    }

    @Test void saysThatNothingWasEverDone() {
        var console = run("history --app other");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).startsWith("Nothing was ever done to other/production: the journal in ")
                .contains(" is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "retire", "unlock --reason gone", "guard --once"})
    void refusesAJournalThatWasCutOff(String command) throws Exception {
        var journal = home.resolve("journal.json");
        Files.writeString(journal, Files.readString(journal).substring(0, 400));
        var before = files();

        var console = run(command);

        assertThat(console.exitCode()).as(console.output() + console.errors()).isEqualTo(1);
        assertThat(console.errors()).contains("journal.json").contains("move the file aside and run: greenlight adopt")
                .doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "retire", "unlock --reason gone", "guard --once"})
    void refusesAJournalOfANewerVersion(String command) throws Exception {
        rewrite("journal", "{\"version\": 2, \"epoch\": 9, \"entries\": []}");
        var before = files();

        var console = run(command);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.errors()).contains("has version 2. Expected 1: use the version of Greenlight that wrote it")
                .doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "retire", "unlock --reason gone", "guard --once", "audit verify"})
    void saysThatTheStateIsGone(String command) throws Exception {
        Files.move(workspace.resolve("state"), workspace.resolve("away"));

        var console = run(command);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.errors()).contains("The state in " + workspace.resolve("state")
                + " holds no application with a production.");
        assertThat(workspace.resolve("state")).doesNotExist();
    }

    @Test void guessesNothingOfALeaseThatIsCutOff() throws Exception {
        rewrite("lease", "{\"epoch\": 2, \"actor\":");
        var before = files();

        var console = run("unlock --reason gone");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.errors()).contains("cannot be understood").doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @Test void hasNothingToUnlockAndStartsNothingForIt() throws Exception {
        var before = files();

        var console = run("unlock --reason gone");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("nobody holds the lease: there is nothing to unlock, and nothing was changed");
        assertThat(files()).isEqualTo(before);
    }

    @Test void verifiesTheAuditWithoutAJournalToCompareItWith() throws Exception {
        rewrite("journal", "{\"version\": 2, \"epoch\": 9, \"entries\": []}");

        var console = run("audit verify");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("WARNING: It was not compared with the journal: ")
                .contains("The audit of shop/production in ")
                .containsPattern("holds: \\d+ lines, head [0-9a-f]{64}");
    }

    @Test void needsAPersonForAnAuditThatWasChanged() throws Exception {
        var store = new DirectoryStore(home);
        rewrite("audit", store.read("audit").orElseThrow().text().replaceFirst("\"actor\" : \"test\"", "\"actor\" : \"rest\""));

        var console = run("audit verify");

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(console.output()).contains("WARNING: Line 1 of the audit in " + home + " was changed")
                .doesNotContain(" holds: ");
    }

    @Test void needsAPersonForAnAuditFileThatIsTorn() throws Exception {
        var file = home.resolve("audit.json");
        Files.write(file, new byte[] {(byte) 0xff, 1, 2});

        var console = run("audit verify");

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(console.output()).contains("audit.json: is no UTF-8 text.").contains("It was not compared with anything");
    }

    @Test void needsAPersonForAnAuditThatIsGone() throws Exception {
        Files.delete(home.resolve("audit.json"));

        var console = run("audit verify");

        assertThat(console.exitCode()).isEqualTo(13);
        assertThat(console.output()).contains("ends with journal entry 0, the journal goes on to ");
    }

    @Test void asksWhatIsToBeDoneWithTheAudit() {
        assertThat(Console.run("audit").errors()).contains("Missing what to do with the audit. Expected: verify");
        assertThat(Console.run("audit").exitCode()).isEqualTo(2);
    }

    @Test void printsAUnitThatNamesItsOwnJava() {
        var console = run("guard --print-unit --interval 5s");

        assertThat(console.exitCode()).isZero();
        assertThat(console.output()).contains("[Service]\nType=simple\n", "Restart=always", "KillMode=process",
                "WantedBy=multi-user.target")
                .contains("ExecStart=" + Path.of(System.getProperty("java.home"), "bin", "java") + " ")
                .contains(" guard production --state " + workspace.resolve("state") + " --app shop --interval 5s\n")
                .doesNotContain("PGPASSWORD");
    }

    @Test void printsAUnitThatSystemdUnderstands() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd-analyze here");
        var unit = Files.writeString(workspace.resolve("greenlight-guard.service"), run("guard --print-unit").output());

        var verify = new ProcessBuilder("/usr/bin/systemd-analyze", "verify", unit.toString()).redirectErrorStream(true).start();
        var said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain(unit.getFileName().toString());
    }

    @Test void printsAUnitForADatabaseWithoutItsPassword() {
        var unit = GuardUnit.of("shop", "production", StatePlace.of("postgresql://deployer@db/greenlight", "", Path.of("")),
                "10s");

        assertThat(unit).contains("--state postgresql://deployer@db/greenlight --app shop")
                .contains("EnvironmentFile=-/etc/greenlight/shop-production.env");
    }

    @Test void quotesWhatSystemdWouldReadOtherwise() {
        assertThat(List.of("/var/lib/greenlight", "50%", "a b", "$HOME", "say \"hi\"").stream().map(GuardUnit::word))
                .containsExactly("/var/lib/greenlight", "50%%", "\"a b\"", "\"$$HOME\"", "\"say \\\"hi\\\"\"");
    }
}
