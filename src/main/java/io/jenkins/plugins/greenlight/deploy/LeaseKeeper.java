package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes the lease, keeps it alive from a thread of its own, gives it back. */
final class LeaseKeeper implements AutoCloseable {
    static final String KEY = "lease";
    /** That may come in between before a holder is given up on: one every ten seconds is all it should send. */
    private static final int HEARTBEATS = 5;
    private static final Duration BEAT = Lease.TTL.dividedBy(3);

    private final StateStore store;
    private final Clock clock;
    private final ScheduledExecutorService heart;
    private Lease lease;
    private long version;
    private volatile boolean lost;

    private LeaseKeeper(StateStore store, Clock clock, Lease lease, long version) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.version = version;
        this.heart = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done between the lease's reading and its taking. */
    interface Preparation {
        void prepare() throws IOException, InterruptedException;
    }

    /**
     * @param floor the highest epoch that journal and router have seen: the new one is above it
     * @param alive whether a holder on this host still runs; asked only for holders on {@code self}'s host
     * @throws LeaseHeldException naming the holder, when somebody else deploys
     */
    static LeaseKeeper take(StateStore store, Holder self, Clock clock, Predicate<Holder> alive, long floor,
                            Preparation preparation)
            throws IOException, InterruptedException, LeaseHeldException {
        var stored = store.read(KEY);
        long epoch = floor;
        if (stored.isPresent()) {
            var found = Lease.read(stored.get().text(), store.location());
            if (found.binds(self, alive, clock.instant())) {
                throw new LeaseHeldException(found, store.location(), clock.instant());
            }
            epoch = Math.max(floor, found.epoch());
        }
        preparation.prepare();
        try {
            return begin(store, clock, new Lease(epoch + 1, self, clock.instant(), false), version(stored));
        } catch (StateStore.ConflictException e) {
            throw new LeaseHeldException(Lease.in(store).orElseThrow(() -> e), store.location(), clock.instant());
        }
    }

    /**
     * Takes the lease away from whoever is known to hold it, its time up or not.
     *
     * @throws StateStore.ConflictException when it has changed hands since; it is then left there
     */
    static LeaseKeeper seize(StateStore store, Holder self, Clock clock, Lease from, long floor, Preparation preparation)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var stored = store.read(KEY);
            var found = stored.isEmpty() ? Optional.<Lease>empty() : Optional.of(
                    Lease.read(stored.get().text(), store.location()));
            if (found.filter(now -> now.holder().equals(from.holder()) && !now.released()).isEmpty()) {
                throw new StateStore.ConflictException("The lease in " + store.location()
                        + " has changed hands in between. It was left"
                        + " where it is: look again.");
            }
            preparation.prepare();
            try {
                return begin(store, clock, new Lease(Math.max(floor, found.get().epoch()) + 1, self, clock.instant(), false),
                        version(stored));
            } catch (StateStore.ConflictException e) {
                if (attempt == HEARTBEATS) {
                    throw e;
                }
            }
        }
    }

    private static long version(Optional<StateStore.Versioned> stored) {
        return stored.map(StateStore.Versioned::version).orElse(0L);
    }

    private static LeaseKeeper begin(StateStore store, Clock clock, Lease lease, long replaced) throws IOException {
        var keeper = new LeaseKeeper(store, clock, lease, store.write(KEY, replaced, lease.json()));
        keeper.beatEvery(BEAT);
        return keeper;
    }

    /** From now on, without being asked; until it is closed or abandoned. */
    void beatEvery(Duration interval) {
        heart.scheduleAtFixedRate(this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized long epoch() {
        return lease.epoch();
    }

    /** @throws LeaseLostException when the lease is gone, or would be before {@code needed} has passed */
    synchronized void require(Duration needed) throws LeaseLostException {
        if (!lost && lease.left(clock.instant()).compareTo(needed) <= 0) {
            beat();
        }
        if (lost || lease.left(clock.instant()).compareTo(needed) <= 0) {
            throw new LeaseLostException("The lease of epoch " + lease.epoch() + " in " + store.location()
                    + " is no longer ours. Nothing more was changed; whoever holds it now goes on. See: greenlight status");
        }
    }

    /** A fresh epoch of the own lease, taken as the first was: whoever took it over in between makes this fail.
     * @throws LeaseLostException when somebody did */
    synchronized void renew(Preparation preparation) throws IOException, InterruptedException {
        require(Duration.ZERO);
        preparation.prepare();
        var renewed = new Lease(lease.epoch() + 1, lease.holder(), clock.instant(), false);
        try {
            version = store.write(KEY, version, renewed.json());
            lease = renewed;
        } catch (StateStore.ConflictException e) {
            lost = true;
            require(Duration.ZERO);
        }
    }

    private synchronized void beat() {
        try {
            var renewed = new Lease(lease.epoch(), lease.holder(), clock.instant(), false);
            version = store.write(KEY, version, renewed.json());
            lease = renewed;
        } catch (StateStore.ConflictException e) {
            lost = true;
        } catch (IOException e) {
            // Not renewed this time: the time left shrinks, and require() stops the work before it is up.
        }
    }

    /** Stops the heartbeat without giving the lease back: what a crash does. */
    void abandon() {
        heart.shutdownNow();
    }

    @Override public synchronized void close() throws IOException {
        heart.shutdownNow();
        if (!lost) {
            try {
                version = store.write(KEY, version, new Lease(lease.epoch(), lease.holder(), clock.instant(), true).json());
            } catch (StateStore.ConflictException e) {
                lost = true;
            }
        }
    }
}
