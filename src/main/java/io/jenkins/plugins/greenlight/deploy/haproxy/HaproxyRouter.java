package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Router;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.port.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * HAProxy 2.4 or newer, told through its runtime socket. Who is live is one row of a map, in the worker and in a file.
 *
 * <p>The epoch is kept by nobody here; versions of the map fence instead. {@link #prepare} takes three, {@link #fence} commits
 * the first, and from then on the worker refuses all that were handed out before. Whoever holds a later lease prepared later. The
 * numbers start again with each worker, so each write first asks on the same connection which worker it speaks to.
 *
 * <p>A reload by somebody else while a write is made may start the new worker from the file as it was before: {@link #problem}
 * then says that file and worker differ.
 */
public final class HaproxyRouter implements Router {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final long NONE = -1;

    private final HaproxySite site;
    private final Path map;
    private final RuntimeSocket socket;
    private final Backends backends;
    private final RouteRow row;
    private final Servers servers;
    private final Pause pause;
    private Optional<Prepared> held = Optional.empty();
    private long fenced = NONE;
    /** The last version whose commit was sent; an answer may have been lost, so it may still be made. */
    private long sent = NONE;

    public HaproxyRouter(HaproxySite site, String app, String environment, Pause pause) {
        this(site, new Backends(app, environment), pause, Forcing.DISK, ANSWER);
    }

    HaproxyRouter(HaproxySite site, Backends backends, Pause pause, Forcing forcing, Duration answerWait) {
        this.site = site;
        this.map = RuntimePath.of("map", site.map());
        this.socket = new RuntimeSocket(RuntimePath.of("socket", site.socket()), answerWait);
        this.backends = backends;
        this.row = new RouteRow(socket, site.map(), new MapFile(map, forcing), backends);
        this.servers = new Servers(socket, backends, site.failover());
        this.pause = pause;
    }

    @Override public Route route() throws IOException, InterruptedException {
        try (var session = socket.open()) {
            var place = row.place(row.backend(row.map(session)));
            return new Route(place.map(Backends.Place::slot), place.isPresent() && place.get().onTrial(), 0);
        }
    }

    @Override public synchronized void prepare() throws IOException, InterruptedException {
        try (var session = socket.open()) {
            long pid = session.pid();
            var versions = row.map(session);
            versions.inUse();
            held = Optional.of(new Prepared(pid, versions.prepare(), List.of(versions.prepare(), versions.prepare())));
            fenced = NONE;
            sent = NONE;
        }
    }

    @Override public synchronized void fence(long epoch) throws IOException, InterruptedException {
        var mine = held.orElseThrow(() -> new FenceLostException("Nothing was prepared in HAProxy for epoch " + epoch
                + ". Expected prepare before the lease is taken."));
        if (fenced != NONE && fenced != epoch) {
            throw new FenceLostException("What was prepared in HAProxy served epoch " + fenced + ", it cannot serve " + epoch
                    + ". Expected prepare before each lease is taken.");
        }
        try (var lock = MapLock.take(map, pause)) {
            try (var session = same(mine)) {
                var versions = row.map(session);
                long inUse = versions.inUse();
                if (inUse < mine.fence()) {
                    var now = row.backend(versions);
                    commit(versions, mine.fence(), now);
                    row.expect(versions, now);
                } else if (!mine.owns(inUse)) {
                    throw overtaken(inUse, epoch);
                }
            }
            row.align();
        }
        fenced = epoch;
    }

    @Override public synchronized void send(Slot slot, boolean onTrial, long epoch) throws IOException, InterruptedException {
        var mine = fencedFor(epoch);
        var place = new Backends.Place(slot, onTrial && servers.covered(slot));
        servers.awaitServing(place, pause);
        try (var lock = MapLock.take(map, pause)) {
            try (var session = same(mine)) {
                move(mine, row.map(session), backends.of(place), epoch);
            }
            readBack(mine, backends.of(place), epoch);
        }
    }

    private void move(Prepared mine, LiveMap versions, String target, long epoch) throws IOException, InterruptedException {
        long inUse = versions.inUse();
        if (!mine.owns(inUse)) {
            throw overtaken(inUse, epoch);
        }
        boolean inDoubt = sent > inUse;
        if (!inDoubt && row.backend(versions).equals(target)) {
            return;
        }
        long version = inDoubt && !versions.holds(sent, target) ? mine.above(sent) : mine.above(inUse);
        row.write(target); // the file first: who reloads from now on brings users where they are about to go
        sent = version;
        try {
            commit(versions, version, target);
        } catch (StaleEpochException e) {
            row.align();
            throw e;
        }
    }

    private void commit(LiveMap versions, long version, String backend) throws IOException, InterruptedException {
        try {
            versions.stage(version, backend);
            versions.commit(version);
        } catch (RefusedException e) {
            if (versions.inUse() == version) {
                return; // an earlier try came through after its answer was given up
            }
            throw new StaleEpochException("HAProxy refused version " + version + " of " + site.map() + ": " + e.getMessage()
                    + " Somebody else holds the lease. Users were not moved.");
        }
    }

    /** On a connection of its own: the first one would stay with a worker that was replaced meanwhile. */
    private void readBack(Prepared mine, String target, long epoch) throws IOException, InterruptedException {
        try (var session = same(mine)) {
            var versions = row.map(session);
            long inUse = versions.inUse();
            if (!mine.owns(inUse)) {
                throw overtaken(inUse, epoch);
            }
            row.expect(versions, target);
        } catch (StaleEpochException | FenceLostException e) {
            row.align();
            throw e;
        }
        row.align();
    }

    private Prepared fencedFor(long epoch) throws IOException {
        if (fenced != NONE && epoch < fenced) {
            throw new StaleEpochException("Epoch " + epoch + " is older than " + fenced + ", the last one that fenced HAProxy."
                    + " Somebody else holds the lease. Users were not moved.");
        }
        if (fenced != epoch || held.isEmpty()) {
            throw new FenceLostException("HAProxy was " + (fenced == NONE ? "not fenced" : "fenced for epoch " + fenced)
                    + ", not for " + epoch
                    + ". Expected prepare and fence before users are moved.");
        }
        return held.get();
    }

    private RuntimeSession same(Prepared mine) throws IOException, InterruptedException {
        var session = socket.open();
        try {
            long pid = session.pid();
            if (pid != mine.pid()) {
                throw new FenceLostException("HAProxy's worker is now process " + pid + ", it was " + mine.pid()
                        + " when it was fenced: it was reloaded or restarted. Expected a fresh lease before users are moved.");
            }
            return session;
        } catch (IOException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private StaleEpochException overtaken(long inUse, long epoch) {
        return new StaleEpochException("HAProxy has version " + inUse + " of " + site.map() + ", which epoch " + epoch
                + " did not prepare. Somebody else holds the lease.");
    }

    @Override public Counters counters(Slot slot) throws IOException, InterruptedException {
        return servers.counters(slot);
    }

    @Override public URI frontDoor() {
        return URI.create("http://127.0.0.1:" + site.port() + "/");
    }

    @Override public Optional<String> problem() throws IOException, InterruptedException {
        String runs;
        try (var session = socket.open()) {
            runs = row.backend(row.map(session));
        }
        var place = row.place(runs);
        var drift = row.drift(runs);
        return drift.isPresent() || place.isEmpty() ? drift : servers.down(place.get());
    }
}
