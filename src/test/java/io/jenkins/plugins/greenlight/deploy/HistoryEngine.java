package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One engine of a history. Whatever it does to the world passes here: it is judged first, counted, and trouble comes with it. */
final class HistoryEngine {
    private final HistoryPlay play;
    private final World world;
    private final Runnable[] at = new Runnable[1];
    private final int troubleAt;
    private int moments;
    private long epoch;
    boolean losesRouterReply;
    boolean losesStoreReply;

    HistoryEngine(HistoryPlay play, int troubleAt) {
        this.play = play;
        this.world = play.world;
        this.troubleAt = troubleAt;
    }

    /** @param trouble what befalls it at its moment */
    Deployer troubledBy(Runnable trouble, Holder holder) {
        at[0] = trouble;
        var ports = world.target(world.store).ports();
        return new Deployer(new Target("shop", "production", new GuardedRuntime(), new GuardedRouter(), new GuardedStore(), ports, holder,
                play.alive::contains, (moment, state) -> moment(), play.stop));
    }

    private void moment() {
        if (moments == troubleAt) {
            moments++;
            at[0].run();
        } else {
            moments++;
        }
    }

    /** Whether somebody else has taken the lease since. */
    private boolean stale() {
        try {
            return Lease.in(world.store).map(lease -> lease.epoch() > epoch).orElse(false);
        } catch (IOException e) {
            return false;
        }
    }

    private final class GuardedRuntime implements Runtime {
        @Override public void accept(ImageDigest digest, Path archive) {
            world.runtime.accept(digest, archive);
        }

        @Override public boolean holds(ImageDigest digest) {
            return world.runtime.holds(digest);
        }

        @Override public Instance start(Spec spec) throws IOException {
            play.require(!world.router.live.equals(Optional.of(spec.slot())), spec.name() + " is started where users are");
            play.require(!stale(), spec.name() + " is started without the lease");
            if (world.runtime.running.values().stream().anyMatch(other -> other.slot() == spec.slot() && !other.name().equals(spec.name()))) {
                throw new IOException("Port " + spec.port() + " is in use.");
            }
            var instance = world.runtime.start(spec);
            play.startedIn(spec.slot());
            moment();
            return instance;
        }

        @Override public List<Instance> instances() {
            return world.runtime.instances();
        }

        @Override public boolean alive(Instance instance) {
            return world.runtime.alive(instance);
        }

        @Override public void stop(Instance instance, Duration grace) throws IOException {
            play.require(!world.router.live.equals(Optional.of(instance.slot())) || !alive(instance),
                    instance.name() + " is stopped under its users");
            play.require(!stale(), instance.name() + " is stopped without the lease");
            world.runtime.stop(instance, grace);
            moment();
        }

        @Override public List<String> lastLines(String name, int lines) {
            return world.runtime.lastLines(name, lines);
        }
    }

    private final class GuardedRouter implements Router {
        @Override public Route route() throws IOException {
            return world.router.route();
        }

        @Override public void fence(long newer) throws IOException {
            epoch = newer;
            moment();
            world.router.fence(newer);
            replyOrNone();
        }

        @Override public void send(Slot slot, boolean onTrial, long under) throws IOException {
            play.requireServing(slot, "users are sent to " + slot.word());
            moment();
            if (play.routerLies) {
                return;
            }
            world.router.send(slot, onTrial, under);
            play.sentByUs();
            replyOrNone();
        }

        @Override public Counters counters(Slot slot) throws IOException {
            return world.router.counters(slot);
        }

        @Override public URI frontDoor() {
            return world.router.frontDoor();
        }

        private void replyOrNone() throws IOException {
            if (losesRouterReply) {
                losesRouterReply = false;
                throw new IOException("The router's answer did not come.");
            }
            moment();
        }
    }

    private final class GuardedStore implements StateStore {
        @Override public Optional<Versioned> read(String key) throws IOException {
            return world.store.read(key);
        }

        @Override public long write(String key, long expected, String text) throws IOException {
            moment();
            long version = world.store.write(key, expected, text);
            if (key.equals(Journal.KEY)) {
                Journal.open(world.store).last().ifPresent(play::requireTrue);
            }
            if (losesStoreReply) {
                losesStoreReply = false;
                throw new IOException("The store's answer did not come.");
            }
            moment();
            return version;
        }

        @Override public String location() {
            return world.store.location();
        }
    }
}
