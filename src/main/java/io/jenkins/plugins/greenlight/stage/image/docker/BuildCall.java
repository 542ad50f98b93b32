package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.docker.EngineStream;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One build, asked of an engine. A thread of its own sends and reads, so that an interrupt of the caller's is no end of the
 * stream: the engine is told that nobody waits, and names all that it made before it ends.
 */
final class BuildCall {
    /** What a step that cannot be stopped, such as a big COPY, may take until the engine is left to itself. */
    private static final Duration FAREWELL = Duration.ofSeconds(60);
    private static final int WAITING = 256;

    /** @param said    one object of the stream; null at its end
     *  @param problem why it ended early; null for nothing */
    private record Event(Node said, IOException problem) { }

    private final EngineStream stream;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    /** What is wrong with it would else look like the engine's fault. */
    private final Heard context;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(WAITING);

    BuildCall(EngineStream stream, Map<String, String> query, Map<String, String> headers, InputStream context) {
        this.stream = stream;
        this.query = query;
        this.headers = headers;
        this.context = new Heard(context);
    }

    /** @return what was wrong with the context; empty when the build went to its end, whatever that was */
    Optional<IOException> run(BuildOutput output) throws IOException, InterruptedException {
        var thread = new Thread(this::stream, "docker-build");
        thread.setDaemon(true);
        thread.start();
        try {
            return ended(follow(output));
        } catch (InterruptedException e) {
            stream.leave();
            farewell(output);
            throw e;
        } finally {
            stream.close();
            thread.interrupt();
            context.close();
        }
    }

    private Optional<IOException> ended(Event last) throws IOException {
        if (context.broken()) {
            return Optional.of(context.problem());
        }
        if (last.problem() != null) {
            throw last.problem();
        }
        return Optional.empty();
    }

    private Event follow(BuildOutput output) throws InterruptedException {
        var event = events.take();
        for (; event.said() != null; event = events.take()) {
            output.item(event.said());
        }
        output.over();
        return event;
    }

    /** A second interrupt is the end of all patience. */
    private void farewell(BuildOutput output) throws InterruptedException {
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        var event = events.poll(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        while (event != null && event.said() != null) {
            output.item(event.said());
            event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        output.over();
    }

    private void stream() {
        IOException problem = null;
        try (var lines = new BufferedReader(new InputStreamReader(stream.post("/build", query, headers, context),
                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    events.put(new Event(Json.read(line, "what the engine said"), null));
                }
            }
        } catch (IOException e) {
            problem = e;
        } catch (InterruptedException e) {
            return; // nobody takes any more
        } catch (ParseException e) {
            problem = new IOException(e.getMessage(), e);
        } catch (RuntimeException e) { // whoever follows waits for an end
            problem = new IOException(e.toString(), e);
        }
        try {
            events.put(new Event(null, problem));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
