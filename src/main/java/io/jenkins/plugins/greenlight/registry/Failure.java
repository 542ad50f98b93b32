package io.jenkins.plugins.greenlight.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One attempt that came to nothing. Its message is a clause, such as {@code nothing accepts connections at 127.0.0.1:5055}. */
final class Failure extends IOException {
    private static final long serialVersionUID = 1L;
    private final String advice;
    private final boolean passing;
    private final transient Optional<Duration> pause;
    private final int status;

    private Failure(String reason, String advice, boolean passing, Optional<Duration> pause, int status, Throwable cause) {
        super(reason, cause);
        this.advice = advice;
        this.passing = passing;
        this.pause = pause;
        this.status = status;
    }

    /** Another attempt may end otherwise. */
    static Failure passing(String reason, String advice, Throwable cause) {
        return new Failure(reason, advice, true, Optional.empty(), 0, cause);
    }

    /** @param pause for how long the other side asked to be left alone */
    static Failure passing(String reason, String advice, Optional<Duration> pause, int status) {
        return new Failure(reason, advice, true, pause, status, null);
    }

    /** Another attempt would end the same. */
    static Failure lasting(String reason, String advice, Throwable cause) {
        return new Failure(reason, advice, false, Optional.empty(), 0, cause);
    }

    static Failure lasting(String reason, String advice, int status) {
        return new Failure(reason, advice, false, Optional.empty(), status, null);
    }

    /** What was expected and what to do: whole sentences. */
    String advice() {
        return advice;
    }

    boolean isPassing() {
        return passing;
    }

    Optional<Duration> pause() {
        return pause;
    }

    int status() {
        return status;
    }
}
