package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The passwords of all registries that a configuration names, for a program that speaks to whichever it likes. */
public final class KnownPasswords {
    /** One of them. */
    public record Password(String user, String password) {
        /** Without the password. */
        @Override public String toString() {
            return user;
        }
    }

    private KnownPasswords() { }

    /**
     * Looked up now, kept nowhere. What is an identity token and no password is left out.
     *
     * @return by registry, {@code HOST} or {@code HOST:PORT}; that of Docker Hub is {@code https://index.docker.io/v1/}
     * @throws IOException when there should be one and it is not to be had; never with a secret in it
     */
    public static Map<String, Password> of(RegistryAccess access, Ports ports) throws IOException, InterruptedException {
        var logins = new Logins(access, ports);
        var known = new LinkedHashMap<String, Password>();
        for (var registry : logins.registries()) {
            var login = logins.find(registry);
            if (!login.isAnonymous() && login.identityToken().isEmpty()) {
                known.put(registry.equals(ImageName.DOCKER_HUB) ? Logins.HUB_KEY : registry, new Password(login.user(), login.secret()));
            }
        }
        return known;
    }
}
