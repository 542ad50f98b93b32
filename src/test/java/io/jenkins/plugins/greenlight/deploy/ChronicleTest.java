package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChronicleTest {
    private final World world = new World(new MemoryStore(), "production", 80, new VirtualTime());

    private Chronicle chronicle() throws Exception {
        return Chronicle.of(world.store);
    }

    @Test void isEmptyWhereNothingWasDone() throws Exception {
        assertThat(chronicle().events()).isEmpty();
        assertThat(chronicle().older()).isZero();
    }

    @Test void tellsEveryEndNewestFirst() throws Exception {
        world.deploy(1);
        world.runtime.errorPercent.put(World.release(2).id(), 30);
        world.deploy(2);
        world.runtime.unhealthy.add(World.release(3).id());
        world.deploy(3);
        world.deploy(4);
        world.engine().retire();
        world.engine().adopt("a person looked");

        var events = chronicle().events();

        assertThat(events).extracting(Chronicle.Event::what).containsExactly("ADOPTED", "RETIRED", "LIVE", "RETIRED",
                "ABANDONED", "RETIRED",
                "ROLLED_BACK", "LIVE").doesNotContain("DONE");
        assertThat(events.get(0).reason()).isEqualTo("a person looked");
        assertThat(events.get(2).release().map(placed -> placed.release().digest())).contains(World.release(4).digest());
        assertThat(events.get(2).release().map(placed -> placed.release().commit())).contains("commit4");
        assertThat(events).allSatisfy(event -> assertThat(event.actor()).contains("test"));
        assertThat(events).extracting(Chronicle.Event::at).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test void saysWhatIsUnfinishedAndWhatWasLeftSo() throws Exception {
        world.deploy(1);
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("in WATCHING");
            }
        };
        assertThatThrownBy(() -> world.deploy(2)).isInstanceOf(SimulatedCrash.class);
        world.crashpoint = Crashpoint.NONE;

        var open = chronicle().events().get(0);
        world.engine().adopt("they are well there");

        assertThat(open.what()).isEqualTo("unfinished in WATCHING");
        assertThat(chronicle().events()).extracting(Chronicle.Event::what).startsWith("ADOPTED", "left in WATCHING");
    }

    @Test void namesWhoBeganAndWhoBroughtItToItsEnd() throws Exception {
        world.crashpoint = (moment, state) -> {
            if (state == DeployState.WATCHING && moment == Crashpoint.Moment.AFTER_ENTRY) {
                throw new SimulatedCrash("in WATCHING");
            }
        };
        assertThatThrownBy(() -> world.deploy(1)).isInstanceOf(SimulatedCrash.class);
        world.crashpoint = Crashpoint.NONE;
        var target = world.target(world.store);
        new Deployer(new Target(target.app(), target.environment(), target.runtime(), target.router(), target.store(),
                target.ports(),
                new Holder("guard", "here", 9, 9), other -> false, target.crashpoint(), target.stop())).resume();

        assertThat(chronicle().events().get(0).actor()).contains("test, then guard");
    }

    @Test void knowsNoActorWithoutAnAuditAndCountsWhatTheJournalHasForgotten() throws Exception {
        world.deploy(1);
        long lines = new Audit(world.store).head().length();
        world.store.write(Journal.KEY, world.store.read(Journal.KEY).orElseThrow().version(),
                "{\"version\": 1, \"epoch\": 9, \"entries\": []}");
        world.engine().adopt("the journal was lost");
        var forgot = chronicle();
        world.store.write(Audit.KEY, world.store.read(Audit.KEY).orElseThrow().version(), "{\"version\": 1, \"lines\": []}");

        assertThat(forgot.older()).isEqualTo(lines);
        assertThat(chronicle().events()).singleElement().satisfies(event -> assertThat(event.actor()).isEmpty());
    }

    @Test void failsWhereTheAuditCannotBeRead() throws Exception {
        world.deploy(1);
        world.store.write(Audit.KEY, world.store.read(Audit.KEY).orElseThrow().version(), "{\"version\": 1, \"lines\": [{}]}");

        assertThatThrownBy(this::chronicle).isInstanceOf(IOException.class).hasMessageContaining("greenlight audit verify");
    }
}
