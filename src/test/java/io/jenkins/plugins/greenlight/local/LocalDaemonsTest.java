package io.jenkins.plugins.greenlight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Daemons.Daemon;
import io.jenkins.plugins.greenlight.port.Daemons.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDaemonsTest {
    private static final Duration GRACE = Duration.ofSeconds(20);

    @TempDir private Path directory;
    private final ProcessTable table = ProcessTable.ofThisMachine();
    private final LocalDaemons daemons = new LocalDaemons();
    private final String mark = "test-" + UUID.randomUUID() + "-";

    @AfterEach void endWhatIsLeft() throws Exception {
        for (var daemon : daemons.named(mark)) {
            daemons.stop(daemon, Duration.ZERO);
        }
    }

    @Test void startsInASessionOfItsOwnAndNotAsItsStartersChild() throws Exception {
        var daemon = daemons.start(spec("a", "sleep", "600"));

        var row = table.row(daemon.pid()).orElseThrow();
        assertThat(row.session()).isEqualTo(daemon.pid());
        assertThat(ProcessHandle.current().descendants().map(ProcessHandle::pid)).doesNotContain(daemon.pid());
        assertThat(table.commandLine(daemon.pid())).isEqualTo("sleep\000600\0");
        assertThat(daemons.alive(daemon)).isTrue();
        assertThat(daemons.named(mark)).containsExactly(daemon);
    }

    @Test void givesExactlyTheEnvironmentItWasTold() throws Exception {
        var environment = Map.of("PATH", "/usr/bin:/bin", "PORT", "8081", Daemons.NAME_VARIABLE, "another");

        var daemon = daemons.start(new Spec(mark + "a", List.of("sleep", "600"), directory, environment, log()));

        assertThat(Files.readString(Path.of("/proc/" + daemon.pid() + "/environ")).split("\0")).containsExactlyInAnyOrder(
                "PATH=/usr/bin:/bin", "PORT=8081", Daemons.NAME_VARIABLE + "=" + mark + "a");
    }

    @Test void appendsOutputAndErrorsToTheLogAndReadsNothing() throws Exception {
        Files.writeString(log(), "before\n");

        daemons.start(spec("a", "sh", "-c", "pwd; echo oops >&2; cat; echo read; exec sleep 600"));

        Eventually.until("the log is written", () -> Files.readString(log()).endsWith("read\n"));
        assertThat(Files.readString(log())).isEqualTo("before\n" + directory.toRealPath() + "\noops\nread\n");
    }

    @Test void stopsWithTheFirstSignalWhatListens() throws Exception {
        var daemon = started("a", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");

        daemons.stop(daemon, GRACE);

        assertThat(Files.readString(log())).endsWith("bye\n");
        assertThat(daemons.alive(daemon)).isFalse();
        assertThat(daemons.named(mark)).isEmpty();
    }

    @Test void killsAfterTheGraceWhatDoesNotListen() throws Exception {
        var daemon = started("a", "trap '' TERM; echo ready; while :; do sleep 0.05; done");
        var before = System.nanoTime();

        daemons.stop(daemon, Duration.ofMillis(300));

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
        assertThat(daemons.alive(daemon)).isFalse();
    }

    @Test void leavesNoChildBehind() throws Exception {
        var daemon = started("a", "sleep 601 & sh -c 'sleep 602 & sleep 603' & env -i /bin/sleep 604 & echo ready; wait");
        Eventually.until("all children run", () -> inSession(daemon.pid()) == 6);

        daemons.stop(daemon, GRACE);

        assertThat(inSession(daemon.pid())).isZero();
        assertThat(carrying(mark + "a")).isZero();
    }

    @Test void endsAChildThatLeftTheSession() throws Exception {
        var daemon = started("a", "setsid sleep 601 & echo ready; wait");
        Eventually.until("the child leads its own session", () -> daemons.named(mark).size() == 2);

        daemons.stop(daemon, GRACE);

        assertThat(carrying(mark + "a")).isZero();
    }

    @Test void endsTheChildrenOfADaemonThatDied() throws Exception {
        var daemon = started("a", "sleep 601 & echo ready; wait");
        ProcessHandle.of(daemon.pid()).orElseThrow().destroyForcibly();
        Eventually.until("it is dead", () -> !daemons.alive(daemon));
        assertThat(carrying(mark + "a")).isEqualTo(1);
        assertThat(daemons.named(mark)).isEmpty();

        daemons.stop(daemon, GRACE);

        assertThat(carrying(mark + "a")).isZero();
    }

    @Test void stoppingAgainDoesNotTouchTheNextOneOfThatName() throws Exception {
        var first = daemons.start(spec("a", "sleep", "600"));
        daemons.stop(first, GRACE);
        var second = started("a", "sleep 601 & echo ready; wait");

        daemons.stop(first, GRACE);

        assertThat(daemons.alive(second)).isTrue();
        assertThat(inSession(second.pid())).isEqualTo(2);
    }

    @Test void doesNotTouchALaterProcessOfTheSamePid() throws Exception {
        var other = daemons.start(spec("b", "sleep", "600"));
        var stale = new Daemon(mark + "a", other.pid(), other.startMillis() - 10);

        daemons.stop(stale, Duration.ZERO);

        assertThat(daemons.alive(stale)).isFalse();
        assertThat(daemons.alive(other)).isTrue();
    }

    @Test void refusesANameThatLives() throws Exception {
        var first = daemons.start(spec("a", "sleep", "600"));

        assertThatThrownBy(() -> new LocalDaemons().start(spec("a", "sleep", "601"))).isInstanceOf(IOException.class)
                .hasMessageContaining(mark + "a").hasMessageContaining("pid " + first.pid());
        assertThat(daemons.named(mark)).containsExactly(first);
    }

    @Test void ofManyStartsUnderOneNameExactlyOneLives() throws Exception {
        var starts = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 8; i++) {
            starts.add(() -> {
                try {
                    return new LocalDaemons().start(spec("a", "sleep", "600")).pid() > 0;
                } catch (IOException e) {
                    return false;
                }
            });
        }
        var threads = Executors.newFixedThreadPool(8);

        var started = 0;
        for (var result : threads.invokeAll(starts)) {
            started += result.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(started).isEqualTo(1);
        assertThat(daemons.named(mark)).hasSize(1);
    }

    @Test void listsTheLeadersWhoseNamesStartSoByName() throws Exception {
        var b = daemons.start(spec("b-2", "sleep", "600"));
        var a = started("b-1", "sleep 601 & echo ready; wait");
        daemons.start(spec("c", "sleep", "600"));

        assertThat(daemons.named(mark + "b-")).containsExactly(a, b);
        assertThat(daemons.named(mark + "none")).isEmpty();
    }

    @Test void aProgramThatIsNotThereIsToldWithTheEndOfTheLog() {
        assertThatThrownBy(() -> daemons.start(spec("a", "no-such-program-here"))).isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-here ended at once")
                .hasMessageContaining("daemon.log").hasMessageContaining("setsid: failed to execute");
    }

    @Test void missingSetsidIsSaid() {
        var without = new LocalDaemons(table, "no-setsid-here");

        assertThatThrownBy(() -> without.start(spec("a", "sleep", "600"))).isInstanceOf(IOException.class)
                .hasMessageContaining("no-setsid-here on the PATH").hasMessageContaining("Install util-linux");
    }

    @Test void badSpecsAreRefused() {
        var noDirectory = new Spec(mark, List.of("sleep", "600"), directory.resolve("none"), Map.of(), log());
        var noProgram = new Spec(mark, List.of(), directory, Map.of(), log());
        var noName = new Spec("", List.of("sleep", "600"), directory, Map.of(), log());

        assertThatThrownBy(() -> daemons.start(noDirectory)).isInstanceOf(IOException.class).hasMessageContaining("none");
        assertThatThrownBy(() -> daemons.start(noProgram)).hasMessageContaining("has no program");
        assertThatThrownBy(() -> daemons.start(noName)).hasMessageContaining("is no name for a daemon");
    }

    @Test void aZombieIsNotAlive() throws Exception {
        var log = directory.resolve("zombie.log");
        var parent = new ProcessBuilder("sh", "-c", "sleep 0.01 & echo $!; exec sleep 600").redirectOutput(log.toFile()).start();
        Eventually.until("the child's pid is known", () -> Files.readString(log).endsWith("\n"));
        var pid = Long.parseLong(Files.readString(log).strip());
        Eventually.until("it is a zombie", () -> table.row(pid).orElseThrow().state() == 'Z');
        var row = table.row(pid).orElseThrow();

        assertThat(daemons.alive(new Daemon("a", pid, row.startMillis()))).isFalse();
        assertThat(table.living()).doesNotContainKey(pid);
        parent.destroyForcibly().waitFor();
    }

    @Test void thisProcessIsAliveAndALaterOneOfItsPidIsNot() {
        var self = daemons.self();

        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(daemons.alive(self)).isTrue();
        assertThat(daemons.alive(new Daemon(self.name(), self.pid(), self.startMillis() + 10))).isFalse();
        assertThat(new LocalDaemons().self()).isEqualTo(self);
    }

    @Tag("slow")
    @Test void outlivesTheKilledEngineAndIsFoundAndStoppedByTheNext() throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var seen = directory.resolve("seen");
        var starter = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DaemonStarter.class.getName(),
                mark + "a", directory.toString()).inheritIO().start();
        Eventually.until("it has started the daemon", () -> Files.exists(seen) && Files.readString(seen).endsWith("]"));
        starter.destroyForcibly();
        assertThat(starter.waitFor()).isEqualTo(137);

        var found = daemons.named(mark);

        assertThat(found).hasSize(1);
        assertThat(Files.readString(seen)).isEqualTo(found.get(0).toString());
        assertThat(table.row(found.get(0).pid()).orElseThrow().parent()).isNotEqualTo(starter.pid());
        assertThat(daemons.alive(found.get(0))).isTrue();
        daemons.stop(found.get(0), GRACE);
        assertThat(daemons.named(mark)).isEmpty();
    }

    private Daemon started(String name, String script) throws Exception {
        var daemon = daemons.start(spec(name, "sh", "-c", script));
        Eventually.until("it is ready", () -> Files.readString(log()).contains("ready\n"));
        return daemon;
    }

    private Spec spec(String name, String... argv) {
        return new Spec(mark + name, List.of(argv), directory, Map.of("PATH", "/usr/bin:/bin"), log());
    }

    private Path log() {
        return directory.resolve("daemon.log");
    }

    private long inSession(long session) throws IOException {
        return table.living().values().stream().filter(row -> row.session() == session).count();
    }

    private long carrying(String name) throws IOException {
        return table.living().keySet().stream()
                .filter(pid -> table.variable(pid, Daemons.NAME_VARIABLE).filter(name::equals).isPresent()).count();
    }
}
