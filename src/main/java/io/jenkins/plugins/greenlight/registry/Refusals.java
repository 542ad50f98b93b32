package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.parse.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Puts an answer that is a refusal into words. */
final class Refusals {
    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** @param mask  hides what is secret
     *  @param asked what was asked for, such as {@code push to team/shop} */
    Failure of(Answer answer, Login login, Mask mask, String asked) {
        int status = answer.status();
        var said = AnswerWords.of(new String(answer.body(), StandardCharsets.UTF_8), answer.header("Content-Type").orElse(""), mask);
        var words = answer.uri().getRawAuthority() + " answered " + status + (said.isEmpty() ? "" : " (" + said + ")");
        return switch (status) {
            case 401 -> Failure.lasting(words + " to " + login, unknown(login, asked), status);
            case 403 -> Failure.lasting(words + " to " + login, "Expected somebody who may " + asked
                    + ". Ask for that right at the registry, or use another user" + (login.isAnonymous() ? " (" + keys()
                    + ")" : "") + ".", status);
            case 404 -> Failure.lasting(words, "Expected to be able to " + asked
                    + ". Check the image's name, and that the registry has it.", status);
            case 413 -> Failure.lasting(words, "Expected it to take the image. Raise the limit of the registry or of the proxy"
                    + " before it (nginx: client_max_body_size), or build smaller layers.", status);
            case 429 -> Failure.passing(words, "Expected it to serve this many requests. Wait, or raise its limit"
                    + (login.isAnonymous() ? "; many registries allow more to who logs in (" + keys() + ")" : "") + ".",
                    pause(answer), status);
            default -> other(answer, words, asked);
        };
    }

    private Failure other(Answer answer, String words, String asked) {
        int status = answer.status();
        if (status == 408 || status == 425 || status / 100 == 5) {
            return Failure.passing(words, "Expected it to serve the request. See the registry's own log, and that of what stands"
                    + " before it.",
                    pause(answer), status);
        }
        if (status == 400 && "http".equals(answer.uri().getScheme())
                && answer.header("Docker-Distribution-Api-Version").isEmpty()) {
            return Failure.lasting(words + " to plain HTTP", "Expected to be able to " + asked + ". If it speaks TLS, take "
                    + answer.uri().getRawAuthority() + " out of image.registry.insecure.", status);
        }
        return Failure.lasting(words, "Expected to be able to " + asked + ". " + (answer.redirects()
                ? "It sends elsewhere, and this is not followed: name the registry that it sends to." : "See the registry's own"
                + " log."), status);
    }

    private static String unknown(Login login, String asked) {
        return login.isAnonymous() ? "Expected to be able to " + asked + ". Give a user: " + keys() + "."
                : "Expected a user and a password with which to " + asked + ". Mend " + login.origin() + ".";
    }

    private static String keys() {
        return "image.registry.user and password, or image.registry.dockerConfig";
    }

    private Optional<Duration> pause(Answer answer) {
        return answer.header("Retry-After").flatMap(header -> RetryAfter.read(header, clock.instant()));
    }
}
