package io.jenkins.plugins.greenlight.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What to ask, how often and for how long.
 *
 * @param base          http or https; its path goes before every request's path
 * @param perSecond     arrivals per second, above 0, whatever the answers do
 * @param duration      recorded, above 0
 * @param warmup        not recorded, before, at the same rate; may be zero
 * @param timeout       from being sent (a new connection included) to the complete answer
 * @param connections   open at the same time at the most, with one request under way each
 * @param requests      taken in turn; at least one
 * @param releaseHeader in which a release answers its id
 */
public record LoadPlan(URI base, double perSecond, Duration duration, Duration warmup, Duration timeout, int connections,
                       List<Request> requests, String releaseHeader) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e]*");

    /** @throws IllegalArgumentException naming the first value out of range */
    public LoadPlan {
        requests = List.copyOf(requests);
        demand(base.getHost() != null && ("http".equals(base.getScheme()) || "https".equals(base.getScheme())),
                "address", base, "http:// or https:// with a host");
        demand(perSecond > 0 && Double.isFinite(perSecond), "rate", perSecond, "arrivals per second above 0");
        demand(duration.compareTo(Duration.ZERO) > 0, "duration", duration, "more than 0");
        demand(!warmup.isNegative(), "warm-up", warmup, "0 or more");
        demand(timeout.compareTo(Duration.ZERO) > 0, "timeout", timeout, "more than 0");
        demand(connections >= 1, "number of connections", connections, "1 or more");
        demand(!requests.isEmpty(), "list of requests", requests, "at least one request");
        demand(TOKEN.matcher(releaseHeader).matches(), "release header", releaseHeader, "a header's name");
    }

    /** @param path begins with a slash, already percent-encoded
     *  @param body sent with {@code Content-Type: application/json}; empty for none */
    public record Request(String method, String path, String body) {
        /** @throws IllegalArgumentException unless the method is a word and the path could stand in a request line */
        public Request {
            Objects.requireNonNull(body, "body");
            demand(TOKEN.matcher(method).matches(), "method", method, "a word like GET");
            demand(TARGET.matcher(path).matches(), "path", path, "/ and then letters without blanks, percent-encoded");
        }

        public static Request get(String path) {
            return new Request("GET", path, "");
        }
    }

    boolean secure() {
        return "https".equals(base.getScheme());
    }

    int port() {
        return base.getPort() >= 0 ? base.getPort() : secure() ? 443 : 80;
    }

    private static void demand(boolean met, String what, Object value, String expected) {
        if (!met) {
            throw new IllegalArgumentException("The load test's " + what + " is \"" + value + "\". Expected " + expected + ".");
        }
    }
}
