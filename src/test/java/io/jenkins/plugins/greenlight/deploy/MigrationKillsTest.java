package io.jenkins.plugins.greenlight.deploy;

import static io.jenkins.plugins.greenlight.deploy.Migration.Step.BACKUP;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.CONTRACT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.EXPAND;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.RESTORE;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.REVERT;
import static io.jenkins.plugins.greenlight.deploy.Migration.Step.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** An engine killed before and after every note of a migrating deployment and of a revert: nothing is done twice, nothing is lost. */
@Tag("slow")
class MigrationKillsTest {
    private static final Migration.Step[] ALL = {EXPAND, STATUS, CONTRACT, REVERT, BACKUP, RESTORE};
    /** More notes than these are in neither; {@link #everyNoteIsKilledAround} holds that. */
    private static final int NOTES = 24;

    @TempDir Path folder;

    private interface Work {
        DeployResult by(Deployer engine) throws Exception;
    }

    private static final Work DEPLOY = engine -> engine.deploy(World.release(3), Path.of("image.tar"),
            World.settings().with(MemorySchema.migration("3", ALL)));
    private static final Work REVERT_SCHEMA = engine -> engine.rollbackWithSchema("Ada");

    /** r2 of level 2 is live, r1 of level 1 the way back; the contract of level 2 is due with the next. */
    private World world(String name) throws Exception {
        var world = new World(folder.resolve(name));
        assertThat(world.deploy(1, MemorySchema.migration("1", EXPAND, STATUS)).delivered()).isTrue();
        assertThat(world.deploy(2, MemorySchema.migration("2", ALL)).delivered()).isTrue();
        return world;
    }

    @Test void everyNoteIsKilledAround() throws Exception {
        for (var work : new Work[] {DEPLOY, REVERT_SCHEMA}) {
            var world = world("count" + work.hashCode());
            var counted = new DiesAtNote(world.store, Integer.MAX_VALUE, false);

            assertThat(work.by(new Deployer(world.target(counted))).delivered()).isTrue();

            assertThat(counted.notes).isBetween(10, NOTES);
        }
    }

    @TestFactory Stream<DynamicTest> killedAroundEveryNoteOfADeployment() {
        return kills("deploy", DEPLOY, this::deployed);
    }

    @TestFactory Stream<DynamicTest> killedAroundEveryNoteOfARevert() {
        return kills("revert", REVERT_SCHEMA, this::reverted);
    }

    private interface Look {
        void at(World world, boolean begun) throws Exception;
    }

    private Stream<DynamicTest> kills(String name, Work work, Look look) {
        return IntStream.rangeClosed(1, NOTES).boxed().flatMap(note -> Stream.of(false, true).map(written -> DynamicTest.dynamicTest(
                "killed " + (written ? "after" : "before") + " note " + note, () -> kill(name + note + written, work, note, written, look))));
    }

    private void kill(String name, Work work, int note, boolean written, Look look) throws Exception {
        var world = world(name);
        try {
            work.by(new Deployer(world.target(new DiesAtNote(world.store, note, written))));
        } catch (SimulatedCrash dead) {
            world.resume();
        }
        boolean begun = Journal.open(world.store).entries().stream().filter(entry -> entry.enters(DeployState.PLANNED)).count() > 2;
        look.at(world, begun);
        assertThat(world.schema.repeated).as("%s", world.schema.ran).isZero();
        assertThat(Journal.open(world.store).unfinished()).isEmpty();
        assertThat(new Audit(world.store).problem()).isEmpty();
        assertThat(world.schema.ran).as("a contract only when nobody needs what it takes").doesNotContain("contract 3");
    }

    private void deployed(World world, boolean begun) {
        assertThat(world.liveRelease()).contains(begun ? "r3" : "r2");
        if (begun) {
            assertThat(world.schema.applied).contains("expand 3", "contract 2");
            assertThat(world.runningReleases()).containsExactly("r2", "r3");
        } else {
            assertThat(world.schema.applied).containsExactly("expand 1", "expand 2");
        }
    }

    private void reverted(World world, boolean begun) {
        assertThat(world.liveRelease()).contains(begun ? "r1" : "r2");
        if (begun) {
            assertThat(world.schema.applied).containsExactly("expand 1", "revert 2");
            assertThat(world.runningReleases()).containsExactly("r1");
        } else {
            assertThat(world.schema.applied).containsExactly("expand 1", "expand 2");
        }
    }

    /** Dies at one write of the journal, before it or when it is on disk. */
    private static final class DiesAtNote implements StateStore {
        private final StateStore real;
        private final int at;
        private final boolean written;
        private int notes;

        DiesAtNote(StateStore real, int at, boolean written) {
            this.real = real;
            this.at = at;
            this.written = written;
        }

        @Override public Optional<Versioned> read(String key) throws IOException {
            return real.read(key);
        }

        @Override public long write(String key, long expected, String text) throws IOException {
            notes += key.equals(Journal.KEY) ? 1 : 0;
            if (key.equals(Journal.KEY) && notes == at && !written) {
                throw new SimulatedCrash("before note " + at);
            }
            long version = real.write(key, expected, text);
            if (key.equals(Journal.KEY) && notes == at) {
                throw new SimulatedCrash("after note " + at);
            }
            return version;
        }

        @Override public String location() {
            return real.location();
        }
    }
}
