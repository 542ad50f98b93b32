package io.jenkins.plugins.greenlight.deploy;

import java.nio.file.Path;
import java.time.Duration;

/** As {@link KillsTest}, and nobody but the guard is there to go on. */
class GuardKillsTest extends KillsTest {
    @Override World newWorld(Path place) {
        return new World(new MemoryStore(), "production", 80, new VirtualTime());
    }

    /** A guard that looks every ten seconds, for as long as a lease lives and it may take. */
    @Override DeployState goOn(World world) throws Exception {
        var stop = new StopSignal();
        var begun = world.time.instant();
        var guard = new Guard(awake -> world.target(world.store), world.log(), duration -> {
            world.time.pause(duration);
            if (Duration.between(begun, world.time.instant()).compareTo(Lease.TTL.plus(Guard.LONGEST)) > 0) {
                stop.ask();
            }
        }, stop);

        guard.watch(Duration.ofSeconds(10));

        return Journal.open(world.store).lastMove().flatMap(JournalEntry::to).orElseThrow();
    }
}
