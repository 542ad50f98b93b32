package io.jenkins.plugins.greenlight.deploy;

import static io.jenkins.plugins.greenlight.deploy.Migration.Step.BACKUP;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.CONTRACT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.EXPAND;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.RESTORE;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.REVERT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person wants the schema back: users first, then the newer release is stopped, a backup is tried, and the revert runs once. */
class RevertsTest {
    private static final Migration REVERTIBLE = MemorySchema.migration("2", EXPAND, STATUS, REVERT, BACKUP, RESTORE);

    @TempDir Path folder;
    private World world;
    private MemorySchema schema;

    @BeforeEach void twoLevels() throws Exception {
        world = new World(folder);
        schema = world.schema;
        world.deploy(1, MemorySchema.migration("1", EXPAND));
        assertThat(world.deploy(2, REVERTIBLE).delivered()).isTrue();
        schema.ran.clear();
    }

    private void isReverted() throws Exception {
        assertThat(world.liveRelease()).contains("r1");
        assertThat(world.runningReleases()).containsExactly("r1");
        assertThat(schema.applied).contains("revert 2").doesNotContain("expand 2");
        assertThat(schema.repeated).isZero();
        assertThat(new Audit(world.store).problem()).isEmpty();
    }

    @Test void usersGoBackBeforeTheSchemaDoes() throws Exception {
        schema.meanwhile = () -> {
            assertThat(world.liveRelease()).contains("r1");
            assertThat(world.runningReleases()).containsExactly("r1");
        };

        var result = world.engine().rollbackWithSchema("Ada");

        assertThat(result.delivered()).isTrue();
        assertThat(result.reason()).contains("As Ada asked: revert of level 2 is done");
        assertThat(schema.ran).containsExactly("backup 2", "restore 2", "revert 2");
        assertThat(world.store.read(Audit.KEY).orElseThrow().text()).contains("Ada wants the schema back from level 2");
        assertThat(result.previous()).isEmpty();
        isReverted();
    }

    @Test void whatWasRevertedIsMigratedAgainByTheNext() throws Exception {
        world.engine().rollbackWithSchema("Ada");

        assertThat(world.deploy(3, MemorySchema.migration("2", EXPAND)).delivered()).isTrue();

        assertThat(schema.ran).endsWith("expand 2");
    }

    @Test void nothingIsRevertedWhenThePreviousReleaseIsBad() throws Exception {
        world.runtime.errorPercent.put(World.release(1).id(), 30);

        assertThat(world.engine().rollbackWithSchema("Ada").state()).contains(DeployState.ROLLED_BACK);
        world.runtime.errorPercent.clear();
        world.deploy(3, MemorySchema.migration("3", EXPAND));

        assertThat(schema.ran).containsExactly("expand 3");
    }

    @Test void aBackupThatDoesNotRestoreLeavesTheSchemaAndBlocksUntilMended() throws Exception {
        schema.fails.put(RESTORE, 1);

        var result = world.engine().rollbackWithSchema("Ada");

        assertThat(result.delivered()).isFalse();
        assertThat(result.reason()).contains("The schema was not reverted", "could not be restored", "r1 in blue is live", "greenlight resume");
        assertThat(world.liveRelease()).contains("r1");
        assertThat(world.deploy(3).reason()).contains("The schema was not reverted");
        schema.fails.clear();
        assertThat(world.resume().delivered()).isTrue();
        isReverted();
        assertThat(world.deploy(3).delivered()).isTrue();
    }

    @Test void whoeverAdoptsGivesTheRevertUp() throws Exception {
        schema.fails.put(RESTORE, 1);
        world.engine().rollbackWithSchema("Ada");
        schema.fails.clear();
        world.engine().adopt("forward instead");

        assertThat(world.deploy(3).delivered()).isTrue();
        assertThat(schema.ran).doesNotContain("revert 2");
    }

    @Test void aRevertOfWhichNobodyKnowsHalts() throws Exception {
        schema.fails.put(REVERT, 1);
        schema.meanwhile = () -> schema.status = schema.ran.contains("revert 2") ? 9 : -1;

        var result = world.engine().rollbackWithSchema("Ada");

        assertThat(result.state()).contains(DeployState.HALTED);
        assertThat(result.reason()).contains("revert of level 2 failed and nobody can say how far it came", "greenlight adopt");
        assertThat(world.liveRelease()).contains("r1");
        assertThat(world.deploy(3).halted()).isTrue();
        assertThat(schema.ran).containsOnlyOnce("revert 2");
    }

    @Test void anEngineKilledAfterTheRevertDoesNotRepeatIt() throws Exception {
        schema.diesAfter = REVERT;
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> world.engine().rollbackWithSchema("Ada"));

        assertThat(world.resume().delivered()).isTrue();

        assertThat(schema.ran).containsOnlyOnce("revert 2");
        isReverted();
    }

    @Test void aSecondOneDoesNotSendUsersForwardAgain() throws Exception {
        schema.diesBefore = REVERT;
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> world.engine().rollbackWithSchema("Ada"));

        var result = world.engine().rollbackWithSchema("Ada");

        assertThat(result.reason()).contains("There is no previous release");
        isReverted();
    }

    @Test void isRefusedWithoutARevertProgram() throws Exception {
        var other = new World(folder.resolve("other"));
        other.deploy(1);
        other.deploy(2);

        var result = other.engine().rollbackWithSchema("Ada");

        assertThat(result.reason()).contains("r2 in green was deployed without migration.revert", "Nothing was changed");
        assertThat(other.liveRelease()).contains("r2");
    }

    @Test void isRefusedWhenThePreviousReleaseNeedsTheSameLevel() throws Exception {
        world.deploy(3, REVERTIBLE);

        assertThat(world.engine().rollbackWithSchema("Ada").reason()).contains("r2 in green needs the schema at level 2 too");
        assertThat(world.liveRelease()).contains("r3");
    }

    @Test void isRefusedAfterTheContract() throws Exception {
        var contracts = MemorySchema.migration("3", EXPAND, STATUS, REVERT, BACKUP, RESTORE, CONTRACT);
        world.deploy(3, contracts);
        world.runtime.refusesStart = true;
        world.runtime.kill(World.release(2).id());
        world.deploy(4, MemorySchema.migration("4", EXPAND));
        assertThat(schema.ran).contains("contract 3");

        assertThat(world.engine().rollbackWithSchema("Ada").reason()).contains("The way is forward");
        assertThat(world.liveRelease()).contains("r3");
    }
}
