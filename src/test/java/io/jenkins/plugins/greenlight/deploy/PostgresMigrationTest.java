package io.jenkins.plugins.greenlight.deploy;

import static io.jenkins.plugins.greenlight.deploy.Migration.Step.BACKUP;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.CONTRACT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.EXPAND;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.RESTORE;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.REVERT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.deploy.store.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of docs/migrations.md on a real PostgreSQL, with releases that read its table. */
@Tag("slow")
class PostgresMigrationTest {
    private static PostgresServer server;
    private static int databases;

    @TempDir Path folder;
    private ShopDatabase shop;

    @BeforeAll static void start() throws Exception {
        server = PostgresServer.ready();
        server.start();
    }

    @AfterAll static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** r1 is live and reads name and price. */
    @BeforeEach void oneIsLive() throws Exception {
        databases++;
        shop = new ShopDatabase(server, "shop" + databases, folder);
        shop.sql("CREATE TABLE product (name text, price int)");
        shop.sql("INSERT INTO product VALUES ('pen', 3), ('ink', 7)");
        shop.reads(1, "SELECT name, price FROM product");
        shop.reads(2, "SELECT name, price, currency FROM product");
        shop.reads(3, "SELECT name, cents, currency FROM product");
        assertThat(shop.deploy(1, "1", "").delivered()).isTrue();
    }

    private void usersStayOnTheFirst() throws Exception {
        assertThat(shop.world.liveRelease()).contains("r1");
        assertThat(shop.world.runningReleases()).containsExactly("r1");
        assertThat(shop.rows("SELECT name, price FROM product")).isEqualTo(2);
    }

    @Test void aColumnIsAddedBeforeTheReleaseThatNeedsItStarts() throws Exception {
        assertThat(shop.deploy(2, "2", "ALTER TABLE product ADD currency text NOT NULL DEFAULT 'EUR';", EXPAND, STATUS).delivered()).isTrue();

        assertThat(shop.marks()).containsExactly("2 expand");
    }

    @Test void withoutItsColumnTheReleaseFailsItsSmokeTest() throws Exception {
        assertThat(shop.deploy(2, "2", "SELECT 1;", EXPAND, STATUS).reason()).contains("failed its smoke test: 500 from r2");
    }

    @Test void aMigrationThatBreaksTheLiveReleaseIsGivenUpAndNobodyGetsTheCandidate() throws Exception {
        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text NOT NULL DEFAULT 'EUR'; ALTER TABLE product RENAME price TO cents;",
                EXPAND, STATUS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("r1 in blue does not work on the migrated schema: 500 from r1 to GET /products");
        assertThat(shop.world.liveRelease()).contains("r1");
        assertThat(shop.world.runtime.started).extracting(spec -> spec.release().value()).doesNotContain("r2");
    }

