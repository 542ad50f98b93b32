package benchmarks.engine;

import benchmarks.load.Moments;
import io.jenkins.plugins.greenlight.deploy.Router;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A router that tells when users were moved, and when they were first looked after. */
final class TimedRouter implements Router {
    /**
     * Microseconds since the Unix epoch.
     *
     * @param begun    just before the router was told
     * @param reported when it said that users are there
     * @param from     where they were; the same slot where only a trial ended
     */
    record Move(long begun, long reported, Optional<Slot> from, Slot to, boolean onTrial) {
        boolean movesUsers() {
            return !from.equals(Optional.of(to));
        }
    }

    private final Router router;
    private final List<Move> moves = new ArrayList<>();
    private final List<Long> firstLooks = new ArrayList<>();
    private boolean looked = true;

    TimedRouter(Router router) {
        this.router = router;
    }

    synchronized List<Move> moves() {
        return List.copyOf(moves);
    }

    /** From each move's report to the first counters read after it, in microseconds. */
    synchronized List<Long> firstLooks() {
        return List.copyOf(firstLooks);
    }

    static long micros() {
        return Moments.now();
    }

    @Override public Route route() throws IOException, InterruptedException {
        return router.route();
    }

    @Override public void prepare() throws IOException, InterruptedException {
        router.prepare();
    }

    @Override public void fence(long epoch) throws IOException, InterruptedException {
        router.fence(epoch);
    }

    @Override public void send(Slot slot, boolean onTrial, long epoch) throws IOException, InterruptedException {
        var from = router.route().live();
        long begun = micros();
        router.send(slot, onTrial, epoch);
        moved(new Move(begun, micros(), from, slot, onTrial));
    }

    private synchronized void moved(Move move) {
        moves.add(move);
        looked = looked && !move.movesUsers();
    }

    @Override public Counters counters(Slot slot) throws IOException, InterruptedException {
        var counters = router.counters(slot);
        look();
        return counters;
    }

    private synchronized void look() {
        if (!looked) {
            looked = true;
            firstLooks.add(micros() - moves.get(moves.size() - 1).reported());
        }
    }

    @Override public URI frontDoor() {
        return router.frontDoor();
    }

    @Override public Optional<String> problem() throws IOException, InterruptedException {
        return router.problem();
    }
}
