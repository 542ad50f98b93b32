package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Who gets the users. Every write names the lease's epoch; an older one is refused by the router itself. */
public interface Router {
    /**
     * @param live    where new requests go; empty before the first deployment
     * @param onTrial whether failover away from there is armed
     * @param epoch   of the last accepted write or fence; 0 before the first, and where the router cannot keep one
     */
    record Route(Optional<Slot> live, boolean onTrial, long epoch) {
        public Route(Optional<Slot> live, long epoch) {
            this(live, false, epoch);
        }
    }

    /**
     * Counted since the router started, for one slot. A request counts once.
     *
     * @param answers       complete answers with a status below 500
     * @param serverErrors  complete answers with a 5xx of the release
     * @param connectErrors requests that found no connection to the release
     * @param resets        requests whose answer broke off
     * @param open          requests in flight now
     * @param elsewhere     requests that the router took away from the release after it failed them, whoever answered them then
     */
    record Counters(long answers, long serverErrors, long connectErrors, long resets, long open, long elsewhere) {
        public Counters(long answers, long serverErrors, long connectErrors, long resets, long open) {
            this(answers, serverErrors, connectErrors, resets, open, 0);
        }

        public long failed() {
            return serverErrors + connectErrors + resets + elsewhere;
        }

        public long total() {
            return answers + failed();
        }
    }

    /** A write that came with an epoch older than one the router has seen: somebody else holds the lease. */
    final class StaleEpochException extends IOException {
        private static final long serialVersionUID = 1L;

        public StaleEpochException(String message) {
            super(message);
        }
    }

    /** The router was started again since it was fenced, or what was prepared is used up: a fresh epoch of the own lease is needed. */
    final class FenceLostException extends IOException {
        private static final long serialVersionUID = 1L;

        public FenceLostException(String message) {
            super(message);
        }
    }

    Route route() throws IOException, InterruptedException;

    /**
     * Called after the lease was read and before it is taken by compare-and-set, so that what is prepared now is older than
     * anything a later holder prepares. Moves nobody and refuses nobody. Nothing for a router that knows epochs.
     */
    default void prepare() throws IOException, InterruptedException { }

    /** From here on refuses writes of older epochs. Moves nobody. */
    void fence(long epoch) throws IOException, InterruptedException;

    /**
     * Sends new requests to {@code slot}; when this returns, the router has it on disk and acts on it.
     *
     * @param onTrial whether what the slot fails is to be answered by the other slot, where the router can do that
     */
    void send(Slot slot, boolean onTrial, long epoch) throws IOException, InterruptedException;

    Counters counters(Slot slot) throws IOException, InterruptedException;

    /** Where users come in. */
    URI frontDoor();

    /** What is wrong with how the router keeps its route, so that a restart would move users; empty when all is well. */
    default Optional<String> problem() throws IOException, InterruptedException {
        return Optional.empty();
    }
}
