package io.jenkins.plugins.greenlight.deploy;

import static io.jenkins.plugins.greenlight.deploy.Migration.Step.BACKUP;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.EXPAND;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.RESTORE;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema is expanded once, before the candidate starts, and the live release must work on it. */
class MigratingTest {
    private static final Migration EXPANDS = MemorySchema.migration("2", EXPAND, STATUS);
    private static final Migration WITHOUT_STATUS = MemorySchema.migration("2", EXPAND);
    private static final Migration BACKED_UP = MemorySchema.migration("2", EXPAND, STATUS, BACKUP, RESTORE);

    @TempDir Path folder;
    private World world;
    private MemorySchema schema;

    @BeforeEach void oneIsLive() throws Exception {
        world = new World(folder);
        schema = world.schema;
        assertThat(world.deploy(1).delivered()).isTrue();
    }

    private void usersStayOn(String release) throws Exception {
        assertThat(world.liveRelease()).contains(release);
        assertThat(world.runningReleases()).containsExactly(release);
    }

    private List<JournalEntry> schemaEntries() throws IOException {
        return Journal.open(world.store).entries().stream().filter(entry -> entry.kind() == JournalEntry.Kind.SCHEMA).toList();
    }

    @Test void expandsBeforeTheCandidateStarts() throws Exception {
        schema.meanwhile = () -> assertThat(world.runningReleases()).containsExactly("r1");

        var result = world.deploy(2, EXPANDS);

        assertThat(result.delivered()).isTrue();
        assertThat(schema.ran).containsExactly("expand 2");
        assertThat(result.entries()).extracting(JournalEntry::reason).contains("expand of level 2 begins", "expand of level 2 is done",
                "expand of level 2 is done; r1 in blue is asked and works on it");
        assertThat(schema.commands).allMatch(command -> command.apart());
    }

    @Test void tellsThePrograms() throws Exception {
        world.deploy(2, EXPANDS);

        assertThat(schema.commands.get(schema.commands.size() - 1).environment()).containsExactlyInAnyOrderEntriesOf(Map.of("MODE", "test",
                "GREENLIGHT_APP", "shop", "GREENLIGHT_ENVIRONMENT", "production", "GREENLIGHT_RELEASE", "r2", "GREENLIGHT_STEP", "expand",
                "GREENLIGHT_LEVEL", "2"));
    }

    @Test void givesUpWhenTheLiveReleaseDoesNotWorkOnTheMigratedSchema() throws Exception {
        schema.meanwhile = () -> world.runtime.missing.put(World.release(1).id(), Set.of("/products"));

        var result = world.deploy(2, EXPANDS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.cause()).isEqualTo(Cause.GATE);
        assertThat(result.reason()).contains("r1 in blue does not work on the migrated schema", "404 from r1 to GET /products",
                "No user was moved", "stays at level 2");
        assertThat(world.runtime.started).extracting(spec -> spec.release().value()).doesNotContain("r2");
        usersStayOn("r1");
    }

    @Test void asksTheLiveReleaseWithItsOwnSettings() throws Exception {
        schema.meanwhile = () -> world.runtime.missing.put(World.release(1).id(), Set.of("/new"));

        var result = world.engine().deploy(World.release(2), Path.of("image.tar"),
                World.settings().with(EXPANDS).asking(List.of("GET /new")));

        assertThat(result.delivered()).isTrue();
    }

    @Test void oneBadAnswerOfTheLiveReleaseIsAskedAgain() throws Exception {
        schema.meanwhile = () -> {
            world.runtime.missing.put(World.release(1).id(), Set.of("/products"));
            world.time.alsoWhilePassing(passed -> world.runtime.missing.clear());
        };

        assertThat(world.deploy(2, EXPANDS).delivered()).isTrue();
    }

    @Test void aLiveReleaseThatDoesNotRunIsNotAsked() throws Exception {
        world.runtime.kill(World.release(1).id());

        assertThat(world.deploy(2, EXPANDS).delivered()).isTrue();

        assertThat(world.said).anyMatch(line -> line.contains("r1 in blue does not run, so it was not asked"));
    }

    @Test void givesUpWhenExpandFailedAndIsNotDone() throws Exception {
        schema.fails.put(EXPAND, 3);

        var result = world.deploy(2, EXPANDS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.cause()).isEqualTo(Cause.GATE);
        assertThat(result.reason()).contains("failed and is not done, as its status says", "exit code 3: expand broke", "No user was moved");
        usersStayOn("r1");
    }

