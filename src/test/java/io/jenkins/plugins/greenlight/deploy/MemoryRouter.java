package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A router without sockets: outlives the engine, refuses old epochs, counts. */
public final class MemoryRouter implements Router {
    public Optional<Slot> live = Optional.empty();
    /** Whether failover is armed. */
    public boolean onTrial;
    long epoch;
    public boolean down;
    public boolean deaf;
    /** So often it was started again when it is to be written to. */
    int forgetsFences;
    public Optional<String> problem = Optional.empty();
    /** What it says of what it counted; null for nothing. */
    UnaryOperator<Counters> told = UnaryOperator.identity();
    Runnable afterSend = () -> { };
    Runnable beforeFence = () -> { };
    final Map<Slot, Long> open = new EnumMap<>(Slot.class);
    private final Map<Slot, Counters> counted = new EnumMap<>(Slot.class);
    private final int port;

    MemoryRouter(int port) {
        this.port = port;
    }

    @Override public Route route() throws IOException {
        up();
        return new Route(live, onTrial, epoch);
    }

    @Override public void fence(long newer) throws IOException {
        up();
        beforeFence.run();
        requireFence();
        refuseOlderThan(newer);
        epoch = newer;
    }

    @Override public void send(Slot slot, boolean trial, long under) throws IOException {
        up();
        requireFence();
        refuseOlderThan(under);
        if (deaf) {
            throw new IOException("The router does not take the switch.");
        }
        epoch = under;
        live = Optional.of(slot);
        onTrial = trial;
        afterSend.run();
    }

    @Override public Counters counters(Slot slot) throws IOException {
        up();
        var all = counted.getOrDefault(slot, new Counters(0, 0, 0, 0, 0));
        if (told == null) {
            throw new IOException("The router does not say what it counted.");
        }
        return told.apply(new Counters(all.answers(), all.serverErrors(), all.connectErrors(), all.resets(), open.getOrDefault(slot, 0L),
                all.elsewhere()));
    }

    @Override public Optional<String> problem() throws IOException {
        up();
        return problem;
    }

    @Override public URI frontDoor() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    void count(Slot slot, long answers, long errors, long connectErrors) {
        var old = counted.getOrDefault(slot, new Counters(0, 0, 0, 0, 0));
        counted.put(slot, new Counters(old.answers() + answers, old.serverErrors() + errors, old.connectErrors() + connectErrors, 0, 0,
                old.elsewhere()));
    }

    /** The other slot answered what this one had failed. */
    void countElsewhere(Slot slot) {
        var old = counted.getOrDefault(slot, new Counters(0, 0, 0, 0, 0));
        counted.put(slot, new Counters(old.answers(), old.serverErrors(), old.connectErrors(), 0, 0, old.elsewhere() + 1));
    }

    /** As a router does that was started again. */
    void forgetCounts() {
        counted.clear();
    }

    private void up() throws IOException {
        if (down) {
            throw new IOException("The router does not answer.");
        }
    }

    private void requireFence() throws FenceLostException {
        if (forgetsFences > 0) {
            forgetsFences--;
            throw new FenceLostException("The router was started again.");
        }
    }

    private void refuseOlderThan(long asked) throws StaleEpochException {
        if (asked < epoch) {
            throw new StaleEpochException("Epoch " + asked + " is older than " + epoch + ".");
        }
    }
}
