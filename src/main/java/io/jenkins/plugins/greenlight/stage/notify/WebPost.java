package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.parse.RetryAfter;
import io.jenkins.plugins.greenlight.port.Http;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** JSON posted once. Secrets are looked up for it and are in no message of what went wrong. */
final class WebPost {
    private static final Duration LONGEST_TRY = Duration.ofSeconds(10);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private final Ports ports;

    WebPost(Ports ports) {
        this.ports = ports;
    }

    /** @param headers beside the content's type */
    Tried send(PlainOrSecret url, Map<String, Given> headers, String json, Duration left) throws InterruptedException {
        var redaction = new Redaction();
        Http.Request request;
        try {
            var uri = address(url, redaction);
            var all = new TreeMap<>(Map.of("Content-Type", "application/json"));
            for (var header : headers.entrySet()) {
                all.put(header.getKey(), header.getValue().revealed(ports, redaction));
            }
            request = new Http.Request("POST", uri, all, json, left.compareTo(LONGEST_TRY) < 0 ? left : LONGEST_TRY);
        } catch (IOException e) {
            return new Tried.Refused(e.getMessage());
        }
        try {
            return judged(ports.http().send(request), redaction);
        } catch (IOException e) {
            return Tried.Later.of(redaction.in(e.getMessage()));
        }
    }

    /** A header's value. @param before that stands in front of it, such as {@code Bearer } */
    record Given(String before, PlainOrSecret value) {
        private String revealed(Ports ports, Redaction redaction) throws IOException {
            String revealed = value.reveal(ports.variables()::value);
            value.credential().ifPresent(secret -> redaction.secret(revealed));
            if (!revealed.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                throw new IOException(value + " cannot be sent in a header. Expected ASCII.");
            }
            return before + revealed;
        }
    }

    private URI address(PlainOrSecret url, Redaction redaction) throws IOException {
        String revealed = url.reveal(ports.variables()::value);
        try {
            var uri = new URI(revealed);
            boolean own = uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
            if (uri.getHost() == null || uri.getRawUserInfo() != null || !("https".equals(uri.getScheme()) || own
                    && "http".equals(uri.getScheme()))) {
                throw new IOException(url + " holds no address that a message may go to. Expected https://HOST/..., without a user.");
            }
            url.credential().ifPresent(secret -> redaction.secret(uri));
            return uri;
        } catch (URISyntaxException e) {
            throw new IOException(url + " holds no address. Expected https://HOST/... .");
        }
    }

    private Tried judged(Http.Answer answer, Redaction redaction) {
        int status = answer.status();
        if (status / 100 == 2) {
            return new Tried.Told();
        }
        String said = redaction.in(answer.body());
        String why = "it answered HTTP " + status + (said.isEmpty() ? "" : ": " + said);
        if (status == 408 || status == 425 || status == 429 || status / 100 == 5) {
            return new Tried.Later(why, answer.header("Retry-After").flatMap(header -> RetryAfter.read(header, ports.clock().instant())));
        }
        return new Tried.Refused(status / 100 == 3 ? why + ". A redirect is not followed: give the address that it leads to" : why);
    }
}
