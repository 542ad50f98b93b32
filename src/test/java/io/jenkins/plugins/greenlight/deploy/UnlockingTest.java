package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnlockingTest {
    private static final Holder ANNA = new Holder("anna", "elsewhere", 4711, 1);
    private static final Holder BEN = new Holder("ben", "here", 1, 1);

    private final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());

    private Target as(Holder holder) {
        var target = world.target(world.store);
        return new Target(target.app(), target.environment(), target.runtime(), target.router(), target.store(), target.ports(),
                holder,
                other -> true, target.crashpoint(), target.stop());
    }

    private Unlocking.Unlocked unlock() throws Exception {
        return new Unlocking(as(BEN)).unlock("its machine burnt");
    }

    private List<String> stored() throws IOException {
        return List.of(String.valueOf(world.store.read(Journal.KEY)), String.valueOf(world.store.read(LeaseKeeper.KEY)),
                String.valueOf(world.store.read(Audit.KEY)));
    }

    @Test void writesNothingWhereNobodyHoldsTheLease() throws Exception {
        assertThat(unlock().lease()).isEmpty();
        assertThat(world.store.read(LeaseKeeper.KEY)).isEmpty();
        world.deploy(1);
        var before = stored();

        assertThat(unlock().lease()).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }

    @Test void writesNothingWhereTheLeaseHasRunOut() throws Exception {
        world.deploy(1);
        world.leaseHeldBy("anna");
        world.time.pause(Lease.TTL);
        var before = stored();

        assertThat(unlock().lease()).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }

    @Test void refusesAnEmptyReason() throws Exception {
        world.leaseHeldBy("anna");
        var before = stored();

        assertThatThrownBy(() -> new Unlocking(as(BEN)).unlock(" \n")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The reason is empty");
        assertThat(stored()).isEqualTo(before);
    }

    @Test void givesBackWhatItTookAndWritesDownWhoseItWasAndWhy() throws Exception {
        world.deploy(1);
        world.leaseHeldBy("anna");
        var held = Lease.in(world.store).orElseThrow();

        var unlocked = unlock();

        assertThat(unlocked.lease()).contains(held);
        assertThat(unlocked.unfinished()).isEmpty();
        assertThat(Lease.in(world.store).orElseThrow()).satisfies(lease -> {
            assertThat(lease.released()).isTrue();
            assertThat(lease.epoch()).isEqualTo(held.epoch() + 1);
        });
        var entry = Journal.open(world.store).last().orElseThrow();
        assertThat(entry.kind()).isEqualTo(JournalEntry.Kind.UNLOCKED);
        assertThat(entry.reason()).startsWith("its machine burnt (the lease of epoch " + held.epoch() + " was that of anna");
        assertThat(new Audit(world.store).actors()).containsEntry(entry.seq(), "ben");
        assertThat(new Audit(world.store).problem()).isEmpty();
        assertThat(world.router.epoch).isEqualTo(held.epoch() + 1);
        assertThat(Journal.open(world.store).epoch()).isEqualTo(held.epoch() + 1);
        assertThat(world.deploy(2).delivered()).isTrue();
    }

    @Test void endsALeaseWhoseHeartbeatLiesInTheFuture() throws Exception {
        world.deploy(1);
        var lease = Lease.in(world.store).orElseThrow();
        world.store.write(LeaseKeeper.KEY, world.store.read(LeaseKeeper.KEY).orElseThrow().version(),
                new Lease(lease.epoch() + 1, ANNA, world.time.instant().plus(Duration.ofDays(1)), false).json());

        assertThatThrownBy(() -> world.deploy(2)).isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining("ahead of the clock here");
        assertThat(unlock().lease()).isPresent();
        assertThat(world.deploy(2).delivered()).isTrue();
    }

    @Test void helpsBeforeAnythingWasEverDeployed() throws Exception {
        world.leaseHeldBy("anna");

        assertThat(unlock().lease()).isPresent();
        assertThat(Chronicle.of(world.store).events()).singleElement().satisfies(event -> {
            assertThat(event.what()).isEqualTo("UNLOCKED");
            assertThat(event.release()).isEmpty();
        });
        assertThat(world.deploy(1).delivered()).isTrue();
    }

    /** The holder lives on, wherever it was: nobody it moves, nothing it stops or writes any more. */
    @ParameterizedTest
    @EnumSource(value = DeployState.class, names = {"PLANNED", "STARTING", "CHECKING", "SWITCHING", "WATCHING", "LIVE"})
    void blocksAHolderThatLivesOn(DeployState at) throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) -> {
            if (state == at && moment == Crashpoint.Moment.AFTER_ENTRY) {
                world.crashpoint = Crashpoint.NONE;
                try {
                    unlock();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        };

        var result = new Deployer(as(ANNA)).deploy(World.release(2), Path.of("image.tar"), World.settings());
        var entries = Journal.open(world.store).entries();

        assertThat(result.cause() == Cause.BLOCKED || result.reason().contains("took the lease over")).as(result.toString())
                .isTrue();
        assertThat(entries.get(entries.size() - 1).kind()).isEqualTo(JournalEntry.Kind.UNLOCKED);
        assertThat(world.router.live.orElseThrow()).isEqualTo(at == DeployState.WATCHING || at == DeployState.LIVE ? Slot.GREEN
                : Slot.BLUE);
        assertThat(world.runtime.stopped).isEmpty();
        assertThat(unlock().unfinished().map(JournalEntry::deployment)).contains("production-2");
        assertThat(world.resume().delivered()).isTrue();
        assertThat(world.liveRelease()).contains("r2");
    }

    @Test void takesNothingWhileTheRouterIsAway() throws Exception {
        world.deploy(1);
        world.leaseHeldBy("anna");
        world.router.down = true;
        var before = stored();

        assertThatThrownBy(this::unlock).isInstanceOf(IOException.class).hasMessage("The router does not answer.");
        assertThat(stored()).isEqualTo(before);
    }

    @Test void saysThatItTookTheLeaseAndCouldNotWriteItDown() throws Exception {
        world.deploy(1);
        world.leaseHeldBy("anna");
        world.router.beforeFence = () -> world.router.down = true;
        world.router.down = false;
        var full = new StateStore() {
            @Override public java.util.Optional<Versioned> read(String key) throws IOException {
                return world.store.read(key);
            }

            @Override public long write(String key, long expected, String text) throws IOException {
                if (key.equals(Journal.KEY)) {
                    throw new IOException("No space left on device.");
                }
                return world.store.write(key, expected, text);
            }

            @Override public String location() {
                return "full";
            }
        };
        var target = as(BEN);

        assertThatThrownBy(() -> new Unlocking(new Target(target.app(), target.environment(), target.runtime(), target.router(),
                full,
                target.ports(), BEN, other -> true, Crashpoint.NONE, target.stop())).unlock("gone"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The lease was taken from anna").hasMessageContaining("No space left on device.");
    }

    @Test void fencesARouterAnewThatWasStartedAgainMeanwhile() throws Exception {
        world.deploy(1);
        world.leaseHeldBy("anna");
        world.router.forgetsFences = 1;

        assertThat(unlock().lease()).map(Lease::holder).contains(ANNA);

        assertThat(world.router.epoch).as("above that of the lease taken, which was 3").isEqualTo(4);
        assertThat(Lease.in(world.store)).map(Lease::released).contains(true);
        assertThat(world.deploy(2).delivered()).isTrue();
    }
}
