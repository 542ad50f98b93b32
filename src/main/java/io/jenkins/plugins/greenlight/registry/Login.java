package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Mask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who we are at a registry. Shows itself without the secret. */
final class Login {
    /** Nobody in particular. */
    static final Login ANONYMOUS = new Login("", "", false, "");

    private final String user;
    private final String secret;
    private final boolean identityToken;
    private final String origin;

    private Login(String user, String secret, boolean identityToken, String origin) {
        this.user = user;
        this.secret = secret;
        this.identityToken = identityToken;
        this.origin = origin;
    }

    /** @param origin where it was found, for messages: {@code /root/.docker/config.json} */
    static Login password(String user, String password, String origin) {
        return new Login(user, password, false, origin);
    }

    /** What some registries give instead of a password, to be exchanged for short-lived tokens. */
    static Login identityToken(String token, String origin) {
        return new Login("", token, true, origin);
    }

    boolean isAnonymous() {
        return secret.isEmpty();
    }

    /** The token to exchange; empty for a password. */
    Optional<String> identityToken() {
        return identityToken ? Optional.of(secret) : Optional.empty();
    }

    /** Empty for a token. */
    String user() {
        return user;
    }

    /** The password or the token itself. */
    String secret() {
        return secret;
    }

    /** The value of an Authorization header. */
    String basic() {
        return "Basic " + encoded();
    }

    /** As Docker's configuration has it: user and password in base64. */
    String encoded() {
        return Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Where it is to be mended; empty for nobody. */
    String origin() {
        return origin;
    }

    Mask mask() {
        return mask(List.of());
    }

    /** @param more what is secret beside it */
    Mask mask(List<String> more) {
        return new Mask(Stream.concat(more.stream(), isAnonymous() ? Stream.of() : Stream.of(secret, encoded())).toList());
    }

    /** Such as {@code the user "pusher" of image.registry.user}. */
    @Override public String toString() {
        return isAnonymous() ? "a request without credentials" : identityToken ? "the identity token of " + origin
                : "the user \"" + user + "\" of " + origin;
    }
}
