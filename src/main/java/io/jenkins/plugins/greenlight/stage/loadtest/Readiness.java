package io.jenkins.plugins.greenlight.stage.loadtest;

import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Load begins only when the address says that it is up. */
record Readiness(URI base, String healthPath) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** @throws StageException when it did not answer 200 in 30 s */
    void await(Ports ports) throws StageException, InterruptedException {
        var uri = URI.create(base.toString().replaceFirst("/+$", "") + healthPath);
        var end = ports.clock().instant().plus(PATIENCE);
        String last = ask(ports, uri);
        while (!"200".equals(last)) {
            if (!ports.clock().instant().isBefore(end)) {
                throw new StageException("Load test not started: " + uri + " did not answer 200 in " + PATIENCE.toSeconds()
                        + " s (last: " + last + "). Expected 200. Check loadTest.healthPath and the log of what runs there.");
            }
            ports.pause().pause(BETWEEN);
            last = ask(ports, uri);
        }
    }

    private static String ask(Ports ports, URI uri) throws InterruptedException {
        try {
            return Integer.toString(ports.http().send(Http.Request.get(uri, TIMEOUT)).status());
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }
}
