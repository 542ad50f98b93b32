package io.jenkins.plugins.greenlight.registry;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ScratchFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with a {@code config.json} that holds the credentials of one registry, for a program that takes them from there
 * ({@code DOCKER_CONFIG}): nobody else may read it, and it is gone when this is closed. What a killed run left goes
 * with the next.
 */
public final class IsolatedDockerConfig implements AutoCloseable {
    /** In base64, what stands for the user beside a token. */
    private static final String TOKEN_USER = Base64.getEncoder().encodeToString("<token>:".getBytes(StandardCharsets.UTF_8));

    private final ScratchFolder folder;

    private IsolatedDockerConfig(ScratchFolder folder) {
        this.folder = folder;
    }

    /**
     * @param below where the folder is made, and this with it when it is not there
     * @throws IOException when there should be credentials and there are none, or nothing can be written; nothing is left then
     */
    public static IsolatedDockerConfig create(RegistryAccess access, ImageName name, Path below, Ports ports)
            throws IOException, InterruptedException {
        return create(new Logins(access, ports).find(name.registry()), name.registry(), below, ports);
    }

    /** Without credentials, in the place of whatever the user has. @param below as of {@link #create} */
    public static IsolatedDockerConfig ofNobody(Path below, Ports ports) throws IOException {
        return create(Login.ANONYMOUS, "", below, ports);
    }

    private static IsolatedDockerConfig create(Login login, String registry, Path below, Ports ports) throws IOException {
        var config = new IsolatedDockerConfig(ScratchFolder.open(below, "docker-config", ports.daemons()));
        try {
            config.write(login, registry);
            return config;
        } catch (IOException e) {
            config.close();
            throw e;
        }
    }

    private void write(Login login, String registry) throws IOException {
        var auths = new LinkedHashMap<String, Object>();
        if (!login.isAnonymous()) {
            var entry = login.identityToken().map(token -> Map.of("auth", TOKEN_USER, "identitytoken", token))
                    .orElse(Map.of("auth", login.encoded()));
            // Programs look for Docker Hub under its old address.
            (registry.equals(ImageName.DOCKER_HUB) ? Stream.of(Logins.HUB_KEY, registry) : Stream.of(registry)).forEach(key ->
                    auths.put(key, entry));
        }
        var bytes = ByteBuffer.wrap(Json.write(Map.of("auths", auths)).getBytes(StandardCharsets.UTF_8));
        try (var file = Files.newByteChannel(folder().resolve("config.json"), Set.of(StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    public Path folder() {
        return folder.path();
    }

    /** For the program that is to find it. */
    public Map<String, String> environment() {
        return Map.of("DOCKER_CONFIG", folder().toString());
    }

    /** With what programs put beside the credentials. */
    @Override public void close() throws IOException {
        folder.close();
    }
}
