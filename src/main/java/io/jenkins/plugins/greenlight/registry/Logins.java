package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds who we are at a registry: the configuration's account for it, else what a Docker configuration says (credHelpers, then
 * credsStore, then auths, as Docker itself looks), else nobody. Looked up each time, kept nowhere.
 */
final class Logins {
    /** What Docker calls its own registry in that file. */
    static final String HUB_KEY = "https://index.docker.io/v1/";
    private static final int LARGEST = 1024 * 1024;

    private final RegistryAccess access;
    private final Ports ports;

    Logins(RegistryAccess access, Ports ports) {
        this.access = access;
        this.ports = ports;
    }

    /** @throws IOException when there should be credentials and there are none to be had; never with a secret in it */
    Login find(String registry) throws IOException, InterruptedException {
        var account = access.account(registry);
        if (account.isPresent()) {
            return Login.password(account.get().username().reveal(ports.variables()::value),
                    account.get().password().reveal(ports.variables()::value), "image.registry.user");
        }
        return access.dockerConfig().isPresent() ? inFile(access.dockerConfig().get(), registry) : Login.ANONYMOUS;
    }

    /** Those that the configuration or the Docker configuration names. */
    Set<String> registries() throws IOException {
        var names = new LinkedHashSet<String>();
        access.accounts().forEach(account -> names.add(account.registry()));
        if (access.dockerConfig().isPresent()) {
            var root = read(access.dockerConfig().get());
            for (var part : List.of("credHelpers", "auths")) {
                root.find(part).filter(Node::isMap).ifPresent(all -> all.fields().keySet().forEach(key ->
                        names.add(registry(key))));
            }
        }
        return names;
    }

    /** Of a name under which it may stand there. */
    private static String registry(String key) {
        var host = key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return host.equals("index.docker.io") || host.equals("docker.io") ? ImageName.DOCKER_HUB : host;
    }

    /** The names under which a registry may stand there. */
    static List<String> keys(String registry) {
        return registry.equals(ImageName.DOCKER_HUB) ? List.of(HUB_KEY, registry, "docker.io", "index.docker.io")
                : List.of(registry, "https://" + registry, "https://" + registry + "/v1/", "https://" + registry + "/v2/",
                "http://" + registry);
    }

    private Login inFile(Path file, String registry) throws IOException, InterruptedException {
        var root = read(file);
        try {
            for (var key : keys(registry)) {
                var helper = root.find("credHelpers").flatMap(helpers -> helpers.find(key)).map(Node::text);
                if (helper.isPresent()) {
                    return new CredentialHelper(helper.get(), file, ports).get(key).orElse(Login.ANONYMOUS);
                }
            }
            var store = root.find("credsStore").map(Node::text).filter(name -> !name.isEmpty());
            for (var key : store.isPresent() ? keys(registry) : List.<String>of()) {
                var login = new CredentialHelper(store.get(), file, ports).get(key);
                if (login.isPresent()) {
                    return login.get();
                }
            }
            for (var key : keys(registry)) {
                var entry = root.find("auths").flatMap(auths -> auths.find(key));
                if (entry.isPresent()) {
                    return entry(entry.get(), file, key);
                }
            }
            return Login.ANONYMOUS;
        } catch (ParseException e) {
            throw broken(file, e);
        }
    }

    private static Node read(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it has " + Files.size(file) + " bytes");
            }
            return Json.read(Files.readString(file), file.toString());
        } catch (ParseException e) {
            throw broken(file, e);
        } catch (IOException e) {
            throw new IOException("image.registry.dockerConfig: " + file + " cannot be read (" + e.getClass().getSimpleName()
                    + "). Expected a config.json of Docker, at most 1 MiB; docker login writes one.", e);
        }
    }

    /** Without the parser's words and itself: they may repeat a secret. */
    private static IOException broken(Path file, ParseException e) {
        return new IOException("image.registry.dockerConfig: " + file + " is not what Docker writes (line " + e.place().line()
                + "). Expected JSON with auths, credsStore or credHelpers; docker login writes it.");
    }

    private static Login entry(Node entry, Path file, String key) throws IOException {
        var token = entry.find("identitytoken").map(Node::text).filter(text -> !text.isEmpty());
        if (token.isPresent()) {
            return Login.identityToken(token.get(), file.toString());
        }
        var auth = entry.find("auth").map(Node::text).filter(text -> !text.isEmpty());
        if (auth.isEmpty()) {
            var user = entry.find("username").map(Node::text);
            var password = entry.find("password").map(Node::text);
            return user.isPresent() && password.isPresent() ? Login.password(user.get(), password.get(), file.toString())
                    : Login.ANONYMOUS;
        }
        return decoded(auth.get()).map(pair -> Login.password(pair[0], pair[1], file.toString())).orElseThrow(() ->
                new IOException("image.registry.dockerConfig: the auth of " + key + " in " + file
                        + " is not what Docker writes. Expected USER:PASSWORD in base64; docker login writes it."));
    }

    private static Optional<String[]> decoded(String auth) {
        try {
            var pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 ? Optional.of(new String[] {pair[0], pair[1].replaceAll("\0+$", "")}) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
