package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Event;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How a container died last that runs again: its state no longer says so, the engine's events do. */
final class Deaths extends ResultCallback.Adapter<Event> {
    private static final String KILLED = "137";
    private String code;
    private boolean outOfMemory;

    Deaths() { }

    /** @param until now
     *  @return empty when the engine has forgotten: it keeps the last few hundred events, and none over its own end */
    static Optional<String> last(DockerEngine engine, InspectContainerResponse container, Instant until) throws IOException {
        var id = container.getId();
        var from = made(container.getCreated()).orElse(until.minus(Duration.ofHours(1)));
        var deaths = engine.read("tell how container " + id + " died", client -> {
            try {
                var seen = new Deaths();
                client.eventsCmd().withContainerFilter(id).withEventFilter("die", "oom")
                        .withSince(Long.toString(from.getEpochSecond())).withUntil(Long.toString(until.getEpochSecond() + 1))
                        .exec(seen).awaitCompletion();
                return seen;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Asking how container " + id + " died was interrupted.");
            }
        });
        return deaths.how();
    }

    private static Optional<Instant> made(String created) {
        try {
            return Optional.of(Instant.parse(created));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override public synchronized void onNext(Event event) {
        if ("oom".equals(event.getAction())) {
            outOfMemory = true;
        } else if (event.getActor() != null && event.getActor().getAttributes() != null) {
            code = event.getActor().getAttributes().get("exitCode");
        }
    }

    /**
     * The engine tells of want of memory before or after the death that it was the cause of, and of one death in many not at all: who
     * wanted memory once and was killed is taken to want it still.
     */
    synchronized Optional<String> how() {
        return Optional.ofNullable(code).filter(digits -> digits.matches("\\d{1,9}"))
                .map(digits -> Ending.how(Long.parseLong(digits), outOfMemory && digits.equals(KILLED)));
    }
}
