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

    /** Sends users there unless they are there; returns when the router itself says so.
     * @throws IOException when that cannot be had or cannot be known within {@link #PATIENCE} */
    void send(Slot slot) throws IOException, InterruptedException {
        patiently(() -> {
            if (!target.router().route().live().equals(Optional.of(slot))) {
                log.require(ACT);
                target.router().send(slot, log.epoch());
            }
            var now = target.router().route();
            if (!now.live().equals(Optional.of(slot))) {
                throw new IOException("The router took the switch to " + slot.word() + " and still sends users to "
                        + now.live().map(Slot::word).orElse("nobody"));
            }
            return now;
        });
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
