package benchmarks.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Users of every kind, from {@link #start} until {@link #end}. Whoever moves them says so with {@link #switched}, or what
 * a release that is not live any more answers cannot be told from what it should.
 */
public final class Load implements AutoCloseable {
    private static final int FIRST = 8;
    private static final int MOST = 400;

    private final Path folder;
    private final Ledger ledger;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Switch> switches = new ArrayList<>();

    private Load(Path folder) throws IOException {
        this.folder = folder;
        this.ledger = new Ledger(Files.createDirectories(folder).resolve("requests.csv"));
    }

    /** @param folder for requests.csv and, at the end, switches.csv; what is there of an earlier run is replaced */
    public static Load start(LoadPlan plan, Path folder) throws IOException {
        var load = new Load(folder);
        plan.rates().forEach((kind, rate) -> load.lanes.add(load.lane(kind, rate, plan)));
        return load;
    }

    private Lane lane(Kind kind, double rate, LoadPlan plan) {
        return switch (kind) {
            case GET, POST, CONNECTION, SLOW -> new Lane(kind, rate, FIRST, MOST, () -> new Shopper(kind, plan, ledger));
            case UPLOAD -> new Lane(kind, rate, FIRST, MOST, () -> new Uploader(plan, ledger));
            case FRAME, WEBSOCKET -> new Lane(kind, rate, 1, 1, () -> new Chatter(plan, ledger));
        };
    }

    /** In the order of their beginnings; the first one may be what was there from the start, begun and reported at 0. */
    public synchronized void switched(Switch switched) {
        switches.add(switched);
    }

    /** As far as requests have ended by now. */
    public synchronized Findings soFar() {
        return Findings.of(ledger.soFar(), switches);
    }

    /** Each request that has ended by now, in the order of their ends. */
    public List<Exchange> ended() {
        return ledger.soFar();
    }

    /** Requests that are due by now are still sent, and answered or given up. Safe to repeat. */
    public Findings end() throws IOException, InterruptedException {
        for (var lane : lanes) {
            lane.end();
        }
        ledger.close();
        synchronized (this) {
            var lines = new ArrayList<>(List.of(Switch.HEADER));
            switches.forEach(switched -> lines.add(switched.line()));
            Files.write(folder.resolve("switches.csv"), lines);
        }
        return soFar();
    }

    /** Ends it, whatever was found. */
    @Override public void close() throws IOException {
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The load was interrupted while it ended.");
        }
    }
}
