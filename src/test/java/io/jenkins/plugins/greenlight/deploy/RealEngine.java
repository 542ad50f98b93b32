package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One engine of a real history. What it does to the world is judged first and counted, and trouble comes with it. */
final class RealEngine {
    /** What befalls an engine. */
    interface Trouble {
        void come() throws IOException, InterruptedException;
    }

    private final RealPlace place;
    private final int troubleAt;
    private Trouble trouble = () -> { };
    private int moments;

    RealEngine(RealPlace place, int troubleAt) {
        this.place = place;
        this.troubleAt = troubleAt;
    }

    Deployer troubledBy(Trouble what, Holder holder) {
        trouble = what;
        return new Deployer(target(holder));
    }

    Target target(Holder holder) {
        return new Target("shop", place.environment, new Containers(place.runtime()), new Balancer(place.haproxy.router()),
                new Store(), place.ports, holder, holder::equals, (moment, state) -> moment(), new StopSignal());
    }

    /** How many there were. */
    int moments() {
        return moments;
    }

    private void moment() {
        moments++;
        if (moments - 1 == troubleAt) {
            try {
                trouble.come();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("The trouble itself failed", e);
            }
        }
    }

    private void requireNotLive(Slot slot, String what) throws IOException, InterruptedException {
        if (place.live().equals(Optional.of(slot))) {
            throw new AssertionError(what + " where users are: " + slot);
        }
    }

    private final class Containers implements Runtime {
        private final Runtime real;

        Containers(Runtime real) {
            this.real = real;
        }

        @Override public void accept(ImageDigest digest, Path archive) throws IOException, InterruptedException {
            real.accept(digest, archive);
            moment();
        }

        @Override public boolean holds(ImageDigest digest) throws IOException {
            return real.holds(digest);
        }

        @Override public Instance start(Spec spec) throws IOException, InterruptedException {
            requireNotLive(spec.slot(), spec.name() + " is started");
            var instance = real.start(spec);
            moment();
            return instance;
        }

        @Override public List<Instance> instances() throws IOException, InterruptedException {
            return real.instances();
        }

        @Override public boolean alive(Instance instance) throws IOException, InterruptedException {
            return real.alive(instance);
        }

        @Override public void stop(Instance instance, Duration grace) throws IOException, InterruptedException {
            requireNotLive(instance.slot(), instance.name() + " is stopped");
            moment();
            real.stop(instance, grace);
            moment();
        }

        @Override public List<String> lastLines(String name, int lines) throws IOException {
            return real.lastLines(name, lines);
        }

        @Override public Optional<String> exit(String name) throws IOException, InterruptedException {
            return real.exit(name);
        }

        @Override public Health health(Instance instance) throws IOException, InterruptedException {
            return real.health(instance);
        }

        @Override public void sweep(Slot slot) throws IOException, InterruptedException {
            real.sweep(slot);
            moment();
        }
    }

    private final class Balancer implements Router {
        private final Router real;

        Balancer(Router real) {
            this.real = real;
        }

        @Override public Route route() throws IOException, InterruptedException {
            return real.route();
        }

        @Override public void prepare() throws IOException, InterruptedException {
            real.prepare();
            moment();
        }

        @Override public void fence(long epoch) throws IOException, InterruptedException {
            real.fence(epoch);
            moment();
        }

        @Override public void send(Slot slot, boolean onTrial, long epoch) throws IOException, InterruptedException {
            moment();
            real.send(slot, onTrial, epoch);
            moment();
        }

        @Override public Counters counters(Slot slot) throws IOException, InterruptedException {
            return real.counters(slot);
        }

        @Override public URI frontDoor() {
            return real.frontDoor();
        }

        @Override public Optional<String> problem() throws IOException, InterruptedException {
            return real.problem();
        }
    }

    private final class Store implements StateStore {
        @Override public Optional<Versioned> read(String key) throws IOException {
            return place.store.read(key);
        }

        @Override public long write(String key, long expected, String text) throws IOException {
            if (key.equals(LeaseKeeper.KEY)) {   // the heart beats on another thread, at no moment of ours
                return place.store.write(key, expected, text);
            }
            moment();
            long version = place.store.write(key, expected, text);
            moment();
            return version;
        }

        @Override public String location() {
            return place.store.location();
        }
    }
}
