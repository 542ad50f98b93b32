package io.jenkins.plugins.greenlight.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Moves users, and makes sure that they moved: every write is read back, every lost reply asked after. */
final class Switchboard {
    /** How long a router that does not answer is asked again before nobody knows who serves. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration ACT = Duration.ofSeconds(3);

    private final Target target;
    private final Logbook log;

    Switchboard(Target target, Logbook log) {
        this.target = target;
        this.log = log;
    }

    /** Where users go now.
     * @throws IOException when the router did not say within {@link #PATIENCE} */
    Optional<Slot> live() throws IOException, InterruptedException {
        return patiently(() -> target.router().route().live());
    }

    /** What became of requests there so far.
     * @throws IOException when the router did not say within {@link #PATIENCE} */
    Router.Counters counters(Slot slot) throws IOException, InterruptedException {
        return patiently(() -> target.router().counters(slot));
    }

    /** Sends users there unless they are there; returns when the router itself says so.
     * @param onTrial whether failover away from there is wanted; a router that has none sends them all the same
     * @throws IOException when that cannot be had or cannot be known within {@link #PATIENCE} */
    void send(Slot slot, boolean onTrial) throws IOException, InterruptedException {
        patiently(() -> {
            if (!isThere(target.router().route(), slot, onTrial)) {
                log.require(ACT);
                write(slot, onTrial);
            }
            var now = target.router().route();
            if (!isThere(now, slot, onTrial)) {
                throw new IOException("The router took the switch to " + slot.word() + " and still sends users to "
                        + now.live().map(Slot::word).orElse("nobody"));
            }
            return now;
        });
    }

    /** Ends the trial of who has the users; nothing where there is none. Moves nobody. */
    void settle(Slot slot) throws IOException, InterruptedException {
        var now = patiently(() -> target.router().route());
        if (now.onTrial() && now.live().equals(Optional.of(slot))) {
            send(slot, false);
        }
    }

    private static boolean isThere(Router.Route route, Slot slot, boolean onTrial) {
        return route.live().equals(Optional.of(slot)) && (onTrial || !route.onTrial());
    }

    /** Who still holds the lease fences anew a router that was started again, and only then writes. */
    private void write(Slot slot, boolean onTrial) throws IOException, InterruptedException {
        try {
            target.router().send(slot, onTrial, log.epoch());
        } catch (Router.FenceLostException e) {
            target.ports().log().warn(target.environment() + ": " + e.getMessage() + " The lease is still ours: it is fenced anew.");
            log.fenceAnew();
            target.router().send(slot, onTrial, log.epoch());
        }
    }

    /** @param act what is not done there while users are, as "stopped"
     *  @throws IOException when users are sent there, or it cannot be known */
    void requireNobodyIn(Slot slot, String act) throws IOException, InterruptedException {
        if (live().equals(Optional.of(slot))) {
            throw new IOException("The router sends users to " + slot.word() + ", so nothing there was " + act + ". Expected them"
                    + " elsewhere. Somebody moved the router by hand: look with greenlight status, then greenlight adopt.");
        }
    }

    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    private <T> T patiently(Question<T> question) throws IOException, InterruptedException {
        var clock = target.ports().clock();
        var end = clock.instant().plus(PATIENCE);
        while (true) {
            try {
                return question.ask();
            } catch (LeaseLostException | Router.StaleEpochException e) {
                throw e;
            } catch (IOException e) {
                if (!clock.instant().isBefore(end)) {
                    throw e;
                }
            }
            target.ports().pause().pause(BETWEEN);
        }
    }
}
