package io.jenkins.plugins.greenlight.deploy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.StateStore;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresStoreTest implements StateStoreContract {
    /** What a server may be set to, and what would lose seconds of acknowledged writes. */
    private static final String[] FORGETFUL = {"synchronous_commit=off", "wal_writer_delay=10s"};
    private static PostgresServer server;
    private static int databases;
    private PostgresUrl url;

    @BeforeAll static void aServerOfOurOwn() throws Exception {
        server = PostgresServer.ready();
        server.start(FORGETFUL);
    }

    @AfterAll static void ended() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach void anEmptyDatabase() throws Exception {
        databases++;
        server.sql("CREATE DATABASE d" + databases);
        url = server.url("d" + databases);
    }

    @Override public StateStore store() {
        return at(url);
    }

    private static PostgresStore at(PostgresUrl url) {
        return new PostgresStore(url, "shop", "production", Optional.of(PostgresServer.PASSWORD));
    }

    private PostgresStore through(CutWire wire) {
        return at(PostgresServer.url("postgres", url.database(), wire.port()));
    }

    @Test void keepsApplicationsAndEnvironmentsApart() throws Exception {
        store().write("journal", 0, "shop's");
        var staging = new PostgresStore(url, "shop", "staging", Optional.of(PostgresServer.PASSWORD));
        var other = new PostgresStore(url, "till", "production", Optional.of(PostgresServer.PASSWORD));

        other.write("journal", 0, "till's");

        assertThat(staging.read("journal")).isEmpty();
        assertThat(store().read("journal")).map(StateStore.Versioned::text).contains("shop's");
        assertThat(PostgresStore.apps(url, "production", Optional.of(PostgresServer.PASSWORD))).containsExactly("shop", "till");
        assertThat(PostgresStore.apps(url, "staging", Optional.of(PostgresServer.PASSWORD))).isEmpty();
    }

    @Test void losesNothingItAcknowledgedWhenTheServerIsKilled() throws Exception {
        for (int kill = 0; kill < 2; kill++) {
            var acknowledged = new AtomicLong(store().read("journal").map(StateStore.Versioned::version).orElse(0L));
            long before = acknowledged.get();
            var writer = Executors.newSingleThreadExecutor();
            var ended = writer.submit(() -> writeUntilItFails(store(), acknowledged));
            awaitMore(acknowledged, before + 20);

            server.kill();

            assertThat(ended.get(60, TimeUnit.SECONDS)).isNotInstanceOf(StateStore.ConflictException.class);
            server.start(FORGETFUL);
            var found = store().read("journal").orElseThrow();
            assertThat(found.version()).isBetween(acknowledged.get(), acknowledged.get() + 1);
            assertThat(found.text()).isEqualTo("write " + found.version());
            writer.shutdownNow();
        }
    }

    private static IOException writeUntilItFails(StateStore store, AtomicLong acknowledged) {
        try {
            while (true) {
                acknowledged.set(store.write("journal", acknowledged.get(), "write " + (acknowledged.get() + 1)));
            }
        } catch (IOException e) {
            return e;
        }
    }

    private static void awaitMore(AtomicLong counter, long wanted) {
        var deadline = Instant.now().plusSeconds(60);
        while (counter.get() < wanted) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Test void findsItsOwnWriteWhenTheAnswerToItsCommitIsLost() throws Exception {
        store().write("journal", 0, "before");
        try (var wire = new CutWire(server.port)) {
            wire.next = CutWire.Next.CUT_AFTER_COMMIT;
            var store = through(wire);

            long version = store.write("journal", 1, "mine");

            assertThat(store().read("journal")).contains(new StateStore.Versioned("mine", version));
            assertThat(store.write("journal", version, "next")).isEqualTo(version + 1);
        }
    }

    @Test void findsItsOwnFirstWriteWhenTheAnswerToItsCommitIsLost() throws Exception {
        try (var wire = new CutWire(server.port)) {
            wire.next = CutWire.Next.CUT_AFTER_COMMIT;

            long version = through(wire).write("journal", 0, "mine");

            assertThat(store().read("journal")).contains(new StateStore.Versioned("mine", version));
        }
    }

    @Test void writesAgainWhenTheCommitNeverArrived() throws Exception {
        store().write("journal", 0, "before");
        try (var wire = new CutWire(server.port)) {
            wire.next = CutWire.Next.CUT_BEFORE_COMMIT;

            assertThat(through(wire).write("journal", 1, "mine")).isEqualTo(2);

            assertThat(store().read("journal")).contains(new StateStore.Versioned("mine", 2));
        }
    }

    @Test void neverOverwritesSomebodyElseWhoWroteAfterTheLostAnswer() throws Exception {
        store().write("journal", 0, "before");
        try (var wire = new CutWire(server.port)) {
            wire.next = CutWire.Next.CUT_AFTER_COMMIT;
            wire.afterCommit = () -> {
                try {
                    store().write("journal", 2, "somebody else's");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            };

            assertThatThrownBy(() -> through(wire).write("journal", 1, "mine")).isInstanceOf(StateStore.ConflictException.class)
                    .hasMessageContaining("has version 3, expected 1");

            assertThat(store().read("journal")).contains(new StateStore.Versioned("somebody else's", 3));
        }
    }

    @Test void saysThatItIsNotKnownAndCallsItNoConflictLater() throws Exception {
        store().write("lease", 0, "before");
        try (var wire = new CutWire(server.port)) {
            wire.next = CutWire.Next.CUT_AFTER_COMMIT_AND_STAY_DOWN;
            var store = through(wire);

            assertThatThrownBy(() -> store.write("lease", 1, "heartbeat 1")).isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("It is not known whether lease was written");
            wire.down = false;
            long version = store.write("lease", 1, "heartbeat 2");

            assertThat(store().read("lease")).contains(new StateStore.Versioned("heartbeat 2", version));
        }
    }

    @Test void callsItAConflictLaterWhenSomebodyElseWroteMeanwhile() throws Exception {
        store().write("lease", 0, "before");
        try (var wire = new CutWire(server.port)) {
            wire.next = CutWire.Next.CUT_AFTER_COMMIT_AND_STAY_DOWN;
            var store = through(wire);
            assertThatThrownBy(() -> store.write("lease", 1, "heartbeat 1")).isExactlyInstanceOf(IOException.class);
            store().write("lease", 2, "somebody else's");
            wire.down = false;

            assertThatThrownBy(() -> store.write("lease", 1, "heartbeat 2")).isInstanceOf(StateStore.ConflictException.class);

            assertThat(store().read("lease")).map(StateStore.Versioned::text).contains("somebody else's");
        }
    }

    @Test void saysThatNobodyAnswers() throws Exception {
        var nobody = at(PostgresServer.url("postgres", "d", LoopbackPorts.free()));

        assertThatThrownBy(() -> nobody.read("journal")).isInstanceOf(IOException.class).hasMessageContaining("cannot be reached")
                .hasMessageContaining("Expected a server that answers");
    }

    @Test void doesNotWaitLongForAServerThatIsSilent() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var store = at(PostgresServer.url("postgres", "d", silent.getLocalPort()));
            var begun = Instant.now();

            assertThatThrownBy(() -> store.write("lease", 0, "x")).isInstanceOf(IOException.class).hasMessageContaining("cannot be reached");

            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test void doesNotWaitLongForALockThatSomebodyHolds() throws Exception {
        store().write("lease", 0, "x");
        try (var connection = java.sql.DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port + "/" + url.database(),
                "postgres", PostgresServer.PASSWORD); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE greenlight.state");

            assertThatThrownBy(() -> store().write("lease", 1, "y")).isInstanceOf(IOException.class)
                    .isNotInstanceOf(StateStore.ConflictException.class).hasMessageContaining("did not answer in time");
        }
        assertThat(store().write("lease", 1, "z")).isEqualTo(2);
    }

    @Test void neverShowsThePassword() throws Exception {
        var wrong = new PostgresStore(url, "shop", "production", Optional.of("wrong-battery"));

        assertThat(wrong.location()).isEqualTo("postgresql://postgres@127.0.0.1:" + server.port + "/" + url.database() + " (shop/production)");
        assertThatThrownBy(() -> wrong.read("journal")).isInstanceOf(IOException.class).hasMessageContaining("refused the log-in")
                .hasMessageContaining("PGPASSWORD").hasStackTraceContaining("PSQLException")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("wrong-battery"));
    }

    private static String trace(Throwable e) {
        var text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test void saysWhichDatabaseIsNotThere() {
        assertThatThrownBy(() -> at(server.url("nowhere")).read("journal")).isInstanceOf(IOException.class)
                .hasMessageContaining("CREATE DATABASE \"nowhere\"");
    }

    @Test void saysWhatAUserWithoutRightsNeeds() throws Exception {
        server.sql("CREATE ROLE guest" + databases + " LOGIN PASSWORD '" + PostgresServer.PASSWORD + "'");
        var guest = at(PostgresServer.url("guest" + databases, url.database(), server.port));

        assertThat(guest.read("journal")).isEmpty();
        assertThatThrownBy(() -> guest.write("journal", 0, "x")).isInstanceOf(IOException.class)
                .hasMessageContaining("GRANT CREATE ON DATABASE \"" + url.database() + "\"");
        store().write("journal", 0, "x");
        assertThatThrownBy(() -> guest.read("journal")).isInstanceOf(IOException.class).hasMessageContaining("USAGE ON SCHEMA greenlight");
    }

    @Test void worksForAUserWhoMayDoJustWhatTheMessageNames() throws Exception {
        store().write("journal", 0, "x");
        server.sql("CREATE ROLE writer" + databases + " LOGIN PASSWORD '" + PostgresServer.PASSWORD + "'");
        inDatabase("GRANT USAGE ON SCHEMA greenlight TO writer" + databases,
                "GRANT SELECT ON greenlight.layout TO writer" + databases,
                "GRANT SELECT, INSERT, UPDATE ON greenlight.state TO writer" + databases);
        var writer = at(PostgresServer.url("writer" + databases, url.database(), server.port));

        assertThat(writer.write("journal", 1, "y")).isEqualTo(2);
        assertThat(writer.write("lease", 0, "z")).isEqualTo(1);
    }

    @Test void touchesNoTablesOfANewerVersion() throws Exception {
        store().write("journal", 0, "x");
        inDatabase("UPDATE greenlight.layout SET version = 2");

        assertThatThrownBy(() -> store().read("journal")).isInstanceOf(IOException.class).hasMessageContaining("have version 2. Expected 1");
        assertThatThrownBy(() -> store().write("journal", 1, "y")).isInstanceOf(IOException.class).hasMessageContaining("Nothing was changed");
    }

    @Test void refusesADatabaseThatTakesNoWrites() throws Exception {
        server.sql("ALTER DATABASE " + url.database() + " SET default_transaction_read_only = on");

        assertThatThrownBy(() -> store().write("journal", 0, "x")).isInstanceOf(IOException.class).hasMessageContaining("takes no writes");
    }

    @Test void refusesAServerThatMayForgetWhatItAcknowledged() throws Exception {
        server.stop();
        server.start("fsync=off");
        try {
            assertThatThrownBy(() -> store().write("journal", 0, "x")).isInstanceOf(IOException.class).hasMessageContaining("fsync off");
        } finally {
            server.stop();
            server.start(FORGETFUL);
        }
    }

    private void inDatabase(String... statements) throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port + "/" + url.database(),
                "postgres", PostgresServer.PASSWORD); var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
