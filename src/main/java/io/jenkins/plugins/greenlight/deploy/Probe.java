package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Asks a release, or whoever stands before it, one thing and says what came back. */
final class Probe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Http http;
    private final String releaseHeader;

    Probe(Http http, String releaseHeader) {
        this.http = http;
        this.releaseHeader = releaseHeader;
    }

    /** @param good whether the answer was 2xx and came from the release that was expected
     *  @param from the release id in the answer; empty when there was none */
    record Seen(boolean good, String from, String what) { }

    /** @param request {@code METHOD /path} */
    Seen ask(URI base, String request, ReleaseId expected) throws InterruptedException {
        int space = request.indexOf(' ');
        var uri = base.resolve(request.substring(space + 1).strip());
        try {
            var answer = http.send(new Http.Request(request.substring(0, space), uri, Map.of(), "", TIMEOUT));
            var from = answer.header(releaseHeader).orElse("");
            boolean right = from.equals(expected.value());
            boolean success = answer.status() >= 200 && answer.status() < 300;
            return new Seen(right && success, from, answer.status() + " from " + (from.isEmpty() ? "nobody we know (no "
                    + releaseHeader + " header)" : from) + " to " + request + " at " + uri);
        } catch (IOException e) {
            return new Seen(false, "", e.getMessage());
        }
    }
}
