package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gets tokens where a registry says they are to be had. Credentials go there over TLS, or to a host named as insecure. */
final class TokenDesk {
    /** What a token lasts where its server does not say. */
    private static final long DEFAULT_SECONDS = 60;
    private static final int OK = 200;

    /** @param until when it is not used any more, a tenth of its time before it ends */
    record Token(String value, Instant until) {
        @Override public String toString() {
            return "a token until " + until;
        }
    }

    private final Wire wire;
    private final RegistryAccess access;
    private final Clock clock;
    private final Refusals refusals;

    TokenDesk(Wire wire, RegistryAccess access, Clock clock, Refusals refusals) {
        this.wire = wire;
        this.access = access;
        this.clock = clock;
        this.refusals = refusals;
    }

    /** @param scope such as {@code repository:team/shop:pull,push} */
    Token token(Challenge challenge, String scope, Login login) throws IOException, InterruptedException {
        var realm = realm(challenge.value("realm").orElseThrow(), login);
        var answer = wire.send(call(realm, challenge.value("service"), scope, login));
        if (answer.status() != OK) {
            throw refusals.of(answer, login, login.mask(), "get a token");
        }
        return read(answer, login);
    }

    private URI realm(String text, Login login) throws Failure {
        URI realm;
        try {
            realm = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Failure.lasting("the registry names no address for tokens: \"" + Said.brief(text) + "\"",
                    "Expected https://HOST/... . See its configuration (auth.token.realm).", 0);
        }
        boolean https = "https".equals(realm.getScheme());
        boolean named = "http".equals(realm.getScheme()) && access.insecure(String.valueOf(realm.getRawAuthority()));
        if (realm.getHost() == null || realm.getRawUserInfo() != null || !https && !named) {
            throw Failure.lasting("the registry sends for tokens to " + Said.brief(login.mask().hide(text))
                    + ", which is not HTTPS", "Expected https://HOST/...: credentials and tokens go nowhere else. Let the"
                    + " registry name such an address, or, where nobody can listen in between, name that host in"
                    + " image.registry.insecure.", 0);
        }
        return realm;
    }

    private static Call call(URI realm, Optional<String> service, String scope, Login login) {
        var asked = service.map(name -> "service=" + encoded(name) + "&").orElse("") + "scope=" + encoded(scope);
        if (login.identityToken().isPresent()) {
            var form = asked + "&grant_type=refresh_token&client_id=greenlight&refresh_token="
                    + encoded(login.identityToken().get());
            return Call.of("POST", realm).with("Content-Type", "application/x-www-form-urlencoded")
                    .with(Call.Body.of(form.getBytes(StandardCharsets.UTF_8)));
        }
        var call = Call.of("GET", URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + asked));
        return login.isAnonymous() ? call : call.with("Authorization", login.basic());
    }

    private Token read(Answer answer, Login login) throws Failure {
        try {
            var root = Json.read(new String(answer.body(), StandardCharsets.UTF_8), "token");
            var value = root.find("token").or(() -> root.find("access_token")).map(Node::text).orElse("");
            if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw noToken(answer, login);
            }
            long seconds = root.find("expires_in").map(Node::integer).filter(given -> given > 0).orElse(DEFAULT_SECONDS);
            return new Token(value, clock.instant().plus(Duration.ofSeconds(Math.min(seconds,
                    86_400)).multipliedBy(9).dividedBy(10)));
        } catch (ParseException e) {
            throw noToken(answer, login); // without the cause: it may repeat a token
        }
    }

    private static Failure noToken(Answer answer, Login login) {
        return Failure.lasting(answer.uri().getRawAuthority() + " gave no token to " + login + ", but something else",
                "Expected JSON with \"token\". See the registry's configuration: is that address its token"
                + " server?", answer.status());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