    @Test void givesUpAndSaysSoWhenExpandFailedAndIsDoneNevertheless() throws Exception {
        schema.fails.put(EXPAND, 3);
        schema.failsLate = true;

        var result = world.deploy(2, EXPANDS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("failed and is done nevertheless", "the schema stays at level 2");
        usersStayOn("r1");
    }

    @Test void haltsWhenExpandFailedAndNobodyKnows() throws Exception {
        schema.fails.put(EXPAND, 3);

        var result = world.deploy(2, WITHOUT_STATUS);

        assertThat(result.state()).contains(DeployState.HALTED);
        assertThat(result.reason()).contains("there is no migration.status to ask", "No user was moved", "r1 in blue is live", "greenlight adopt");
        usersStayOn("r1");
        assertThat(world.deploy(2, WITHOUT_STATUS).state()).contains(DeployState.HALTED);
        assertThat(schema.ran).hasSize(1);
    }

    @Test void whoeverAdoptsHasLooked() throws Exception {
        schema.fails.put(EXPAND, 3);
        world.deploy(2, WITHOUT_STATUS);
        schema.fails.clear();
        world.engine().adopt("taken back by hand");

        assertThat(world.deploy(2, WITHOUT_STATUS).delivered()).isTrue();
        assertThat(schema.ran).containsExactly("expand 2", "expand 2");
    }

    @Test void aStatusThatKnowsNothingBeforeAnythingWasBegunHaltsNobody() throws Exception {
        schema.status = 7;

        var result = world.deploy(2, EXPANDS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("Nothing was migrated", "exit code 7", "0 (done) or 10 (not done)");
        assertThat(schema.ran).isEmpty();
    }

    @Test void whatIsDoneAlreadyIsNotRun() throws Exception {
        schema.applied.add("expand 2");

        assertThat(world.deploy(2, EXPANDS).delivered()).isTrue();

        assertThat(schema.ran).isEmpty();
    }

    @Test void aLevelThatWasReachedIsNotMigratedToAgain() throws Exception {
        world.runtime.unhealthy.add(World.release(2).id());
        world.deploy(2, WITHOUT_STATUS);

        assertThat(world.deploy(3, WITHOUT_STATUS).delivered()).isTrue();

        assertThat(schema.ran).containsExactly("expand 2");
        assertThat(world.deploy(4, MemorySchema.migration("3", EXPAND)).delivered()).isTrue();
        assertThat(schema.ran).containsExactly("expand 2", "expand 3");
    }

    @Test void anEngineKilledBeforeItsMigrationDidAnythingRunsItAfterAsking() throws Exception {
        crashing(EXPAND, false, EXPANDS);

        assertThat(world.resume().delivered()).isTrue();

        assertThat(schema.ran).containsExactly("expand 2", "expand 2");
        assertThat(schema.repeated).isZero();
    }

    @Test void anEngineKilledAfterItsMigrationDoesNotRepeatIt() throws Exception {
        crashing(EXPAND, true, EXPANDS);

        assertThat(world.resume().delivered()).isTrue();

        assertThat(schema.ran).containsExactly("expand 2");
        assertThat(schema.repeated).isZero();
    }

    @Test void anUnknownMigrationHaltsAndIsNotRunAgain() throws Exception {
        crashing(EXPAND, true, WITHOUT_STATUS);

        var result = world.resume();

        assertThat(result.state()).contains(DeployState.HALTED);
        assertThat(result.reason()).contains("was begun and nobody can say how far it came");
        assertThat(schema.ran).hasSize(1);
        usersStayOn("r1");
    }

    @Test void waitsForAMigrationThatStillRuns() throws Exception {
        crashing(EXPAND, true, EXPANDS);
        schema.running = 30;
        var began = world.time.instant();

        assertThat(world.resume().delivered()).isTrue();

        assertThat(Duration.between(began, world.time.instant())).isGreaterThan(Duration.ofSeconds(30));
        assertThat(schema.ran).hasSize(1);
    }

    @Test void aMigrationThatRunsLongerThanItsTimeoutHalts() throws Exception {
        crashing(EXPAND, true, EXPANDS);
        schema.running = 601;

        assertThat(world.resume().state()).contains(DeployState.HALTED);
        assertThat(schema.ran).hasSize(1);
    }

    @Test void aMigrationWhoseEndIsTheLastLookIsDone() throws Exception {
        crashing(EXPAND, true, EXPANDS);
        schema.running = 600;

        assertThat(world.resume().delivered()).isTrue();
    }

    @Test void aStopDuringTheMigrationWaitsForItsEnd() throws Exception {
        schema.meanwhile = () -> world.stop.ask();

        var result = world.deploy(2, EXPANDS);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.cause()).isEqualTo(Cause.STOPPED);
        assertThat(schema.applied).contains("expand 2");
        assertThat(schemaEntries()).extracting(JournalEntry::reason).containsExactly("expand of level 2 begins", "expand of level 2 is done");
        usersStayOn("r1");
    }

    @Test void aStopDuringTheBackupMigratesNothing() throws Exception {
        schema.meanwhile = () -> world.stop.ask();

        assertThat(world.deploy(2, BACKED_UP).state()).contains(DeployState.ABANDONED);

        assertThat(schema.ran).containsExactly("backup 2", "restore 2");
    }

    @Test void aBackupIsMadeAndTriedBeforeAnythingIsMigrated() throws Exception {
        assertThat(world.deploy(2, BACKED_UP).delivered()).isTrue();

        assertThat(schema.ran).containsExactly("backup 2", "restore 2", "expand 2");
        var facts = schemaEntries().get(0).facts();
        assertThat(facts).containsEntry("step", "backup").containsEntry("restored", true).extracting("files").hasToString("1");
        var kept = Path.of((String) facts.get("folder"));
        assertThat(kept).startsWith(folder.resolve("shop/production/backups"));
        assertThat(kept.resolve("dump")).hasContent("data");
        assertThat(kept.resolveSibling(kept.getFileName() + ".sha256")).content().endsWith("  " + kept.getFileName() + "/dump\n")
                .startsWith("3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7");
    }

    @Test void aBackupThatDoesNotRestoreStopsBeforeAnythingIsMigrated() throws Exception {
        schema.fails.put(RESTORE, 1);

        var result = world.deploy(2, BACKED_UP);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("Nothing was migrated", "could not be restored and compared", "restore broke");
        assertThat(schema.ran).containsExactly("backup 2", "restore 2");
        usersStayOn("r1");
    }

    @Test void aBackupThatCannotBeMadeSaysHowMuchRoomThereIs() throws Exception {
        schema.fails.put(BACKUP, 1);

        var result = world.deploy(2, BACKED_UP);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("there is no backup", "backup broke", "MiB are free in " + folder.resolve("shop/production/backups"));
        assertThat(schema.ran).containsExactly("backup 2");
    }

    @Test void anEmptyBackupIsNone() throws Exception {
        schema.leavesNoBackup = true;

        var result = world.deploy(2, BACKED_UP);

        assertThat(result.state()).contains(DeployState.ABANDONED);
        assertThat(result.reason()).contains("left nothing in", "GREENLIGHT_BACKUP_DIR");
        assertThat(schema.ran).containsExactly("backup 2");
    }

    @Test void theLastThreeGoodBackupsAreKept() throws Exception {
        schema.fails.put(RESTORE, 1);
        world.deploy(2, BACKED_UP);
        schema.fails.clear();
        for (int level = 3; level <= 6; level++) {
            world.deploy(level, MemorySchema.migration(String.valueOf(level), EXPAND, STATUS, BACKUP, RESTORE));
        }

        try (var kept = Files.list(folder.resolve("shop/production/backups"))) {
            assertThat(kept.map(path -> path.getFileName().toString()).map(name -> name.replaceAll("^[0-9TZ]+-", "")))
                    .containsExactlyInAnyOrder("production-4", "production-4.sha256", "production-5", "production-5.sha256",
                            "production-6", "production-6.sha256");
        }
    }

    @Test void aProgramThatIsNotThereIsFoundBeforeAnythingBegins() {
        var migration = new Migration("2", Map.of(EXPAND, List.of("/bin/true"), Migration.Step.CONTRACT, List.of("no-such-program")),
                ReleaseConfig.of(Map.of()), Duration.ofMinutes(1), "", 3);

        assertThatIOException().isThrownBy(() -> world.deploy(2, migration)).withMessageContaining(
                "migration.contract starts \"no-such-program\"");
        assertThat(schema.ran).isEmpty();
    }

    @Test void aRollbackNeverTouchesTheSchema() throws Exception {
        world.deploy(2, MemorySchema.migration("1", EXPAND, STATUS, Migration.Step.CONTRACT));
        world.deploy(3, EXPANDS);
        schema.ran.clear();

        assertThat(world.engine().rollback().delivered()).isTrue();

        assertThat(world.liveRelease()).contains("r2");
        assertThat(schema.ran).isEmpty();
    }

    @Test void aReleaseTakenBackLeavesTheSchemaAsItIs() throws Exception {
        world.runtime.errorPercent.put(World.release(2).id(), 30);

        assertThat(world.deploy(2, MemorySchema.migration("2", EXPAND, STATUS, Migration.Step.REVERT, BACKUP, RESTORE)).state())
                .contains(DeployState.ROLLED_BACK);

        assertThat(schema.ran).containsExactly("backup 2", "restore 2", "expand 2");
    }

    private void crashing(Migration.Step step, boolean after, Migration migration) {
        if (after) {
            schema.diesAfter = step;
        } else {
            schema.diesBefore = step;
        }
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> world.deploy(2, migration));
    }
}
