package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Who gets the users. Every write names the lease's epoch; an older one is refused by the router itself. */
public interface Router {
    /** @param live  where new requests go; empty before the first deployment
     *  @param epoch of the last accepted write or fence; 0 before the first */
    record Route(Optional<Slot> live, long epoch) { }

    /**
     * Counted since the router started, for one slot.
     *
     * @param answers       complete answers with a status below 500
     * @param serverErrors  complete answers with a 5xx of the release
     * @param connectErrors requests that found no connection to the release
     * @param resets        requests whose answer broke off
     * @param open          requests in flight now
     */
    record Counters(long answers, long serverErrors, long connectErrors, long resets, long open) {
        public long failed() {
            return serverErrors + connectErrors + resets;
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

    Route route() throws IOException, InterruptedException;

    /** From here on refuses writes of older epochs. Moves nobody. */
    void fence(long epoch) throws IOException, InterruptedException;

    /** Sends new requests to {@code slot}; when this returns, the router has it on disk and acts on it. */
    void send(Slot slot, long epoch) throws IOException, InterruptedException;

    Counters counters(Slot slot) throws IOException, InterruptedException;

    /** Where users come in. */
    URI frontDoor();
}
