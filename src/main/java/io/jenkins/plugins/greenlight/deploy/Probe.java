package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Asks a release, or whoever stands before it, one thing and says what came back. */
final class Probe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Http http;
    private final String releaseHeader;

    Probe(Http http, String releaseHeader) {
        this.http = http;
        this.releaseHeader = releaseHeader;
    }

    /** @param good   whether the answer was 2xx and came from the release that was expected
     *  @param from   the release id in the answer; empty when there was none
     *  @param status 0 when there was no answer */
    record Seen(boolean good, String from, String what, int status) {
        Seen(boolean good, String from, String what) {
            this(good, from, what, 0);
        }
    }

    /** Asks for its health, and whether the answer says what a good one does. */
    Seen health(URI base, DeploySettings.Health health, ReleaseId expected) throws InterruptedException {
        return ask(base, "GET " + health.path(), expected, answer -> {
            if (!health.body().isEmpty() && !answer.body().contains(health.body())) {
                return Optional.of("without \"" + health.body() + "\" in its body");
            }
            return health.headers().entrySet().stream().filter(wanted -> !answer.header(wanted.getKey()).equals(Optional.of(wanted.getValue())))
                    .map(wanted -> "without the header " + wanted.getKey() + ": " + wanted.getValue()).findFirst();
        });
    }

    /** @param request {@code METHOD /path} */
    Seen ask(URI base, String request, ReleaseId expected) throws InterruptedException {
        return ask(base, request, expected, answer -> Optional.empty());
    }

    /** Asks and does not wait; never completes with an exception. */
    CompletableFuture<Seen> begin(URI base, String request, ReleaseId expected, Duration timeout) throws InterruptedException {
        var asked = request(base, request, timeout);
        return http.begin(asked).handle((answer, thrown) -> thrown == null ? seen(answer, asked, expected, Optional.empty())
                : new Seen(false, "", thrown instanceof CompletionException ? thrown.getCause().getMessage() : thrown.getMessage()));
    }

    private Seen ask(URI base, String request, ReleaseId expected, Function<Http.Answer, Optional<String>> objection)
            throws InterruptedException {
        var asked = request(base, request, TIMEOUT);
        try {
            var answer = http.send(asked);
            return seen(answer, asked, expected, objection.apply(answer));
        } catch (IOException e) {
            return new Seen(false, "", e.getMessage());
        }
    }

    private static Http.Request request(URI base, String request, Duration timeout) {
        int space = request.indexOf(' ');
        return new Http.Request(request.substring(0, space), base.resolve(request.substring(space + 1).strip()), Map.of(), "", timeout);
    }

    private Seen seen(Http.Answer answer, Http.Request asked, ReleaseId expected, Optional<String> objection) {
        var from = answer.header(releaseHeader).orElse("");
        boolean right = from.equals(expected.value());
        boolean success = answer.status() >= 200 && answer.status() < 300;
        var whose = from.isEmpty() ? "nobody we know (no " + releaseHeader + " header)" : from;
        return new Seen(right && success && objection.isEmpty(), from, answer.status() + objection.map(what -> " " + what).orElse("")
                + " from " + whose + " to " + asked.method() + " " + asked.uri().getRawPath() + " at " + asked.uri(), answer.status());
    }
}