    @Test void aFailedTransactionChangesNothingAndMayRunAgain() throws Exception {
        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text; SELECT 1/0;", EXPAND, STATUS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("is not done, as its status says", "division by zero");
        assertThat(shop.columns()).containsExactly("name", "price");
        assertThat(shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS).delivered()).isTrue();
    }

    @Test void aProgramKilledInTheMiddleOfAStatementIsRunAgainOnceItsStatusSaysSo() throws Exception {
        shop.whenAsleep(shop::killProgram);

        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text; SELECT pg_sleep(300);", EXPAND, STATUS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("exit code 137", "is not done, as its status says");
        assertThat(shop.columns()).containsExactly("name", "price");
        usersStayOnTheFirst();
        assertThat(shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS).delivered()).isTrue();
        assertThat(shop.marks()).containsExactly("2 expand");
    }

    @Test void aProgramKilledWithoutAStatusHalts() throws Exception {
        shop.whenAsleep(shop::killProgram);

        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text; SELECT pg_sleep(300);", EXPAND);

        assertThat(result.state()).contains(DeployState.HALTED);
        assertThat(result.reason()).contains("exit code 137", "there is no migration.status to ask", "No user was moved");
        usersStayOnTheFirst();
    }

    @Test void anEngineKilledDuringTheMigrationIsFollowedByOneThatWaits() throws Exception {
        shop.dyingWhenAsleep();
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() ->
                shop.deploy(2, "2", "ALTER TABLE product ADD currency text; SELECT pg_sleep(3);", EXPAND, STATUS));
        assertThat(shop.columns()).containsExactly("name", "price");

        assertThat(shop.resume().delivered()).isTrue();

        assertThat(shop.started(EXPAND)).isEqualTo(1);
        assertThat(shop.marks()).containsExactly("2 expand");
    }

    @Test void aProgramThatTakesLongerThanItsTimeoutIsEndedAndNotDone() throws Exception {
        shop.timeout = Duration.ofSeconds(3);

        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text; SELECT pg_sleep(300);", EXPAND, STATUS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("longer than its timeout of 3.0 s", "is not done");
        assertThat(shop.columns()).containsExactly("name", "price");
    }

    @Test void aBackupIsRestoredElsewhereAndComparedBeforeAnythingIsMigrated() throws Exception {
        assertThat(shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS, BACKUP, RESTORE).delivered()).isTrue();

        assertThat(shop.backups()).hasSize(1);
        assertThat(shop.backups().get(0)).isDirectoryContaining("glob:**/dump").isDirectoryContaining("glob:**/contents");
        assertThat(shop.databasesNamed("restored")).isZero();
    }

    @Test void aTruncatedDumpIsNoBackup() throws Exception {
        shop.after("backup.sh", "truncate -s -200 \"$GREENLIGHT_BACKUP_DIR/dump\"");

        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS, BACKUP, RESTORE);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("does not count, for it could not be restored and compared", "pg_restore");
        assertThat(shop.columns()).containsExactly("name", "price");
        assertThat(shop.databasesNamed("restored")).isZero();
        usersStayOnTheFirst();
    }

    @Test void aDumpThatLacksARowIsNoBackup() throws Exception {
        shop.before("backup.sh", "psql -X -q -c \"INSERT INTO product VALUES ('late', 1)\"; export LATE=1");
        shop.after("backup.sh", "psql -X -q -c \"DELETE FROM product WHERE name = 'late'\"; pg_dump -Fc -f \"$GREENLIGHT_BACKUP_DIR/dump\"");

        var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS, BACKUP, RESTORE);

        assertThat(result.reason()).contains("could not be restored and compared", "differ");
        assertThat(shop.columns()).containsExactly("name", "price");
    }

    @Test void aFullDiskIsToldAndNothingIsMigrated() throws Exception {
        var small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()), "No file system can be mounted here.");
        try {
            shop.sql("INSERT INTO product SELECT md5(random()::text) || md5(random()::text), 1 FROM generate_series(1, 60000)");
            shop.backupFolder = small.toString();

            var result = shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS, BACKUP, RESTORE);

            assertThat(result.state()).contains(DeployState.ABANDONED);
            assertThat(result.reason()).contains("Nothing was migrated", "No space left on device");
            assertThat(shop.columns()).containsExactly("name", "price");
        } finally {
            assertThat(run("umount", small.toString())).isTrue();
        }
    }

    private static boolean run(String... argv) throws Exception {
        return new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    @Test void whatOnlyTheOldReleaseNeededIsDroppedWhenItIsGone() throws Exception {
        shop.step("2", CONTRACT, "ALTER TABLE product DROP price;");
        shop.reads(2, "SELECT name, cents FROM product");
        assertThat(shop.deploy(2, "2", "ALTER TABLE product ADD cents int; UPDATE product SET cents = price * 100;", EXPAND, STATUS, CONTRACT)
                .delivered()).isTrue();
        assertThat(shop.columns()).containsExactly("name", "price", "cents");

        assertThat(shop.deploy(3, "3", "ALTER TABLE product ADD currency text;", EXPAND, STATUS).delivered()).isTrue();

        assertThat(shop.columns()).containsExactly("name", "cents", "currency");
        assertThat(shop.marks()).containsExactly("2 contract", "2 expand", "3 expand");
        assertThat(shop.deploy(4, "1", "").reason()).contains("The way is forward");
    }

    @Test void retiringTheOldReleaseDropsWhatItNeeded() throws Exception {
        shop.step("2", CONTRACT, "ALTER TABLE product DROP price;");
        shop.reads(2, "SELECT name, cents FROM product");
        shop.deploy(2, "2", "ALTER TABLE product ADD cents int;", EXPAND, STATUS, CONTRACT);

        assertThat(shop.retire().delivered()).isTrue();

        assertThat(shop.columns()).containsExactly("name", "cents");
        assertThat(shop.marks()).containsExactly("2 contract", "2 expand");
    }

    @Test void theSchemaIsRevertedForANamedPersonWithAFreshBackup() throws Exception {
        shop.step("2", REVERT, "ALTER TABLE product DROP currency;");
        assertThat(shop.deploy(2, "2", "ALTER TABLE product ADD currency text;", EXPAND, STATUS, REVERT, BACKUP, RESTORE).delivered()).isTrue();

        var result = shop.revert("Ada");

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).contains("As Ada asked: revert of level 2 is done");
        assertThat(shop.backups()).hasSize(2);
        assertThat(shop.columns()).containsExactly("name", "price");
        assertThat(shop.marks()).containsExactly("2 revert");
        usersStayOnTheFirst();
    }

    @Test void noMessageAndNoCommandLineHoldsThePassword() throws Exception {
        shop.before("step.sh", "echo the password is \"$(cat \"$DB_PASSWORD_FILE\")\" >&2; exit 3");

        var result = shop.deploy(2, "2", "SELECT 1;", EXPAND, STATUS);

        assertThat(result.reason()).contains("the password is ****");
        assertThat(Files.readString(folder.resolve("state/journal.json"))).doesNotContain(PostgresServer.PASSWORD);
        assertThat(shop.argvs()).allSatisfy(argv -> assertThat(argv).isEqualTo(List.of("sh", argv.get(1))));
    }
}
